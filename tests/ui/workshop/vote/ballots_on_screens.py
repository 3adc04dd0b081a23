"""Opens ballots beside a projector, and tells where they are.

Not a test itself: ``test_ballot_screens`` starts it, because Qt takes virtual screens at start.
"""

import json

from PySide6.QtWidgets import QApplication, QWidget

from app import i18n
from app.rules.voting.sitting import Sitting
from app.screens.patience import wait
from app.settings import Scheme
from app.ui.theme import Theme
from app.ui.workshop.vote.ballot_window import BallotWindow, Paper


def main() -> None:
    """The facilitator's window is on the laptop, the projector is the first screen."""
    i18n.set_language("en")
    application = QApplication([])
    theme = Theme(application, scheme=Scheme.LIGHT)
    laptop = next(each for each in application.screens() if each.name() == "laptop")
    facilitator = QWidget()
    facilitator.winId()
    facilitator.windowHandle().setScreen(laptop)
    facilitator.setGeometry(laptop.geometry().adjusted(20, 20, -20, -20))
    facilitator.show()
    wait(50)
    sitting = Sitting.resumed([("1", "2")], voters=3, sealed=0)
    window = BallotWindow(
        sitting,
        [Paper("What for?", {"1": "One", "2": "Two"})],
        theme,
        lambda _rankings, done, _failed: done(),
        parent=facilitator,
    )
    window.show_over(facilitator)
    wait(50)
    place = window.geometry()
    told = {
        "screen": window.screen().name(),
        "geometry": [place.x(), place.y(), place.width(), place.height()],
        "full": window.isFullScreen(),
    }
    print(json.dumps(told))
    window.accept()
    facilitator.close()


if __name__ == "__main__":
    main()
