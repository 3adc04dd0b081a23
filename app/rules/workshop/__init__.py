"""What a workshop is made of, decided from values alone: phases, templates, votes, statements."""
