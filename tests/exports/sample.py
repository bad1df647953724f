"""A record written by hand, every layer filled, on a text of our own."""

from readout.record import (
    Actor,
    Commitment,
    Contact,
    Made,
    Position,
    Proposal,
    Record,
    Response,
    Span,
    Statement,
    Warning,
)

TEXT = """Tavria and Lemuria talk

The two ministers met on Monday, Lemurian envoy Ana Ruiz said. “Tavria stressed that it wants peace,” she added.

Tavria offered a prisoner swap, which Lemuria rejected. It has agreed to open the border by May. Without a deal, Tavria will \
cut the gas, its minister Jon Vale warned.
"""


def span(words: str, *, nth: int = 0, text: str = TEXT) -> Span:
    """Where the words stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def sample(**changes: object) -> Record:
    """The record, with some fields changed."""
    fields = {
        "id": "sample",
        "title": "Tavria and Lemuria talk",
        "outlet": "The Example",
        "published": "2026-03-03",
        "url": "https://example.org/talk",
        "text": TEXT,
        "actors": (
            Actor(id="ana-ruiz", name="Ana Ruiz", kind="person", role="Lemurian envoy", party="lemuria"),
            Actor(id="jon-vale", name="Jon Vale", kind="person", role="minister", party="tavria"),
            Actor(id="tavria", name="Tavria", kind="country"),
            Actor(id="lemuria", name="Lemuria", kind="country"),
        ),
        "statements": (
            Statement(
                id="s0",
                source=span("Lemurian envoy Ana Ruiz"),
                cue=span("said"),
                content=(span("The two ministers met on Monday"),),
                speakers=("ana-ruiz",),
                mode="indirect",
            ),
            Statement(
                id="s1",
                source=span("she"),
                cue=span("added"),
                content=(span("“Tavria stressed that it wants peace,”"),),
                speakers=("ana-ruiz",),
                mode="direct",
            ),
            Statement(
                id="s2",
                source=span("Tavria", nth=1),
                cue=span("stressed"),
                content=(span("that it wants peace"),),
                speakers=("tavria",),
                mode="indirect",
                within="s1",
            ),
            Statement(
                id="s3",
                source=span("its minister Jon Vale"),
                cue=span("warned"),
                content=(span("Without a deal, Tavria will cut the gas"),),
                speakers=("jon-vale",),
                mode="indirect",
                hedge=span("warned"),
                channel=span("Monday"),
            ),
        ),
        "contacts": (
            Contact(
                kind="meeting",
                participants=("jon-vale", "ana-ruiz"),
                initiator="jon-vale",
                date="2026-03-02",
                place="Oslo",
                minutes=40,
                status="held",
                evidence=(span("The two ministers met on Monday"),),
                statement="s0",
            ),
        ),
        "proposals": (
            Proposal(
                name=span("a prisoner swap"),
                by=("tavria",),
                terms=("prisoners",),
                evidence=(span("Tavria offered a prisoner swap"),),
                responses=(Response(by="lemuria", response="rejects", evidence=span("Lemuria rejected")),),
            ),
        ),
        "positions": (
            Position(party="tavria", issue="peace_settlement", stance="for", evidence=span("wants peace"), statement="s2"),
            Position(party="lemuria", issue="prisoners", stance="against", evidence=span("Lemuria rejected")),
        ),
        "commitments": (Commitment(by=("lemuria",), action=span("to open the border"), to=("tavria",), due="2026-05"),),
        "warnings": (
            Warning(
                by="jon-vale",
                against="lemuria",
                condition=span("Without a deal"),
                consequence=span("Tavria will cut the gas"),
                statement="s3",
            ),
        ),
        "readout": Made(version="0", model="m", codebook="c"),
    }
    return Record(**(fields | changes))  # type: ignore[arg-type]
