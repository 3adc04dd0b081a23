"""Reads: filter and order to ids, ids to rows.

Rows that a start needs are named tuples: there are some forty kinds of them, and a frozen data
class takes seven times as long to make.
"""
