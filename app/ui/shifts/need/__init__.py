"""How many people are needed, held against the plan."""
