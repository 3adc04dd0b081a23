"""The words of ``argparse`` itself, which it asks gettext for, in the language of the interface."""

import argparse
from collections.abc import Callable

from app.i18n import N_, _

WORDS = frozenset(
    (
        N_("usage: "),
        N_("positional arguments"),
        N_("options"),
        N_("show this help message and exit"),
        N_("%(prog)s: error: %(message)s\n"),
        N_("argument %(argument_name)s: %(message)s"),
        N_("the following arguments are required: %s"),
        N_("unrecognized arguments: %s"),
        N_("expected one argument"),
        N_("expected at most one argument"),
        N_("expected at least one argument"),
        N_("ignored explicit argument %r"),
        N_("not allowed with argument %s"),
        N_("one of the arguments %s is required"),
        N_("ambiguous option: %(option)s could match %(matches)s"),
        N_("invalid %(type)s value: %(value)r"),
        N_("invalid choice: %(value)r (choose from %(choices)s)"),
    )
)
"""What can be read by somebody who uses the command line; the rest is for who writes it."""


def speak(translate: Callable[[str], str] = _) -> None:
    """Let every parser from now on say its own words through ``translate``.

    ``argparse`` looks its words up by the name ``_`` of its module and offers no other way.
    """
    vars(argparse)["_"] = translate
