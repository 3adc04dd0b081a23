"""The one exception for what a person can mend."""


class UserError(Exception):
    """Something the person can mend; the text is what they read, and says the way out.

    Every other exception is a bug: it rises, is logged with its traceback and shown once.
    """


class Cancelled(Exception):  # noqa: N818 - a wish of the person, not an error
    """Raised inside long work when the person cancelled it; what was confirmed stays."""
