"""The rules of the shift plan."""
