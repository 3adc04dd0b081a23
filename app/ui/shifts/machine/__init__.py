"""The machine's panel beside the plan."""
