"""Voting by elimination: count ranked ballots, settle ties by named rules, say how likely they are.

The method is instant-runoff voting down to one option, one drop a round (Robert's Rules, § 45,
"preferential voting"); the ties follow a protocol of their own, because in a team of eight nearly
every count meets one.
"""
