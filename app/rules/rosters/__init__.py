"""The rules of the shift plan: who may work when, counted on instants, each rule a value.

Nothing here replaces legal advice: the presets name their paragraph, so that they can be checked.
"""
