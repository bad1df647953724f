"""A `Doc` as CoNLL-U (https://universaldependencies.org/format.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

_ENDINGS = ("n't", "'s", "'m", "'re", "'ve", "'ll", "'d", "'")
_CLITICS = frozenset({*_ENDINGS, *(ending.replace("'", "’") for ending in _ENDINGS), "na", "not", "ta"})
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


def conllu(doc: Doc, *, name: str) -> str:
    """The sentences of the document `name` with their words, tags and trees, each followed by an empty line.

    White space is no word: its tokens are left out, the words numbered anew, and what hung on them is lifted to its head.
    """
    return "".join(line + "\n" for line in _lines(doc, " ".join(name.split())))


def _lines(doc: Doc, name: str) -> Iterator[str]:
    number, before = 0, 0
    for sent in doc.sents if doc.has_annotation("SENT_START") else ():
        words = [token for token in sent if not token.is_space]
        if not words:
            continue
        number += 1
        if number == 1:
            yield f"# newdoc id = {name}"
        if number == 1 or _PARAGRAPH.search(doc.text, before, words[0].idx):
            yield "# newpar"
        yield f"# sent_id = {name}-{number}"
        last = words[-1]
        yield f"# text = {' '.join(doc.text[words[0].idx : last.idx + len(last)].split())}"
        yield from _rows(sent, words)
        yield ""
        before = last.idx + len(last)


def _rows(sent: Span, words: list[Token]) -> Iterator[str]:
    ids = {token.i: n for n, token in enumerate(words, 1)}
    heads = {token.i: _head(token, ids) for token in words}
    root = next((i for i, head in heads.items() if head == i), words[0].i)
    text = sent.doc.text
    joined = _contractions(words)
    inside = {i for first, end in joined.items() for i in range(first, end.i + 1)}
    for token in words:
        head = root if heads[token.i] == token.i and token.i != root else heads[token.i]
        relation = "root" if token.i == root else "dep" if token.dep_ in ("", "ROOT", "root") else token.dep_
        glued = _glued(token, text)
        if token.i in joined:
            end = joined[token.i]
            whole = text[token.idx : end.idx + len(end)]
            space = "SpaceAfter=No" if _glued(end, text) else "_"
            yield "\t".join([f"{ids[token.i]}-{ids[end.i]}", whole, *"_" * 7, space])
        yield "\t".join(
            [
                str(ids[token.i]),
                token.text,
                token.lemma_ or "_",
                token.pos_ or "X",
                token.tag_ or "_",
                "_",
                "0" if token.i == root else str(ids[head]),
                relation,
                "_",
                "SpaceAfter=No" if glued and token.i not in inside else "_",
            ]
        )


def _glued(token: Token, text: str) -> bool:
    after = token.idx + len(token)
    return after < len(text) and not text[after].isspace()


def _contractions(words: list[Token]) -> dict[int, Token]:
    """First word's index to last word of every contraction, which UD English writes as one token of several words."""
    found: dict[int, Token] = {}
    first = words[0]
    for before, token in pairwise(words):
        if before.idx + len(before) != token.idx or not before.text[-1].isalpha() or token.lower_ not in _CLITICS:
            first = token
        elif token.tag_ == "POS" or token.lower_ not in ("'", "’"):
            found[first.i] = token
    return found


def _head(token: Token, ids: dict[int, int]) -> int:
    """The nearest word above a token; the token itself where there is none in its sentence."""
    head = token.head
    while head.i not in ids and head.head.i != head.i:
        head = head.head
    return head.i if head.i in ids else token.i
