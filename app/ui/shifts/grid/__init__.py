"""The grid of the shift plan: people × days, painted by itself."""
