"""Forgetting a person: what the desk holds of them, found and taken out wherever it lies."""
