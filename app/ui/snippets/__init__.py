"""The snippets page."""
