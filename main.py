"""Start Tresen: ``python main.py`` opens the program, ``python main.py --help`` lists the rest."""

import sys

from app.application import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # The process that draws a PDF starts here too in the one-folder program.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main(sys.argv[1:]))
