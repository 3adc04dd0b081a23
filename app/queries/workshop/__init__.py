"""Reads of workshops: the list, one with all it holds, its votes, its record, its statement."""
