"""Who speaks where no source is expressed: "It was agreed that …", "Hope was expressed …" in an official readout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from readout.codebook.attribution import Impersonal
from readout.reading.drafts import Draft
from readout.reading.hedges import covering
from readout.record.model import Statement

if TYPE_CHECKING:
    from readout.reading.actors import Cast

NEAR = 3
"""Paragraph breaks between an impersonal "agreed" of a news report and those who were said to agree."""


def implied(item: Draft, doc: Doc, cast: Cast, before: Sequence[Statement], words: Impersonal) -> tuple[str, ...]:
    """The speakers of a statement with a cue but no source; nobody where that cannot be told."""
    cue = covering(doc, item.cue)
    if cue is None or item.level:
        return ()
    lemmas = {token.lemma_.lower() for token in cue}
    around = {token.lower_ for token in doc[max(cue.sent.start, cue.start - words.reach) : cue.end]}
    jointly = bool(lemmas & words.joint or around & words.mutual)
    if cast.issuer is None:
        return _agreed(item, before) if lemmas & words.agreed else ()
    if not (jointly or lemmas & words.own or lemmas & words.either):
        return ()
    if jointly or (lemmas & words.either and not lemmas & words.own):
        return cast.convened or (cast.issuer,)
    return (cast.principal or cast.issuer,)


def _agreed(item: Draft, before: Sequence[Statement]) -> tuple[str, ...]:
    """The last who spoke together."""
    return next((s.speakers for s in reversed(before[-NEAR:]) if len(s.speakers) > 1), ())
