"""Everything that can be done to workshops: the meeting, its ideas, its votes, the statement."""
