"""A process that adds made records: `python -m tests.store.adder STORE FIRST LAST`. Says each number once it is kept."""

from __future__ import annotations

import sys

from readout.store import Store
from tests.store.records import made

if __name__ == "__main__":
    where, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with Store.open(where) as store:
        for number in range(first, last):
            store.add(made(number))
            print(number, flush=True)
