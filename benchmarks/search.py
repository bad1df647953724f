"""How long a page of results takes in a store of a million statements, and how long adding a document takes.

    python benchmarks/search.py STORE [--statements 1000000] [--json FILE]

`STORE` is a path or an address; it is filled first, unless it has the statements already. What is in it is generated: words,
speakers, outlets and issues as frequent as such things are (few often, most seldom), the same every time.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from readout.record import Made, Record
from readout.store import Store
from readout.store.adding import ORDERED
from readout.store.keys import document_key
from readout.store.rows import rows_of

MADE = Made(version="0", model="0" * 64, codebook="0" * 64)
PER_DOCUMENT, PER_TRANSACTION, PER_PAGE = 20, 1000, 50
PARTIES = [f"Land {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(60)]
SYLLABLES = ("ba", "cor", "di", "fen", "gul", "hama", "jo", "kir", "lov", "mon", "nar", "os", "pel", "rud", "sta", "tem", "vik")
ISSUES = ("ceasefire", "talks", "sanctions", "prisoners", "territory", "energy", "trade", "aid", "nuclear", "status")
STANCES = ("for", "against", "conditional")

QUERIES: dict[str, Callable[[Store], Any]] = {
    "a word in most statements": lambda s: s.search(WORDS[0]),
    "a word in one of a hundred": lambda s: s.search(WORDS[60]),
    "a rare word": lambda s: s.search(WORDS[9000]),
    "two frequent words": lambda s: s.search(f"{WORDS[0]} {WORDS[1]}"),
    "four words": lambda s: s.search(" ".join(WORDS[3:7])),
    "a phrase": lambda s: s.search(f'"{WORDS[1]} {WORDS[2]}"'),
    "a beginning": lambda s: s.search(f"{WORDS[8][:3]}*"),
    "a frequent word without another": lambda s: s.search(f"{WORDS[0]} -{WORDS[1]}"),
    "a word and a frequent speaker": lambda s: s.search(WORDS[2], speaker=PEOPLE[0]),
    "a word and a rare speaker": lambda s: s.search(WORDS[2], speaker=PEOPLE[-1]),
    "a word and a party": lambda s: s.search(WORDS[10], party=PARTIES[1]),
    "a word, an issue and a stance": lambda s: s.search(WORDS[4], issue="sanctions", stance="against"),
    "a word in a month": lambda s: s.search(WORDS[5], since="2019-03", until="2019-03"),
    "all filters": lambda s: s.search(
        WORDS[1], party=PARTIES[0], issue="talks", outlet="Outlet 1", since="2018", mode="indirect"
    ),
    "nothing found by two frequent filters": lambda s: s.statements(speaker=PEOPLE[0], party=PARTIES[1]),
    "a speaker": lambda s: s.statements(speaker=PEOPLE[3]),
    "an issue of a party": lambda s: s.statements(party=PARTIES[2], issue="ceasefire"),
    "a year": lambda s: s.statements(since="2016", until="2016"),
    "no filter": lambda s: s.statements(),
    "documents by a word": lambda s: s.documents(WORDS[30]),
    "contacts of an actor": lambda s: s.contacts(actor=PEOPLE[2]),
    "positions of a party on an issue": lambda s: s.positions(party=PARTIES[0], issue="talks"),
}


def words(many: int) -> list[str]:
    """Made-up words, all different."""
    chance, found = random.Random(1), dict[str, None]()
    while len(found) < many:
        found["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(found)


WORDS = words(20_000)
PEOPLE = [f"{a.title()} {b.title()}" for a, b in zip(WORDS[:3000], WORDS[5000:8000], strict=True)]


def frequencies(many: int) -> list[float]:
    """Cumulated frequencies by Zipf's law."""
    return list(accumulate(1 / (rank + 1) for rank in range(many)))


OFTEN = {many: frequencies(many) for many in (len(WORDS), len(PEOPLE), 200, len(ISSUES))}


def document(number: int) -> Record:
    """A generated document."""
    chance = random.Random(number)

    def pick(things: Sequence[Any], k: int) -> list[Any]:
        return chance.choices(things, cum_weights=OFTEN[len(things)], k=k)

    text, statements, actors, positions = "", [], {}, []
    for place, who in enumerate(pick(range(len(PEOPLE)), PER_DOCUMENT)):
        start, content = len(text), " ".join(pick(WORDS, 18))
        text += f"{PEOPLE[who]} said {content}. "
        after = start + len(PEOPLE[who])
        party = PARTIES[who % len(PARTIES)]
        actors |= {f"p{who}": _actor(f"p{who}", PEOPLE[who], "person", party), party: _actor(party, party, "country", None)}
        span = (after + 6, after + 6 + len(content))
        source = {"source": (start, after), "cue": (after + 1, after + 5), "content": [span]}
        statements.append(source | {"id": f"s{place}", "speakers": [f"p{who}"], "mode": "indirect"})
        if place % 3 == 0:
            stance = {"issue": pick(ISSUES, 1)[0], "stance": chance.choice(STANCES)}
            positions.append(stance | {"party": f"p{who}", "evidence": span, "statement": f"s{place}"})
    evidence, met = [statements[0]["content"][0]], sorted(actors)[:2]
    day = f"{2014 + number % 12}-{1 + number // 12 % 12:02d}-{1 + number // 144 % 28:02d}"
    return Record(
        id=f"d{number}",
        outlet=f"Outlet {pick(range(200), 1)[0]}",
        title=f"Report {number}",
        published=day,
        text=text,
        actors=tuple(actors.values()),
        statements=statements,
        contacts=[{"kind": "call", "participants": met, "status": "held", "date": day, "evidence": evidence}],
        positions=positions,
        readout=MADE,
    )


def _actor(id: str, name: str, kind: str, party: str | None) -> dict[str, Any]:
    return {"id": id, "name": name, "kind": kind, "party": party}


def fill(store: Store, many: int) -> None:
    """Put generated documents into a store: the names through the front door, the rest in bulk."""
    actors = {name: _actor(name, name, "country", None) for name in PARTIES}
    for number, name in enumerate(PEOPLE):
        actors[name] = _actor(name, name, "person", PARTIES[number % len(PARTIES)])
    store.add(Record(id="names", text=".", actors=tuple(actors.values()), readout=MADE))
    taken: set[int] = set()
    for start in range(0, many, PER_TRANSACTION):
        rows: dict[str, list[dict[str, Any]]] = {}
        for record in map(document, range(start, min(many, start + PER_TRANSACTION))):
            key = document_key(record.id, record.published)
            while key in taken:
                key += 1
            taken.add(key)
            for name, more in rows_of(record, key=key).items():
                rows.setdefault(name, []).extend(more)
        with store._database.writing() as connection:
            for table in ORDERED:
                if rows.get(table.name):  # in the order of keys, which the index takes best
                    connection.execute(insert(table), sorted(rows[table.name], key=lambda row: next(iter(row.values()))))


def timed(act: Callable[[], Any]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def pages(find: Callable[[Store], Any], store: Store, *, runs: int = 7) -> Iterator[float]:
    """Milliseconds of the first page and of those after it."""
    after: str | None = None
    for _ in range(runs):
        page: list[Any] = []
        yield timed(lambda: page.append(find(store).page(PER_PAGE, after=after)))  # noqa: B023
        after = page[0].next


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store")
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with Store.open(options.store) as store:
        if not store.info().counts["documents"]:
            print(f"filled in {timed(lambda: fill(store, options.statements // PER_DOCUMENT)) / 1000:.0f} s")
        counts = store.info().counts
        print(f"{counts['statements']:,} statements in {counts['documents']:,} documents, {store.info().size / 1e6:,.0f} MB\n")
        found = {name: list(pages(find, store)) for name, find in QUERIES.items()}
        adding = [timed(lambda: store.add(document(10_000_000 + number))) for number in range(100)]  # noqa: B023
    print(f"{'ms a page of ' + str(PER_PAGE):40} {'first':>8} {'median':>8} {'worst':>8}")
    for name, times in found.items():
        print(f"{name:40} {times[0]:8.1f} {statistics.median(times):8.1f} {max(times):8.1f}")
    print(f"{'ms to add a document of 20 statements':40} {adding[0]:8.1f} {statistics.median(adding):8.1f} {max(adding):8.1f}")
    if options.json:
        options.json.write_text(json.dumps({"counts": counts, "pages": found, "adding": adding}), encoding="utf-8")


if __name__ == "__main__":
    main()
