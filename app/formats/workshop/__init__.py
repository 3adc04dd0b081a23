"""Files of workshops: the feedback round as mail text and as a form, the record as Markdown."""
