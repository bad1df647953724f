"""The label sets of the heads, and the rules that turn a form into its lemma."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from readout.record.model import Answer, Stance, Status

SPANS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ASIDES = ("O", "B-channel", "I-channel", "B-hedge", "I-hedge")
NAMES = ("O", *(f"{p}-{kind}" for kind in ("PERSON", "ORG", "LOC", "NORP", "DATE", "EVENT") for p in "BI"))
KINDS = ("call", "meeting", "letter")
ISSUES = tuple(
    "ceasefire peace_settlement hostilities security_guarantees peacekeeping armed_forces arms_supply nuclear terrorism "
    "territory withdrawal status alliances governance rights accountability sanctions reconstruction frozen_assets trade "
    "energy shipping prisoners aid refugees relations talks technology climate".split()
)
EVIDENCE = (
    "contact", *KINDS, *get_args(Status), "participant", "proposal", "proposal-name", "proposer", "response", *get_args(Answer),
    "answerer", "commitment", "promiser", "consequence", "condition", "warner", "position", *get_args(Stance), "holder",
    *ISSUES,
)  # fmt: skip
"""What a word may be evidence of, any number at once: a row of a layer and its kind, or who stands in one."""
POINTING = ("contact", "row")
"""What words may point from at those who stand in it: at who takes part in a contact, at whose any other row is."""
UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())

RAREST_LEMMA_RULE = 4
"""Rules seen less often are left to the identity: they are names and typing errors."""


def lemma_rule(form: str, lemma: str) -> str:
    """How `lemma` comes from `form`: letter case, letters cut from the end, letters added (after Straka 2018)."""
    lower = lemma == lemma.lower() and form != form.lower()
    base = form.lower() if lower else form
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return f"{'l' if lower else 'k'}{len(base) - same}{lemma[same:]}"


def most_common(values: Iterable[str], *, rarest: int) -> list[str]:
    """The values seen at least `rarest` times, most frequent first, ties by spelling."""
    seen = Counter(values)
    return [v for v, n in sorted(seen.items(), key=lambda item: (-item[1], item[0])) if n >= rarest]
