"""Planning without a desk: how many people are needed, and who works when."""
