"""Whose act a clause is, through control, relative pronouns and the passive."""

from __future__ import annotations

from spacy.tokens import Token

from readout.reading.clauses import agent, children, marker, relative, subject


def controller(clause: Token) -> Token | None:
    """The subject of a clause, also where it is the object of the verb above ("urged both sides to meet")."""
    own = [child for child in clause.children if child.dep_ == "nsubj"]
    if own:
        return _antecedent(clause, own[0])
    if clause.dep_ == "xcomp" and clause.head != clause:
        objects = children(clause.head, "obj", "iobj") or [
            child for child in children(clause.head, "obl") if marker(child) == "on"
        ]
        return next(iter(objects or children(clause.head, "nsubj")), None) or controller(clause.head)
    if children(clause, "nsubj:pass"):
        return agent(clause)
    if clause.dep_ == "acl":
        return _described(clause)
    found = subject(clause)
    return _antecedent(clause, found) if found is not None else None


def _described(clause: Token) -> Token | None:
    """Who acts in a participle or an infinitive that hangs on a noun ("delegates meeting in Oslo", "their plan to meet")."""
    if clause.tag_ == "VBN":
        return agent(clause)
    if not marker(clause):
        return clause.head
    return next(iter(children(clause.head, "nmod:poss")), None) or subject(clause.head.head)


def _antecedent(clause: Token, found: Token) -> Token:
    """What a relative pronoun stands for."""
    if found.lower_ in ("who", "which", "that") and found.pos_ == "PRON":
        return relative(clause) or found
    return found
