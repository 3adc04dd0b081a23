"""Closed tickets that are kept no longer: rules for them, and doing what the rules say."""
