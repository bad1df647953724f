"""What a clause hangs on: "if", "unless", "should X", "in case of X", "do X or", "any X would"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span, Token

from readout.codebook.clauses import Clauses
from readout.reading.clauses import auxiliaries, children, marker

Kind = Literal["clause", "inverted", "noun", "order", "subject"]


@dataclass(frozen=True)
class Condition:
    """The head of a condition, and how it is put."""

    head: Token
    kind: Kind


def condition(head: Token, words: Clauses) -> Condition | None:
    """The condition of a clause, if it has one."""
    for child in children(head, "advcl"):
        if any(f"{marker(child)} ".startswith(f"{word} ") for word in words.conditions):
            return Condition(child, "clause")
        if inverted(child, words) or _opened(child, head, words):
            return Condition(child, "inverted" if inverted(child, words) else "clause")
    for child in children(head, "obl", "advcl", "nmod"):
        if marker(child) in words.nominal_conditions:
            return Condition(child, "noun")
    if head.dep_ == "conj" and any(child.lower_ == "or" for child in children(head, "cc")) and _order(head.head):
        return Condition(head.head, "order")
    return _as_subject(head, words)


def condition_in(content: Span, head: Token, words: Clauses) -> Condition | None:
    """The first clause of a content that "if" or the like opens, wherever the tree has hung it."""
    for token in content:
        clause = token.head
        if token.dep_ == "mark" and token.lower_ in words.conditions and clause != head and head not in clause.subtree:
            return Condition(clause, "clause")
    return None


def inverted(clause: Token, words: Clauses) -> bool:
    """Whether its auxiliary comes before its subject ("should the step be taken")."""
    subjects = children(clause, "nsubj", "expl")
    return bool(subjects) and any(
        child.lower_ in words.inverting and child.i < subjects[0].left_edge.i for child in children(clause, "aux", "cop")
    )


def _opened(clause: Token, head: Token, words: Clauses) -> bool:
    """Whether an "if" stands right before a clause, though the tree has hung it on the main one."""
    first = clause.left_edge.i
    before = clause.doc[first - 1] if first > 0 else None
    return before is not None and before.head == head and before.dep_ == "mark" and before.lower_ in words.conditions


def _order(clause: Token) -> bool:
    return clause.tag_ == "VB" and not children(clause, "nsubj", "aux")


def _as_subject(head: Token, words: Clauses) -> Condition | None:
    """A subject that may or may not come about ("any attack would …", "losing it would …")."""
    if not auxiliaries(head) & {*words.future, *words.open}:
        return None
    for child in children(head, "nsubj", "csubj"):
        loose = any(part.lower_ in words.indefinite for part in child.children if part.dep_ in ("det", "amod"))
        if loose or child.tag_ == "VBG":
            return Condition(child, "subject")
    return None
