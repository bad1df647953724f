"""spaCy DocBin: documents as tokens, with every layer as a span group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from readout.record import Record
from readout.record.model import spans

LAYERS = ("statements", "contacts", "proposals", "positions", "commitments", "warnings", "times")


def write_docbin(records: Iterable[Record], out: BinaryIO) -> None:
    """Tokens of spaCy's English; `doc.spans[LAYER]`, the source, cue and content of statements apart, labels by field."""
    import spacy
    from spacy.tokens import DocBin, SpanGroup

    nlp = spacy.blank("en")
    found = DocBin(store_user_data=True)
    for record in records:
        doc = nlp.make_doc(record.text)
        doc.user_data["id"] = record.id
        for layer in LAYERS:
            group = [
                span
                for row in getattr(record, layer)
                for field in type(row).model_fields
                for start, end in spans(getattr(row, field))
                if (span := doc.char_span(start, end, label=field, alignment_mode="expand")) is not None
            ]
            doc.spans[layer] = SpanGroup(doc, name=layer, spans=group)
        found.add(doc)
    out.write(found.to_bytes())
