"""How a proposal is answered, and in which words."""

from __future__ import annotations

from readout.codebook.table import Table
from readout.record.model import Answer

Words = tuple[str, ...]


class Response(Table):
    """The words of one answer.

    `alone` are verbs that need no object, `denied` is what the answer turns into when it is denied, `harms` are verbs of
    which the proposal itself is the subject ("it would only prolong the war").
    """

    verbs: Words
    alone: Words
    nouns: Words
    verdicts: Words
    denied: Answer
    harms: Words = ()


class Answers(Table):
    """Answers by their code, and the small words that lead from an answer to what is answered."""

    answers: dict[Answer, Response]
    naming: Words
    voicing: Words
    pointing: Words
    prepositions: Words
    seats: Words
