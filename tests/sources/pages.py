"""Web pages and archives to read, made here."""

from __future__ import annotations

import json
from typing import Any

PARAGRAPHS = (
    "Norland and Estmark have agreed to meet next week, Norland's foreign minister said on Tuesday.",
    '"We will talk about the border," Lena Holt told reporters in the capital. She gave no date for the meeting, and did not '
    "say who would travel. Officials on both sides had long refused to be drawn on the matter.",
    "Estmark's government confirmed the plan in a short statement late in the evening.",
)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
META = """<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2026-02-11T23:30:00+02:00">
<link rel="canonical" href="https://post.example/talks">"""


def page(*, head: str = META, ld: Any = None, paragraphs: tuple[str, ...] = PARAGRAPHS, lang: str = "en") -> str:
    """A page with an article, and around it what pages have."""
    block = "" if ld is None else f'<script type="application/ld+json">{ld if isinstance(ld, str) else json.dumps(ld)}</script>'
    article = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    return f"""<!doctype html><html lang="{lang}"><head><title>Norland, Estmark to talk | The Harbour Post</title>
{head}{block}<style>p {{ margin: 0 }}</style><script>document.write("<p>Not a word of the article.</p>")</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Norland, Estmark to talk</h1>{article}</article>
<footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"""


def record(url: str, body: bytes, *, http: bytes = OK, kind: str = "response", length: int | None = None) -> bytes:
    """One record of a web archive; `length` where it does not tell the truth about it."""
    block = http + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-02-11T08:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
