"""A whole desk as files that other programs read, in a folder or a zip (format ``tresen-desk``)."""
