"""A site on loopback to fetch from: whatever a test says it answers, honest or not."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.sources.pages import page

HTML = "text/html; charset=utf-8"
FEED = "application/rss+xml"


@dataclass
class Said:
    """An answer: `raw` sends itself instead, byte by byte as it likes."""

    body: bytes = b""
    kind: str | None = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None


class Site:
    """What stands at each path, and what was asked for, with the headers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pages = dict[str, Said]()
        self.asked = list[str]()
        self.headers = dict[str, Mapping[str, str]]()
        self.times = list[float]()

    def article(self, path: str, *paragraphs: str, **headers: str) -> None:
        self.pages[path] = Said(page(head="", **({"paragraphs": paragraphs} if paragraphs else {})).encode(), headers=headers)

    def feed(self, path: str, *items: str, title: str = "The Harbour Post", **headers: str) -> None:
        self.pages[path] = Said(rss(*items, title=title), FEED, headers=headers)

    def fetched(self) -> list[str]:
        """The paths asked for since the last call, without robots.txt."""
        found, self.asked = [path for path in self.asked if path != "/robots.txt"], []
        return found


def item(link: str, *, title: str = "Talks", day: str = "Tue, 10 Feb 2026 23:30:00 +0200") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{day}</pubDate></item>"


def rss(*items: str, title: str = "The Harbour Post") -> bytes:
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>".encode()


@contextmanager
def running(*, secured: ssl.SSLContext | None = None) -> Iterator[Site]:
    server = _Server(("127.0.0.1", 0), _Handler)
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.daemon_threads = True
    site = server.site = Site(f"{'https' if secured else 'http'}://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Clients that go away, or do not trust the certificate, are what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = self.server.site
        site.asked.append(self.path)
        site.times.append(time.monotonic())
        site.headers[self.path] = dict(self.headers)
        said = site.pages.get(self.path, Said(b"not here", status=404))
        with suppress(BrokenPipeError, ConnectionResetError):
            said.raw(self) if said.raw else self._answer(said)

    def _answer(self, said: Said) -> None:
        marks = {said.headers.get("ETag"): "If-None-Match", said.headers.get("Last-Modified"): "If-Modified-Since"}
        if any(mark and self.headers.get(name) == mark for mark, name in marks.items()):
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        if said.kind is not None:
            self.send_header("Content-Type", said.kind)
        if "Content-Length" not in said.headers and "Transfer-Encoding" not in said.headers:
            self.send_header("Content-Length", str(len(said.body)))
        self.end_headers()
        self.wfile.write(said.body)

    def log_message(self, *_: object) -> None:
        pass
