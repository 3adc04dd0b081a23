"""The sorting phase: the same columns, and beside them the basket."""

from collections.abc import Sequence

from app.i18n import ngettext
from app.queries.workshop.workshops import Workshop
from app.services.workshop import ideas
from app.ui.workshop.audience.scene import BLANK, Scene
from app.ui.workshop.ideas.basket_column import BasketColumn
from app.ui.workshop.ideas.panel import IdeasPanel
from app.ui.workshop.ideas.scenes import ideas_scene
from app.ui.workshop.phase_panel import Stage


class SortPanel(IdeasPanel):
    """Merging and putting aside stand in front; new ideas are still welcome."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.basket = BasketColumn(stage.theme)
        self.basket.back_wanted.connect(self._take_back)
        self.basket.noted.connect(self._note)
        self.row.addWidget(self.basket)

    def show_workshop(self, workshop: Workshop) -> None:
        super().show_workshop(workshop)
        self.basket.show_basket(workshop.basket)

    def scene(self) -> Scene:
        if self._workshop is None or self._silent:
            return super().scene() if self._workshop is not None else BLANK
        return ideas_scene(self._workshop, sorting=True)

    def enter(self) -> None:
        super().enter()
        column = next((each for each in self.columns if each.list.ideas), None)
        if column is not None:
            column.list.setFocus()

    def _take_back(self, ids: Sequence[int]) -> None:
        label = ngettext(
            "Took an idea out of the basket", "Took {n} ideas out of the basket", len(ids)
        ).format(n=len(ids))
        self._run(ideas.from_basket, list(ids), label=label)

    def _note(self, ids: Sequence[int], reason: str, revisit_on: object) -> None:
        label = ngettext(
            "Noted why an idea is in the basket", "Noted why {n} ideas are in the basket", len(ids)
        ).format(n=len(ids))
        self.stage.operations.run(
            ideas.to_basket,
            list(ids),
            reason=reason,
            revisit_on=revisit_on,
            now=self.stage.now(),
            label=label,
            owner=self,
            toast=False,
        )
