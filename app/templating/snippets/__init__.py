"""The language of snippets: text with ``<<placeholders>>``, checked, compiled, filled in."""
