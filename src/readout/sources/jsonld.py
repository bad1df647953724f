"""What a page says of itself in JSON-LD: schema.org's NewsArticle and its kin."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from readout.errors import InputError
from readout.sources.known import Known, day

_ARTICLES = {
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Report",
}
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def article(blocks: Iterable[str]) -> dict[str, Any]:
    """The first article that the blocks describe; empty where there is none. Broken blocks say nothing."""
    for block in blocks:
        try:
            value = json.loads(block, strict=False)
            found = next((thing for thing in _things(value) if _ARTICLES.intersection(_several(thing.get("@type")))), None)
        except (ValueError, RecursionError):
            continue
        if found is not None:
            return found
    return {}


def known(article: dict[str, Any]) -> Known:
    """What an article says of itself besides its text."""
    url = article.get("url") or article.get("mainEntityOfPage")
    return Known(
        title=_string(article.get("headline")) or _string(article.get("name")),
        outlet=_string(article.get("publisher")),
        published=_day(article.get("datePublished")),
        url=_string(url, name="@id"),
    )


def body(article: dict[str, Any]) -> str | None:
    """The text of an article, where it is given as text with its paragraphs."""
    text = article.get("articleBody")
    if not isinstance(text, str) or _TAG.search(text):
        return None
    paragraphs = [" ".join(line.split()) for line in html.unescape(text).splitlines()]
    return "\n\n".join(line for line in paragraphs if line) or None


def language(article: dict[str, Any]) -> str | None:
    """The language an article says it is in."""
    return _string(article.get("inLanguage"))


def _things(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _things(each)
    elif isinstance(value, dict):
        yield value
        yield from _things(value.get("@graph"))


def _several(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _string(value: Any, *, name: str = "name") -> str | None:
    """A value, or the name of the first thing that it holds."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get(name)
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None


def _day(value: Any) -> date | None:
    try:
        return day(value) if isinstance(value, str) else None
    except InputError:
        return None
