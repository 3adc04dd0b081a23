"""The shift plan: its page, the grid, and the panels around it."""
