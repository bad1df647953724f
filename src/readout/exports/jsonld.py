"""JSON-LD: schema.org's NewsArticle, Quotation, Claim and Event, each derived from the article by PROV-O."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from urllib.parse import quote

from readout.exports.tables import words
from readout.record import Contact, Record, Statement

CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "readout": "urn:readout:terms#",
    "derived": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "quotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "generatedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "url": {"@type": "@id"},
}
"""Written out, so that nothing has to be fetched to read a file."""

KINDS = {"person": "Person", "organization": "Organization", "country": "Country", "group": "Organization"}
STATUS = {
    "held": None,
    "planned": "EventScheduled",
    "proposed": None,
    "refused": "EventCancelled",
    "cancelled": "EventCancelled",
}


def node(record: Record, key: str) -> str:
    """The name of a row in the graph."""
    return f"urn:readout:{quote(record.id, safe='')}#{quote(key, safe='')}"


def actors(record: Record) -> Iterator[dict[str, Any]]:
    """The actors, with the party they act for."""
    for a in record.actors:
        found: dict[str, Any] = {"@id": node(record, a.id), "@type": KINDS[a.kind], "name": a.name}
        if a.role:
            found["jobTitle"] = a.role
        if a.party and a.party != a.id:
            found["affiliation"] = {"@id": node(record, a.party)}
        yield found


def statement(record: Record, s: Statement) -> dict[str, Any]:
    """A quotation where the words are the speaker's own, else a claim."""
    direct = s.mode == "direct"
    article = node(record, "article")
    found: dict[str, Any] = {
        "@id": node(record, s.id),
        "@type": "Quotation" if direct else "Claim",
        "text": words(record, s.content),
        "isPartOf": {"@id": article},
        "quotedFrom" if direct else "derived": article,
        "generatedBy": node(record, "reading"),
    }
    if s.speakers:
        found["creator"] = [{"@id": node(record, i)} for i in s.speakers]
    if s.within:
        found["isBasedOn"] = {"@id": node(record, s.within)}
    return found


def contact(record: Record, i: int, c: Contact) -> dict[str, Any]:
    """A contact as an event."""
    found: dict[str, Any] = {
        "@id": node(record, f"c{i}"),
        "@type": "Event",
        "name": words(record, c.evidence[:1]),
        "additionalType": f"readout:{c.kind}",
        "readout:status": c.status,
        "attendee": [{"@id": node(record, p)} for p in c.participants],
        "derived": node(record, "article"),
        "generatedBy": node(record, "reading"),
    }
    extra = {
        "startDate": c.date,
        "location": c.place,
        "duration": c.minutes and f"PT{c.minutes}M",
        "organizer": c.initiator and {"@id": node(record, c.initiator)},
        "eventStatus": STATUS[c.status],
    }
    return found | {key: value for key, value in extra.items() if value}


def graph(record: Record) -> dict[str, Any]:
    """A document as one JSON-LD object."""
    made = record.readout
    outlet = {"@type": "Organization", "name": record.outlet} if record.outlet else None
    article: dict[str, Any] = {
        "@id": node(record, "article"),
        "@type": ["NewsArticle", "prov:Entity"],
        "headline": record.title,
    }
    article |= {"datePublished": record.published, "url": record.url, "publisher": outlet}
    reading = {
        "@id": node(record, "reading"), "@type": "prov:Activity", "name": f"Readout {made.version}",
        "readout:model": made.model, "readout:codebook": made.codebook,
    }  # fmt: skip
    rows = [statement(record, s) for s in record.statements]
    rows += [contact(record, i, c) for i, c in enumerate(record.contacts)]
    known = {k: v for k, v in article.items() if v is not None}
    return {"@context": CONTEXT, "@graph": [known, reading, *actors(record), *rows]}


def write_jsonld(records: Iterable[Record], out: TextIO) -> None:
    """One JSON-LD document a line."""
    for record in records:
        out.write(json.dumps(graph(record), ensure_ascii=False) + "\n")
