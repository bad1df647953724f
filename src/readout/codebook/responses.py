"""How a proposal is answered, and in which words."""

from __future__ import annotations

from readout.codebook.table import Table
from readout.record.model import Answer

Words = tuple[str, ...]


class Response(Table):
    """The words of one answer; `denied` is what it turns into when it is denied, `alone` are verbs that need no object."""

    verbs: Words
    alone: Words
    nouns: Words
    verdicts: Words
    denied: Answer


class Answers(Table):
    """Answers by their code, and the small words that lead from an answer to what is answered."""

    answers: dict[Answer, Response]
    naming: Words
    voicing: Words
    pointing: Words
    prepositions: Words
