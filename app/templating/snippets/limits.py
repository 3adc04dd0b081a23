"""How much a template may be, so that none costs time or memory that anybody notices."""

LONGEST_SOURCE = 32_768
"""Characters of one snippet's body."""
MOST_PIECES = 500
"""Placeholders, conditions and branches of a template with all that it nests."""
MOST_NODES = 2_000
"""Names, constants, filters and operators in all of them."""
MOST_TEXT = 262_144
"""Characters of text between them."""
DEEPEST_NESTING = 8
"""Snippets within snippets."""
DEEPEST_CONDITION = 12
"""Conditions within conditions."""
MOST_TOKENS = 200
"""Words and signs in one placeholder."""
DEEPEST_EXPRESSION = 12
"""Parentheses and *not* within each other."""
LONGEST_STRING = 2_000
LARGEST_NUMBER = 1_000_000
MOST_ITEMS = 50
"""Members of a list, choices of a field."""
MOST_FILTERS = 8
"""Filters in a row."""
MOST_PROBLEMS = 50
LONGEST_VALUE = 10_000
"""Characters that one placeholder prints; more is cut with an ellipsis."""
