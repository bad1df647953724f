"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): one annotation a row, with position and quote selectors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from readout.exports.jsonld import iri, node
from readout.exports.tables import name, names
from readout.record import Record, Span

AROUND = 32
"""Characters of prefix and suffix: what the model's own examples show, enough to find a quote again in an edited page."""


def selectors(record: Record, span: Span) -> list[dict[str, Any]]:
    """Where a span is, by offset and by its words."""
    start, end = span
    text = record.text
    quote = {"exact": text[start:end], "prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    return [{"type": "TextPositionSelector", "start": start, "end": end}, {"type": "TextQuoteSelector", **quote}]


def rows(record: Record) -> Iterator[tuple[str, str, str, list[Span]]]:
    """Every row as (key, tag, what a reader should see, its spans)."""
    for s in record.statements:
        yield s.id, "statement", f"{', '.join(names(record, s.speakers)) or 'unknown'}: {s.mode}", list(s.content)
    for i, c in enumerate(record.contacts):
        when = f" ({c.date})" if c.date else ""
        yield f"c{i}", "contact", f"{c.status} {c.kind}: {', '.join(names(record, c.participants))}{when}", list(c.evidence)
    for i, p in enumerate(record.proposals):
        yield f"p{i}", "proposal", f"proposal by {', '.join(names(record, p.by)) or 'unknown'}", [p.name]
        for k, r in enumerate(p.responses):
            yield f"p{i}r{k}", "response", f"{name(record, r.by)} {r.response}", [r.evidence]
    for i, position in enumerate(record.positions):
        yield f"o{i}", "position", f"{name(record, position.party)}: {position.stance} {position.issue}", [position.evidence]
    for i, m in enumerate(record.commitments):
        yield f"m{i}", "commitment", f"commitment by {', '.join(names(record, m.by))}", [m.action]
    for i, w in enumerate(record.warnings):
        yield f"w{i}", "warning", f"warning by {name(record, w.by)}", [w.consequence]


def annotated(record: Record) -> Iterator[dict[str, Any]]:
    """The annotations of a document, one a row and span."""
    source = iri(record.url) if record.url else node(record, "article")
    for key, tag, shown, found in rows(record):
        for n, span in enumerate(found):
            yield {
                "id": node(record, key) + (f"-{n}" if n else ""),
                "type": "Annotation",
                "motivation": "classifying",
                "body": [
                    {"type": "TextualBody", "purpose": "tagging", "value": tag},
                    {"type": "TextualBody", "purpose": "describing", "value": shown},
                ],
                "target": {"source": source, "selector": selectors(record, span)},
                "generator": {"id": "urn:readout", "type": "Software", "name": f"Readout {record.readout.version}"},
            }


def write_webannotation(records: Iterable[Record], out: TextIO) -> None:
    """One AnnotationPage a line and document."""
    for record in records:
        items = list(annotated(record))
        page = {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": node(record, "page"),
            "type": "AnnotationPage",
            "items": items,
        }
        out.write(json.dumps(page, ensure_ascii=False) + "\n")
