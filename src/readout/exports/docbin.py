"""spaCy DocBin: documents as tokens, with every layer as a span group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from readout.record import Record, Span
from readout.record.model import spans

LAYERS = ("statements", "contacts", "proposals", "positions", "commitments", "warnings", "times")


def write_docbin(records: Iterable[Record], out: BinaryIO) -> None:
    """Tokens of spaCy's English; `doc.spans[LAYER]` with every span of a layer, and `doc.spans["actors"]` with all mentions.

    A span's label is its field, its `kb_id_` the row it belongs to; that of a mention is the actor's id, its label the kind.
    """
    import spacy
    from spacy.tokens import DocBin, SpanGroup

    nlp = spacy.blank("en")
    found = DocBin(store_user_data=True)
    for record in records:
        doc = nlp.make_doc(record.text)
        doc.user_data |= {"id": record.id, "title": record.title, "outlet": record.outlet, "published": record.published}
        for layer, placed in _placed(record).items():
            spans_of = (
                doc.char_span(start, end, label=label, kb_id=row, alignment_mode="expand")
                for label, row, (start, end) in placed
            )
            doc.spans[layer] = SpanGroup(doc, name=layer, spans=[span for span in spans_of if span is not None])
        found.add(doc)
    out.write(found.to_bytes())


def _placed(record: Record) -> dict[str, list[tuple[str, str, Span]]]:
    """The spans of each layer, with their labels and the rows they belong to."""
    found: dict[str, list[tuple[str, str, Span]]] = {}
    found["actors"] = [(actor.kind, actor.id, mention) for actor in record.actors for mention in actor.mentions]
    for layer in LAYERS:
        found[layer] = [
            (field, getattr(row, "id", f"{layer}-{place}"), span)
            for place, row in enumerate(getattr(record, layer))
            for field in type(row).model_fields
            for span in spans(getattr(row, field))
        ]
    return found
