"""What people write to search, as the query of each database.

Words must all be there; "several words" stand in this order; a word with * is a beginning; one with - before it must not be
there. Case, marks on letters and endings do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from readout.errors import InputError
from readout.store.keys import fold

_TERM = re.compile(r'(?P<no>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """Words that stand together; `open` when the last is a beginning."""

    words: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True)
class Words:
    """What must be there and what must not."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()


def parse(text: str) -> Words:
    """Read what somebody searches for. Raises `InputError` where no word is to be found."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for found in _TERM.finditer(text):
        written = found["phrase"] if found["phrase"] is not None else found["word"]
        term = Term(tuple(fold(written).split()), open=written.endswith("*"))
        if term.words:
            (unwanted if found["no"] else wanted).append(term)
    if not wanted:
        raise InputError(f"{text!r}: nothing to search for; give a word that must be there")
    return Words(tuple(wanted), tuple(unwanted))


def fts5(words: Words | None, *, columns: Iterable[str], facets: Iterable[Iterable[str]]) -> str:
    """The query of SQLite's FTS5. Of each group of facets one must be there."""
    parts = [f"{{facets}} : ({' OR '.join(group)})" for group in facets]
    if words is None:
        return " AND ".join(parts)
    where = f"{{{' '.join(columns)}}} : "
    parts = [where + _fts5(term) for term in words.wanted] + parts
    query = " AND ".join(parts)
    if words.unwanted:
        query = f"({query}) NOT ({' OR '.join(where + _fts5(term) for term in words.unwanted)})"
    return query


def tsquery(words: Words) -> str:
    """The words as PostgreSQL's `to_tsquery` takes them."""
    return " & ".join([*map(_tsquery, words.wanted), *(f"!({_tsquery(term)})" for term in words.unwanted)])


def tsfacets(facets: Iterable[Iterable[str]]) -> str:
    """Facets as the text of a `tsquery`: of each group one must be there."""
    return " & ".join(f"({' | '.join(repr('=' + word) for word in group)})" for group in facets)


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.open else ""}'


def _tsquery(term: Term) -> str:
    return " <-> ".join(term.words) + (":*" if term.open else "")
