"""`readout watch`: what is new in feeds, into a store."""

from __future__ import annotations

import re
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli.command import complain
from readout.cli.inputs import AllowPrivate, CodebookFolder, Delay, network
from readout.cli.store import DEFAULT, Where, opened_store
from readout.errors import InputError, StoreError

if TYPE_CHECKING:
    from readout.reading.reader import Reader
    from readout.sources import Online
    from readout.store import Store
    from readout.store.watching import Round

EXAMPLES = """
\b
Examples:
  readout watch https://post.example/rss --every 15m --store desk.db
  readout watch feeds.txt agencies.opml --every 1h --store desk.db
      lists of feeds: an address a line, lines with # passed over; or OPML
  readout watch feeds.txt --once --store desk.db
      one round, for cron

\b
A round fetches the feeds that have changed, and of these the articles that have not been seen; each is kept before the next
is fetched, so Ctrl-C is safe at any moment, and after a crash the same command goes on. One line a round says what became of
them. A feed or page that fails for now is asked again after 2 minutes, then 4, and so on up to a day, or when its server
says; a page ten times at most.
"""

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_INTERVAL = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
_TOLD = 20


def register(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command(epilog=EXAMPLES, no_args_is_help=True)(watch)


def watch(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEED", help="Addresses of RSS or Atom feeds, or files that list some (also OPML).")
    ],
    every: Annotated[str, typer.Option(metavar="TIME", help="From one round to the next: 30s, 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round only; fails if every feed does.")] = False,
    store: Where = DEFAULT,
    delay: Delay = 1.0,
    allow_private: AllowPrivate = False,
    codebook: CodebookFolder = None,
) -> None:
    """Read what is new in feeds, again and again, and keep the records in a store."""
    from readout.sources.online.lists import named

    seconds, online = interval(every), network(delay, allow_private=allow_private)
    named(feeds)
    from readout.codebook import Codebook
    from readout.reading.reader import Reader

    book = Codebook.load(Path(codebook) if codebook else None)
    with opened_store(store, create=True, codebook=book) as kept:
        online.visits = kept.visits
        reader = Reader(codebook=book)
        while True:
            began = time.monotonic()
            try:
                done = _round(feeds, kept, reader, online=online)
            except StoreError as error:  # a database that is busy or away may be back by the next round
                if once:
                    raise
                complain(str(error))
            if once:
                raise typer.Exit(int(done.feeds["broken"] > 0 and not done.feeds["read"] and not done.feeds["unchanged"]))
            time.sleep(max(began + seconds - time.monotonic(), 0.0))


def interval(text: str) -> float:
    """The seconds in a length of time. Raises `InputError`."""
    found = _INTERVAL.fullmatch(text.strip().lower())
    seconds = float(found[1]) * _UNITS[found[2]] if found else 0.0
    if not 1.0 <= seconds <= 366 * _UNITS["d"]:
        raise InputError(f"'{text}' is not a length of time; write 30s, 15m, 2h or 1d", source="--every")
    return seconds


def _round(feeds: list[str], kept: Store, reader: Reader, *, online: Online) -> Round:
    """One round. Lists of feeds are read anew in each, so that they can be changed meanwhile."""
    from readout.sources.online.lists import named
    from readout.store.watching import Round

    done = Round()
    try:
        done.run(kept, named(feeds, on_error=done.errors.append), reader, online=online)
    finally:
        for error in done.errors[:_TOLD]:
            complain(f"left out: {error}")
        if len(done.errors) > _TOLD:
            complain(f"{len(done.errors)} left out in all")
        typer.echo(f"{datetime.now():%Y-%m-%d %H:%M:%S}  {told(done)}")
    return done


def told(done: Round) -> str:
    """A round in one line."""
    feeds = [f"{done.feeds[name]} {name}" for name in ("read", "unchanged", "resting", "broken") if done.feeds[name]]
    texts = [f"{done.texts['added']} added"]
    texts += [f"{done.texts[name]} {name}" for name in ("replaced", "copies", "unchanged", "failed") if done.texts[name]]
    texts += [f"{done.aside.total()} in other languages"] if done.aside else []
    missed = done.feeds["pages"] - done.texts.total() - done.aside.total()
    texts += [f"{missed} not fetched or without an article"] if missed > 0 else []
    return f"feeds: {', '.join(feeds) or 'none'}; pages: {', '.join(texts)}"
