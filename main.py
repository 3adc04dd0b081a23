"""Start Tresen: ``python main.py`` opens the program, ``python main.py --help`` lists the rest."""

import sys

from app.application import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
