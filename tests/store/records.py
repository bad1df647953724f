"""Records for the tests: three written by hand, and as many as are wanted made by number."""

from __future__ import annotations

import random
from typing import Any

from readout.record import Made, Record, Span

MADE = Made(version="0.1.0", model="a" * 64, codebook="b" * 64)
NEWER = Made(version="0.1.0", model="c" * 64, codebook="b" * 64)


def at(text: str, words: str) -> Span:
    """Where words stand in a text, the first time."""
    start = text.index(words)
    return start, start + len(words)


def person(id: str, name: str, party: str | None = None, **more: Any) -> dict[str, Any]:
    return {"id": id, "name": name, "kind": "person", "party": party, **more}


def country(id: str, name: str) -> dict[str, Any]:
    return {"id": id, "name": name, "kind": "country"}


def said(text: str, id: str, source: str | None, cue: str | None, content: str, *speakers: str, **more: Any) -> dict[str, Any]:
    spans = {name: at(text, words) if words else None for name, words in (("source", source), ("cue", cue))}
    return {"id": id, **spans, "content": [at(text, content)], "speakers": speakers, "mode": "indirect", **more}


CALL_TEXT = (
    "Varga calls Lund\n\n"
    "Prime Minister Edit Varga called President Nils Lund on Monday to discuss a ceasefire, her office said. "
    "Norland will never accept foreign troops, Lund's spokesman told reporters. "
    "Varga proposed a joint commission on the border; Lund agreed to study it. "
    "If shelling goes on, we shall close the strait, Lund warned. "
    "Both sides agreed to release all prisoners."
)
CALL = Record(
    id="call",
    outlet="The Harbour Post",
    title="Varga calls Lund",
    published="2024-03-05",
    url="https://harbour.example/call",
    text=CALL_TEXT,
    actors=[
        person("varga", "Edit Varga", "sudland", role="Prime Minister", mentions=[at(CALL_TEXT, "Edit Varga")]),
        person("lund", "Nils Lund", "norland", role="President"),
        person("spokesman", "Lund's spokesman", "norland"),
        country("norland", "Norland"),
        country("sudland", "Sudland"),
    ],
    statements=[
        said(
            CALL_TEXT, "s0", "her office", "said", "Prime Minister Edit Varga called President Nils Lund on Monday", "sudland"
        ),
        said(
            CALL_TEXT,
            "s1",
            "Lund's spokesman",
            "told",
            "Norland will never accept foreign troops",
            "spokesman",
            channel=at(CALL_TEXT, "reporters"),
        ),
        said(CALL_TEXT, "s2", "Lund", "warned", "If shelling goes on, we shall close the strait", "lund"),
    ],
    contacts=[
        {
            "kind": "call",
            "participants": ["varga", "lund"],
            "initiator": "varga",
            "date": "2024-03-04",
            "status": "held",
            "evidence": [at(CALL_TEXT, "called President Nils Lund on Monday")],
            "statement": "s0",
        }
    ],
    proposals=[
        {
            "name": at(CALL_TEXT, "a joint commission on the border"),
            "by": ["varga"],
            "terms": ["talks", "territory"],
            "evidence": [at(CALL_TEXT, "Varga proposed a joint commission on the border")],
            "responses": [{"by": "lund", "response": "considers", "evidence": at(CALL_TEXT, "Lund agreed to study it")}],
        }
    ],
    positions=[
        {
            "party": "norland",
            "issue": "peacekeeping",
            "stance": "against",
            "evidence": at(CALL_TEXT, "never accept foreign troops"),
            "statement": "s1",
        }
    ],
    commitments=[
        {"by": ["varga", "lund"], "action": at(CALL_TEXT, "release all prisoners"), "to": ["norland"], "due": "2024-04"}
    ],
    warnings=[
        {
            "by": "lund",
            "against": "sudland",
            "condition": at(CALL_TEXT, "If shelling goes on"),
            "consequence": at(CALL_TEXT, "close the strait"),
            "statement": "s2",
        }
    ],
    readout=MADE,
)

TALKS_TEXT = (
    "Süd minister hopeful\n\n"
    "Foreign Minister Jörg Hållén expects talks in May, he told The Herald. "
    "“No first use of drones,” Varga insisted, naïve as it may sound. "
    "Norland supports a ceasefire."
)
TALKS = Record(
    id="talks",
    outlet="Herald",
    title="Süd minister hopeful",
    published="2024-04-20",
    text=TALKS_TEXT,
    actors=[
        person("hallen", "Jörg Hållén", "sudland"),
        person("varga", "Varga", "sudland"),
        country("norland", "Norland"),
        country("sudland", "Sudland"),
    ],
    statements=[
        said(TALKS_TEXT, "s0", "he", "told", "Foreign Minister Jörg Hållén expects talks in May", "hallen"),
        said(TALKS_TEXT, "s1", "Varga", "insisted", "“No first use of drones,”", "varga") | {"mode": "direct"},
        said(TALKS_TEXT, "s2", "Norland", "supports", "a ceasefire", "norland"),
    ],
    contacts=[
        {"kind": "talks", "participants": ["norland", "sudland"], "date": "2024-05", "status": "planned",
         "evidence": [at(TALKS_TEXT, "talks in May")]},
    ],
    positions=[
        {"party": "norland", "issue": "ceasefire", "stance": "for", "evidence": at(TALKS_TEXT, "supports a ceasefire"),
         "statement": "s2"},
    ],
    readout=MADE,
)  # fmt: skip

UNDATED_TEXT = "A ceasefire is near, a senior official said."
UNDATED = Record(
    id="undated",
    text=UNDATED_TEXT,
    actors=[person("official", "a senior official")],
    statements=[said(UNDATED_TEXT, "s0", "a senior official", "said", "A ceasefire is near", "official")],
    readout=MADE,
)

WRITTEN = (CALL, TALKS, UNDATED)

_WORDS = ("truce", "border", "harbour", "envoy", "sanctions", "convoy", "summit", "grain", "prisoners", "treaty", "corridor")
_PEOPLE = [f"{given} {family}" for family in ("Arendt", "Boz", "Calder", "Dahl", "Ekwe") for given in ("Ada", "Bram", "Cleo")]
_PARTIES = ("Norland", "Sudland", "Ostmark", "Vestria")


def made(number: int, *, made: Made = MADE, statements: int = 6) -> Record:
    """The record of a text made up from a number: always the same for the same number."""
    chance = random.Random(number)
    sentences, rows, used = [f"Report {number}.\n\n"], [], {}
    for place in range(statements):
        name = chance.choice(_PEOPLE)
        content = " ".join(chance.choices(_WORDS, k=8))
        start = sum(map(len, sentences))
        sentences.append(f"{name} said {content}. ")
        id = name.lower().replace(" ", "-")
        used[id] = person(id, name, _PARTIES[_PEOPLE.index(name) % 4].lower())
        after = start + len(name)
        rows.append(
            {"id": f"s{place}", "source": (start, after), "cue": (after + 1, after + 5),
             "content": [(after + 6, after + 6 + len(content))], "speakers": [id], "mode": "indirect"}
        )  # fmt: skip
    evidence, who = rows[0]["content"][0], sorted(used)
    rest = {"evidence": evidence, "statement": "s0"}
    stance = {"issue": chance.choice(["ceasefire", "talks"]), "stance": chance.choice(["for", "against"])}
    return Record(
        id=f"made-{number}",
        outlet=f"Outlet {number % 7}",
        title=f"Report {number}",
        published=f"{2020 + number % 5}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        text="".join(sentences),
        actors=[*used.values(), *(country(name.lower(), name) for name in _PARTIES)],
        statements=rows,
        contacts=[rest | {"kind": "meeting", "participants": who[:2], "status": "held", "evidence": [evidence]}],
        positions=[rest | stance | {"party": who[0]}],
        readout=made,
    )
