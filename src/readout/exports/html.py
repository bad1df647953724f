"""Records as one page that needs nothing else: the articles with their statements marked, and every row beside them.

No text of a record is trusted: the template escapes all of it, the page's policy allows no script and no style but its own
(by their digests) and no connection at all, and only http and https addresses become links.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from readout.exports import view as views
from readout.exports.marks import Mark, marked
from readout.exports.palette import Palette
from readout.exports.view import View
from readout.record import Record
from readout.record.model import Row, spans

_EVIDENCE = ("contacts", "proposals", "positions", "commitments", "warnings")


def page(records: Sequence[Record]) -> str:
    """One page for all the records."""
    palette = Palette()
    shown = [Page(record, number, palette) for number, record in enumerate(records)]
    style, script = _packaged("page.css"), _packaged("page.js")
    return _template().render(
        pages=shown,
        style=Markup(style),
        script=Markup(script),
        style_digest=_digest(style),
        script_digest=_digest(script),
        views=views,
    )


class Page(View):
    """One record as the template asks for it. Anchors are `d0-s3`: document 0, statement 3."""

    def __init__(self, record: Record, number: int, palette: Palette) -> None:
        super().__init__(record)
        self.number = number
        self._anchors = dict(self._anchored())
        palette.turn()
        self._places = {side: place for place, side in enumerate(self.sides())}
        named = dict.fromkeys((*self.acting(), *self.addressed(), *self.actors))
        self._colours = {actor: palette[self.party(actor)] for actor in (*named, *map(self.party, named))}

    @property
    def title(self) -> str:
        """The title, or the first line of the text."""
        first = next((line for line in self.record.text.splitlines() if line.strip()), "(no text)")
        return self.record.title or views.shorten(first.strip(), 120)

    @property
    def link(self) -> str | None:
        """The record's address, where it is one that is safe to follow."""
        try:
            parts = urlsplit(self.record.url or "")
        except ValueError:
            return None
        return self.record.url if parts.scheme in ("http", "https") and parts.netloc else None

    def colour(self, actor: str) -> int:
        """The colour of an actor's party."""
        return self._colours[actor]

    def among(self, actors: Iterable[str]) -> str:
        """The places of the actors' sides among the record's, as the script compares them."""
        return " ".join(str(place) for place in sorted({self._places[self.party(actor)] for actor in actors}))

    def anchor(self, row: Row) -> str:
        """The anchor of a row's words in the article."""
        return self._anchors[id(row)]

    @property
    def article(self) -> Markup:
        """The text with its marks."""
        return marked(self.record.text, [*self._heading(), *self._statements(), *self._evidence()])

    def _anchored(self) -> Iterator[tuple[int, str]]:
        for layer in ("statements", *_EVIDENCE):
            for place, row in enumerate(getattr(self.record, layer)):
                anchor = f"d{self.number}-{layer}-{place}"
                yield id(row), anchor
                yield from ((id(response), f"{anchor}-{n}") for n, response in enumerate(getattr(row, "responses", ())))

    def _heading(self) -> Iterator[Mark]:
        title = self.record.title
        if title and self.record.text.startswith(title):
            yield Mark((0, len(title)), f"d{self.number}-title", "heading")

    def _statements(self) -> Iterator[Mark]:
        for statement in self.record.statements:
            row = self.anchor(statement)
            colours = tuple(sorted({self.colour(speaker) for speaker in statement.speakers}))
            yield from (Mark(span, row, "content", colours) for span in statement.content)
            parts = {"source": statement.source, "cue": statement.cue, "channel": statement.channel}
            yield from (Mark(span, row, part, colours) for part, span in parts.items() if span)

    def _evidence(self) -> Iterator[Mark]:
        for layer in _EVIDENCE:
            for row in getattr(self.record, layer):
                answers = getattr(row, "responses", ())
                own = row.model_copy(update={"responses": ()}) if answers else row
                yield from (Mark(span, self.anchor(row), "evidence") for span in dict.fromkeys(spans(own)))
                yield from (Mark(answer.evidence, self.anchor(answer), "evidence") for answer in answers)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters["words"] = views.words
    return environment.from_string(_packaged("page.html"))


@cache
def _packaged(name: str) -> str:
    return files("readout.exports").joinpath("page", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """What a content security policy calls this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
