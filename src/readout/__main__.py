"""`python -m readout`: the command line."""

from readout.cli import main

if __name__ == "__main__":
    main()
