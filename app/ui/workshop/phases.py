"""The phase table: which panel leads through which phase. Loaded when a phase is entered."""

from app.ui.workshop.phase_panel import PhasePanel, Stage


def panel(phase: str, stage: Stage) -> PhasePanel:
    """A new panel for a phase, by its key in ``app.rules.workshop.phases``; KeyError if unknown."""
    return _PANELS[phase](stage)


def load() -> None:
    """Import what all phases need; best in a worker, for it takes a while."""
    from app.ui.workshop.ideas import panel, sort_panel
    from app.ui.workshop.room import words_panel
    from app.ui.workshop.vote import consent_panel, result_panel, vote_panel

    del panel, sort_panel, words_panel, consent_panel, result_panel, vote_panel


def _words(stage: Stage) -> PhasePanel:
    from app.ui.workshop.room.words_panel import WordsPanel

    return WordsPanel(stage)


def _ideas(stage: Stage) -> PhasePanel:
    from app.ui.workshop.ideas.panel import IdeasPanel

    return IdeasPanel(stage)


def _basket(stage: Stage) -> PhasePanel:
    from app.ui.workshop.ideas.sort_panel import SortPanel

    return SortPanel(stage)


def _vote(stage: Stage) -> PhasePanel:
    from app.ui.workshop.vote.vote_panel import VotePanel

    return VotePanel(stage)


def _result(stage: Stage) -> PhasePanel:
    from app.ui.workshop.vote.result_panel import ResultPanel

    return ResultPanel(stage)


def _consent(stage: Stage) -> PhasePanel:
    from app.ui.workshop.vote.consent_panel import ConsentPanel

    return ConsentPanel(stage)


_PANELS = {
    "welcome": _words,
    "ideas": _ideas,
    "basket": _basket,
    "vote": _vote,
    "result": _result,
    "consent": _consent,
    "close": _words,
}
