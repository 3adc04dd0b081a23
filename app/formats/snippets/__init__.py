"""Snippets of other programs and our own: read by content, never executed, written losslessly."""
