"""Which language a text is in, told from the text itself (py3langid; Lui and Baldwin 2012, as remade by Barbaresi)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from readout.document import Document

READ = "en"
# Letters below which a text is too short to tell, so that it is taken to be in the language it says, or in English:
# a line of names alone is told as almost anything.
ENOUGH = 200
_LOOKED_AT = 4000


def english(documents: Iterable[Document], *, aside: Callable[[Document, str], None]) -> Iterator[Document]:
    """The documents in English; `aside` is called with each other one and its language (ISO 639-1)."""
    for document in documents:
        found = language(document)
        if found == READ:
            yield document
        else:
            aside(document, found)


def language(document: Document) -> str:
    """The language of a text. What a page says of itself is often wrong, and counts only where the text is too short.

    Without py3langid (the part `languages`), what a text says of itself is all that is known.
    """
    said = (document.language or READ).replace("_", "-").partition("-")[0].lower()
    text = document.text[:_LOOKED_AT]
    if sum(map(str.isalpha, text)) < ENOUGH:
        return said
    try:
        from py3langid.langid import classify
    except ImportError:
        return said
    found: str = classify(text)[0]
    return found
