"""What a word answers: "rejected", "voted against", "support for", "is a non-starter"."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from spacy.tokens import Token

from readout.codebook.responses import Answers
from readout.reading.clauses import children, marker
from readout.reading.words import among, base, bases
from readout.record.model import Answer


def code(word: Token, words: Answers) -> tuple[str, Answer] | None:
    """What kind of answering word it is, and the answer that it would give."""
    named = {"noun": "nouns"} if word.pos_ == "NOUN" else {}
    if word.pos_ == "VERB":
        found = (("verb", by_verb(word, words)), ("alone", alone(word, words)))
        for kind, answer in found:
            if answer is not None:
                return kind, answer
        named = {"harm": "harms"}
        if among(word, words.naming) and (seen := verdict([t for t in word.subtree if t.i > word.i], words)):
            return "naming", seen
    for kind, field in named.items():
        for answer, entry in words.answers.items():
            if among(word, getattr(entry, field)):
                return kind, answer
    seen = verdict([word, *word.subtree], words) if children(word, "cop") else None
    return None if seen is None else ("verdict", seen)


def _near(verb: Token) -> set[str]:
    """The words that hang on a verb directly or by one other, by their bases."""
    return {base(part.lower_) for child in verb.children for part in (child, *child.children)}


def _fitting(verb: Token, forms: tuple[str, ...]) -> int:
    """How many words the longest of these forms that a verb is put in has; 0 where none fits."""
    others = _by_first(forms).get(base(verb.lower_))
    if others is None:
        return 0
    near = _near(verb)
    return max((1 + len(words) for words in others if near >= words), default=0)


@lru_cache(maxsize=64)
def _by_first(forms: tuple[str, ...]) -> dict[str, list[frozenset[str]]]:
    """The further words of each form, by its first word."""
    table: dict[str, list[frozenset[str]]] = {}
    for first, *others in map(str.split, forms):
        table.setdefault(base(first), []).append(bases(tuple(others)))
    return table


def by_verb(verb: Token, words: Answers) -> Answer | None:
    """The answer that a verb gives, by the longest of its forms ("vote against" before "vote")."""
    fits = {code: _fitting(verb, entry.verbs) for code, entry in words.answers.items()}
    best = max(fits, key=lambda code: fits[code])
    return best if fits[best] else None


def alone(verb: Token, words: Answers) -> Answer | None:
    """The answer of a verb that does not name what it answers ("the UN agreed", "both said no", "asked for time")."""
    other = [child for child in children(verb, "obl") if marker(child) in ("to", "with", "on", "about")]
    bare = not children(verb, "obj", "ccomp", "xcomp") and not other
    for code, entry in words.answers.items():
        size = _fitting(verb, entry.alone)
        if size > 1 or (size and bare):
            return code
    return None


def verdict(tokens: Collection[Token], words: Answers) -> Answer | None:
    """The answer in what a proposal is called ("described it as timely", "is insufficient")."""
    found = {base(token.lower_) for token in tokens}
    return next((code for code, entry in words.answers.items() if found & bases(entry.verdicts)), None)
