"""From winning statements to a mission statement: draft, versions, feedback, poster, follow-up."""
