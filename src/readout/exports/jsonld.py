"""JSON-LD: schema.org's NewsArticle, Quotation, Claim and Event, each derived from the article by PROV-O.

Proposals, positions and the like are claims too; `additionalType` tells which, `isBasedOn` on which statement they rest.
"""

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
    "creator": {"@type": "@id"},
    "attributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "usedText": {"@id": "prov:used", "@type": "@id"},
    "url": {"@type": "@id"},
    "additionalType": {"@type": "@id"},
    "datePublished": {"@type": "Date"},
    "startDate": {"@type": "Date"},
    "duration": {"@type": "Duration"},
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


def iri(url: str) -> str:
    """An address without the characters that an IRI must not have."""
    return quote(url, safe="%:/?#[]@!$&'()*+,;=~")


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
        found["creator"] = found["attributedTo"] = [node(record, i) for i in s.speakers]
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


def claims(record: Record) -> Iterator[dict[str, Any]]:
    """Proposals and answers, positions, commitments, warnings: what the article claims of somebody, in its own words."""
    for i, p in enumerate(record.proposals):
        yield _claim(record, f"p{i}", p, p.by) | {"text": words(record, p.evidence or (p.name,)), "about": _issues(p.terms)}
        for k, r in enumerate(p.responses):
            more: dict[str, Any] = {"readout:response": r.response, "readout:to": {"@id": node(record, f"p{i}")}}
            yield _claim(record, f"p{i}r{k}", r, (r.by,)) | {"text": record.quote(r.evidence), **more}
    for i, o in enumerate(record.positions):
        more = {"readout:stance": o.stance, "about": _issues([o.issue])}
        yield _claim(record, f"o{i}", o, (o.party,)) | {"text": record.quote(o.evidence), **more}
    for i, m in enumerate(record.commitments):
        yield _claim(record, f"m{i}", m, m.by) | {"text": record.quote(m.action)} | ({"readout:due": m.due} if m.due else {})
    for i, w in enumerate(record.warnings):
        yield _claim(record, f"w{i}", w, (w.by,)) | {"text": words(record, (w.condition, w.consequence))}


def _claim(record: Record, key: str, row: Any, by: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"@id": node(record, key), "@type": "Claim", "additionalType": f"readout:{type(row).__name__}"}
    if row.statement:
        found["isBasedOn"] = {"@id": node(record, row.statement)}
    creators = [node(record, who) for who in by]
    return found | {"creator": creators, "derived": node(record, "article"), "generatedBy": node(record, "reading")}


def _issues(codes: Iterable[str]) -> list[dict[str, str]]:
    return [{"@id": f"readout:{code}"} for code in codes]


def graph(record: Record) -> dict[str, Any]:
    """A document as one JSON-LD object."""
    made = record.readout
    outlet = {"@type": "Organization", "name": record.outlet} if record.outlet else None
    article: dict[str, Any] = {
        "@id": node(record, "article"),
        "@type": ["NewsArticle", "prov:Entity"],
        "headline": record.title,
    }
    article |= {"datePublished": record.published, "url": record.url and iri(record.url), "publisher": outlet}
    reading = {
        "@id": node(record, "reading"), "@type": "prov:Activity", "name": f"Readout {made.version}",
        "readout:model": made.model, "readout:codebook": made.codebook, "usedText": node(record, "article"),
    }  # fmt: skip
    rows = [statement(record, s) for s in record.statements]
    rows += [contact(record, i, c) for i, c in enumerate(record.contacts)]
    rows += claims(record)
    known = {k: v for k, v in article.items() if v is not None}
    return {"@context": CONTEXT, "@graph": [known, reading, *actors(record), *rows]}


def write_jsonld(records: Iterable[Record], out: TextIO) -> None:
    """One JSON-LD document a line."""
    for record in records:
        out.write(json.dumps(graph(record), ensure_ascii=False) + "\n")
