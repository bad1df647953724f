"""Web pages: the article without what surrounds it (Trafilatura; Barbaresi 2021), and what the page says of itself."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from readout.document import Document
from readout.errors import InputError, MissingExtraError, ReadoutError
from readout.sources import jsonld
from readout.sources.known import Known, day

# XML and databases have no control characters; a lone surrogate cannot be written at all.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
# The body given in JSON-LD is taken where it is most of what the page shows; some outlets give only a teaser there.
_MOST = 0.8
# News has 500 to 10,000 elements a page, its longest live reports 20,000. Trafilatura takes time that grows with their square:
# 30,000 headings took 15 seconds, 60,000 took 80, and a page of 16 MB would take hours.
_ELEMENTS = 30_000
_SILENT = logging.NullHandler()


@dataclass(frozen=True)
class _Page:
    text: str | None
    known: Known
    language: str | None


def document(data: bytes | str, *, known: Known, url: str | None = None) -> Document:
    """The article on a page. What JSON-LD says goes before what the page shows, and that before `known`.

    Paragraphs are parted by a blank line. `url` is where the page was found. Raises `InputError`.
    """
    try:
        page = _page(data, url=url)
    except (ReadoutError, MemoryError):
        raise
    except Exception as error:  # a parser of hostile bytes raises anything
        raise InputError(f"a page that cannot be read ({type(error).__name__})") from error
    if page.text is None:
        raise InputError("no article on this page")
    said = page.known
    address = url or said.url or known.url
    return Document(
        text=page.text,
        title=said.title or known.title,
        outlet=said.outlet or known.outlet or (urlsplit(address).hostname if address else None),
        published=said.published or known.published,
        url=address,
        language=page.language,
    )


def _page(data: bytes | str, *, url: str | None) -> _Page:
    try:
        import trafilatura
    except ImportError:
        raise MissingExtraError("reading web pages", extra="web") from None
    for library in ("trafilatura", "htmldate", "courlan"):  # what they say of a page is said here, as an error
        logging.getLogger(library).addHandler(_SILENT)
    tree = trafilatura.load_html(data)
    if tree is None:
        raise InputError("not an HTML page")
    if sum(1 for _ in tree.iter()) > _ELEMENTS:
        raise InputError(f"a page of more than {_ELEMENTS:,} elements")
    _clear(tree)
    article = jsonld.article(_blocks(tree))
    said, language = jsonld.known(article), jsonld.language(article) or tree.get("lang")
    shown = trafilatura.bare_extraction(
        tree,
        url=url,
        include_comments=False,
        with_metadata=True,
        # The day that is written on the page, not one that is guessed from its words.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return _Page(
        text=_text(jsonld.body(article), _paragraphs(shown)),
        known=Known(
            title=_clean(said.title) or _of(shown, "title"),
            outlet=_clean(said.outlet) or _site(shown),
            published=said.published or _day(_of(shown, "date")),
            url=_clean(said.url) or _of(shown, "url"),
        ),
        language=_clean(language),
    )


def _clear(tree: Any) -> None:
    """Take out what is unfit where a page has written it as a reference (`&#1;`): Trafilatura fails on it."""
    for element in tree.iter():
        for name in ("text", "tail"):
            if (text := getattr(element, name)) and _UNFIT.search(text):
                setattr(element, name, _UNFIT.sub("", text))
        for name, value in element.attrib.items():
            if _UNFIT.search(value):
                element.set(name, _UNFIT.sub("", value))


def _blocks(tree: Any) -> list[str]:
    return [script.text_content() for script in tree.xpath('//script[contains(@type, "ld+json")]')]


def _text(told: str | None, shown: str | None) -> str | None:
    """The text told in JSON-LD where that is whole and has its paragraphs, else the text shown."""
    parted = told and ("\n" in told or "\n" not in (shown or ""))
    return _clean(told) if parted and len(told or "") >= _MOST * len(shown or "") else shown


def _paragraphs(shown: Any) -> str | None:
    text = _UNFIT.sub("", getattr(shown, "text", None) or "")
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n\n".join(line for line in lines if line) or None


def _site(shown: Any) -> str | None:
    """The name of the site; where there is none, Trafilatura gives its host, which is no name."""
    name, host = _of(shown, "sitename"), urlsplit(_of(shown, "url") or "").netloc
    return None if name and name.removeprefix("www.") == host.removeprefix("www.") else name


def _of(shown: Any, name: str) -> str | None:
    return _clean(getattr(shown, name, None))


def _clean(value: str | None) -> str | None:
    return _UNFIT.sub("", value).strip() or None if value else None


def _day(value: str | None) -> date | None:
    try:
        return day(value) if value else None
    except InputError:
        return None
