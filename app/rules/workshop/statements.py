"""The parts of a mission statement, what people say about its sentences, how tickets fit it."""

from enum import StrEnum

from app.i18n import N_, _


class Part(StrEnum):
    """What a mission statement says, in the order it says it (the standard triple)."""

    MARKET = "market"
    CONTRIBUTION = "contribution"
    DISTINCTION = "distinction"

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_PARTS[self])

    @property
    def question(self) -> str:
        """What it answers."""
        return _(_QUESTIONS[self])


class Verdict(StrEnum):
    """What somebody says about a sentence."""

    KEEP = "keep"
    CHANGE = "change"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_VERDICTS[self])


class Source(StrEnum):
    """Who says it."""

    TEAM = "team"
    COLLEAGUE = "colleague"
    CUSTOMER = "customer"

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_SOURCES[self])


class Fit(StrEnum):
    """How a solved ticket stands to the statement."""

    FITS = "fits"
    NEUTRAL = "neutral"
    CONTRADICTS = "contradicts"

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_FITS[self])


_PARTS = {
    Part.MARKET: N_("Key market"),
    Part.CONTRIBUTION: N_("Contribution"),
    Part.DISTINCTION: N_("What sets us apart"),
}
_QUESTIONS = {
    Part.MARKET: N_("Whom do we serve?"),
    Part.CONTRIBUTION: N_("What do we do for them?"),
    Part.DISTINCTION: N_("Why us, and how are we different?"),
}
_VERDICTS = {
    Verdict.KEEP: N_("Keep"),
    Verdict.CHANGE: N_("Change"),
    Verdict.UNCLEAR: N_("Unclear"),
}
_SOURCES = {
    Source.TEAM: N_("Team"),
    Source.COLLEAGUE: N_("Colleague"),
    Source.CUSTOMER: N_("Customer"),
}
_FITS = {
    Fit.FITS: N_("Fits"),
    Fit.NEUTRAL: N_("Neutral"),
    Fit.CONTRADICTS: N_("Contradicts"),
}
