"""Views of the dependency tree (Universal Dependencies v2): the words of a clause, its subject, what it hangs on.

A clause is named by its head: a verb, or the noun or adjective that stands in a verb's place. Extents are contiguous
runs of tokens, given as code points, with stray marks at their edges left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from readout.record import model

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
PAIRS = {"“": "”", "”": "“", "‘": "’", "’": "‘", "«": "»", "»": "«", "(": ")", ")": "(", "[": "]", "]": "[", '"': '"', "'": "'"}


Dependents = list[tuple[Token, str, str]]


@lru_cache(maxsize=2)
def _dependents(doc: Doc) -> list[Dependents]:
    """For each token its dependents with their relation, without subtype and with it, in order of the text.

    The layers ask for them half a million times in a hundred articles, and spaCy looks for them anew each time.
    """
    found: list[Dependents] = [[] for _ in doc]
    for token in doc:
        head, relation = token.head.i, token.dep_
        if head != token.i:
            found[head].append((token, relation.partition(":")[0], relation))
    return found


def children(token: Token, *relations: str) -> list[Token]:
    """The dependents by these relations, subtypes included, in order of the text."""
    found = _dependents(token.doc)[token.i]
    return [child for child, base, relation in found if base in relations or relation in relations]


def marker(token: Token) -> str:
    """The lower-cased words that introduce it: its `case` or `mark` ("in case of", "if"), or nothing."""
    found = _dependents(token.doc)[token.i]
    words = [child for child, _, relation in found if relation in ("case", "mark") and child.i < token.i]
    return " ".join([part.lower_ for word in words for part in [word, *children(word, "fixed")]]) if words else ""


def subject(head: Token) -> Token | None:
    """The subject of a clause, its own or the one that it shares with the clause it belongs to."""
    for clause in _controllers(head):
        own = children(clause, *SUBJECTS)
        if own:
            return own[0]
        if clause.dep_ in ("acl", "acl:relcl") and clause != head:
            return None
    return None


def _controllers(head: Token) -> Iterator[Token]:
    """The clause and those whose subject it may share, from the inside out."""
    yield head
    while head.head != head and (head.dep_ in ("xcomp", "conj") or (head.dep_ == "advcl" and not children(head, "mark"))):
        head = head.head
        yield head


def agent(head: Token) -> Token | None:
    """Who does it in the passive ("welcomed by Skopje")."""
    return next((child for child in children(head, "obl") if child.dep_ == "obl:agent" or marker(child) == "by"), None)


def relative(head: Token) -> Token | None:
    """The noun that a relative or participle clause describes."""
    while head.dep_ in ("conj", "xcomp", "ccomp") and head.head != head:
        head = head.head
    return head.head if head.dep_.startswith("acl") else None


def auxiliaries(head: Token, *, shared: bool = True) -> set[str]:
    """Lower-cased auxiliaries of a clause; with `shared`, those of the first clause of a coordination too."""
    own = {child.lower_ for child in children(head, "aux", "cop")}
    if shared and not own and head.dep_ == "conj":
        return auxiliaries(head.head, shared=False)
    return own


def negated(head: Token, words: Collection[str]) -> bool:
    """Whether one of these words denies the clause ("did not agree", "no agreement", "without agreeing")."""
    return any(
        child.lower_ in words for child in head.children if child.dep_ in ("advmod", "det", "mark", "case", "cc:preconj")
    )


def above(head: Token) -> Iterator[Token]:
    """The tokens over it, to the root."""
    while head.head != head:
        head = head.head
        yield head


def where(token: Token) -> model.Span:
    """The code points of a token."""
    return token.idx, token.idx + len(token)


def phrase(head: Token, *, leave: Callable[[Token], bool] = lambda token: False) -> Span:
    """The words of a phrase without the dependents that `leave` names, as tokens."""
    start, end = extent(head, leave=leave)
    span = head.doc.char_span(start, end, alignment_mode="expand")
    assert span is not None  # both ends are those of tokens
    return span


def extent(head: Token, *, leave: Callable[[Token], bool] = lambda token: False) -> model.Span:
    """The words of a phrase without the dependents that `leave` names, as code points."""
    tokens = sorted(_kept(head, leave), key=lambda token: token.i)
    first = last = tokens.index(head)
    while first and tokens[first - 1].i == tokens[first].i - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i == tokens[last].i + 1:
        last += 1
    return trimmed(tokens[first : last + 1])


def _kept(head: Token, leave: Callable[[Token], bool]) -> Iterator[Token]:
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token
        found = _dependents(token.doc)[token.i]
        waiting += [child for child, _, relation in found if relation == "punct" or child.is_space or not leave(child)]


def trimmed(tokens: Span | list[Token]) -> model.Span:
    """From the first word to the last; a mark stays at an edge only where its pair stands inside."""
    first, last = 0, len(tokens)
    words = [token.text for token in tokens]
    while first < last - 1 and _stray(tokens[first], words[first + 1 : last]):
        first += 1
    while first < last - 1 and _stray(tokens[last - 1], words[first : last - 1]):
        last -= 1
    return tokens[first].idx, tokens[last - 1].idx + len(tokens[last - 1])


def _stray(mark: Token, others: Sequence[str]) -> bool:
    """Whether a token at an edge is white space, punctuation, or a mark without its pair among the others."""
    pair = PAIRS.get(mark.text)
    if pair == mark.text:
        return others.count(pair) % 2 == 0
    if pair is not None:
        return others.count(pair) <= others.count(mark.text)
    return mark.is_space or (mark.is_punct and mark.text != "%")
