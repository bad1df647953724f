"""What keeping 2,000 documents costs beside reading them, and what adding them a second time costs.

    python benchmarks/adding.py [TEXTS.jsonl[.xz]] [--documents 2000] [--store PATH|URL] [--json FILE]

Takes texts of ordinary length, spread over the whole file, and does with them what `readout add` does, twice, each time in a
process of its own. Time is told apart by who spends it: the reader, the sources (files, languages), and the store with its
search for reprints. Wall time hangs on what else runs on the machine; CPU time does not, but leaves out what a PostgreSQL
server does. The goals: the store under 15 % of the time, the second time under 5 % of the first.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

DEFAULT = Path(os.environ.get("READOUT_SHARED", "../shared")) / "data" / "news-open.jsonl.xz"
ORDINARY = range(100, 1001)  # words
T = TypeVar("T")


def sample(path: Path, many: int) -> list[str]:
    """Lines of texts of ordinary length, spread evenly over a file."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as stream:
        found = [line for line in stream if len(json.loads(line)["text"].split()) in ORDINARY]
    return [found[place * len(found) // many] for place in range(min(many, len(found)))]


@dataclass
class Clock:
    """Wall and CPU seconds, by who spent them."""

    wall: Counter[str] = field(default_factory=Counter)
    cpu: Counter[str] = field(default_factory=Counter)

    def each(self, name: str, things: Iterable[T]) -> Iterator[T]:
        """The things, with the time that making each of them takes."""
        rest = iter(things)
        while True:
            wall, cpu = time.perf_counter(), time.process_time()
            try:
                thing = next(rest)
            except StopIteration:
                return
            finally:
                self.wall[name] += time.perf_counter() - wall
                self.cpu[name] += time.process_time() - cpu
            yield thing


class Timed:
    """A reader whose time is taken."""

    def __init__(self, clock: Clock) -> None:
        from readout.reading.reader import Reader

        self._reader, self._clock, self.words = Reader(), clock, 0
        self.made = self._reader.made

    def pipe(self, documents: Iterable[Any]) -> Iterator[Any]:
        """Read documents in their order."""
        for record in self._clock.each("reading", self._reader.pipe(documents)):
            self.words += len(record.text.split())
            yield record


def add(path: Path, where: str) -> dict[str, Any]:
    """Add the documents once, and tell what it took."""
    from readout.sources import documents
    from readout.sources.languages import english
    from readout.store import Store

    began, clock, aside = time.perf_counter(), Clock(), Counter[str]()
    reader = Timed(clock)
    with Store.open(where) as store:
        texts = clock.each("sources", english(documents([str(path)]), aside=lambda _, language: aside.update([language])))
        done = Counter(
            "copy" if outcome.of else str(outcome.done) for outcome in clock.each("all", store.fill(texts, reader, copies=True))
        )
        held = store.info()
    for spent in (clock.wall, clock.cpu):
        spent["store"] = spent["all"] - spent["reading"] - spent["sources"]
    return {
        "documents": dict(done),
        "set aside": sum(aside.values()),
        "words": reader.words,
        "statements": held.counts["statements"],
        "store MB": round(held.size / 1e6, 1),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "whole s": round(time.perf_counter() - began, 2),
        "wall s": {name: round(spent, 2) for name, spent in clock.wall.items()},
        "cpu s": {name: round(spent, 2) for name, spent in clock.cpu.items()},
    }


def show(name: str, found: dict[str, Any]) -> None:
    """Print one pass."""
    print(f"{name}: {found['documents']}, {found['set aside']} set aside, {found['words']:,} words read")
    print(f"  {found['statements']:,} statements kept in {found['store MB']} MB; peak of the process {found['peak MB']} MB")
    for kind in ("wall s", "cpu s"):
        spent = found[kind]
        told = ", ".join(f"{who} {spent.get(who, 0):.1f}" for who in ("reading", "sources", "store"))
        print(f"  {kind}: {spent['all']:.1f} ({told}); the store's share {100 * spent['store'] / spent['all']:.1f} %")


def main() -> None:
    """Sample, add twice, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--store", help="where to keep them; default: a file that is removed in the end")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(add(options.texts, options.store)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        path.write_text("".join(sample(options.texts, options.documents)), encoding="utf-8")
        call = [sys.executable, __file__, str(path), "--once", "--store", options.store or str(Path(folder) / "store.db")]
        passes = []
        for name in ("first", "second"):
            passes.append(json.loads(subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True).stdout))
            show(name, passes[-1])
    for kind in ("wall s", "cpu s"):
        first, second = (found[kind]["all"] for found in passes)
        print(f"second by first, {kind}: {100 * second / first:.1f} %")
    if options.json:
        options.json.write_text(json.dumps(passes), encoding="utf-8")


if __name__ == "__main__":
    main()
