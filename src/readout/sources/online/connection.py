"""One request and its answer, over a connection to a number that was checked."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from http.client import HTTPException, IncompleteRead
from http.client import HTTPResponse as Answer
from typing import TYPE_CHECKING, Any

from readout.errors import FetchError
from readout.sources.online.addresses import Address, numbers
from readout.sources.online.manners import Manners

if TYPE_CHECKING:
    from urllib3 import HTTPResponse


@contextmanager
def answered(address: Address, headers: Mapping[str, str], *, manners: Manners) -> Iterator[HTTPResponse]:
    """The answer to a request, whose body is still to be read. Raises `FetchError`, also for what breaks while it is read."""
    from urllib3.connection import HTTPConnection
    from urllib3.exceptions import HTTPError

    late = threading.Event()
    try:
        with _connected(address, manners=manners) as plain, _until(plain, manners.whole, late=late):
            connection = HTTPConnection(address.host, address.port, timeout=manners.patience)
            # The socket is given: HTTPConnection would look the name up again. TLS still asks for the name's certificate.
            connection.sock = _secured(plain, address) if address.scheme == "https" else plain
            made = _Made()
            connection.response_class = made  # type: ignore[assignment]  # it is called like the class
            try:
                connection.request("GET", address.target, headers={"Host": address.authority, **headers}, preload_content=False)
                with closing(connection.getresponse()) as response:
                    yield response
            finally:
                made.close()
                connection.close()
            if late.is_set():  # a body of no told length ends where the connection is cut
                raise TimeoutError
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"a certificate that does not hold ({error.verify_message})") from None
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        reason = _too_long(manners.whole) if late.is_set() else _why(error)
        raise FetchError(reason, again=True) from None


class _Made:
    """Makes the answer, and closes it: urllib3 loses it where it does not like its headers."""

    def __init__(self) -> None:
        self._answers = list[Answer]()

    def __call__(self, *arguments: Any, **more: Any) -> Answer:
        self._answers.append(Answer(*arguments, **more))
        return self._answers[-1]

    def close(self) -> None:
        for answer in self._answers:
            answer.close()


@contextmanager
def _connected(address: Address, *, manners: Manners) -> Iterator[socket.socket]:
    error: OSError | None = None
    for number in numbers(address, allow_private=manners.allow_private):
        try:
            plain = socket.create_connection((number, address.port), timeout=manners.patience)
        except OSError as failed:
            error = failed
            continue
        with plain:
            yield plain
        return
    raise error or OSError("no connection")


def _secured(plain: socket.socket, address: Address) -> ssl.SSLSocket:
    return _trust().wrap_socket(plain, server_hostname=address.host)


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that the system trusts."""
    return ssl.create_default_context()


@contextmanager
def _until(plain: socket.socket, seconds: float, *, late: threading.Event) -> Iterator[None]:
    """Cut a connection off when its time is up, wherever in TLS, headers or body it is: each byte may come in time."""
    # A second handle on the same connection: the first is taken over by TLS.
    handle = plain.dup()

    def cut() -> None:
        late.set()
        with suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        handle.close()


def _too_long(seconds: float) -> str:
    return f"no whole answer within {seconds:g} seconds"


def _why(error: Exception) -> str:
    from urllib3.exceptions import DecodeError, ProtocolError, ReadTimeoutError

    if isinstance(error, TimeoutError | ReadTimeoutError):
        return "no answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "no connection (refused)"
    if isinstance(error, DecodeError):
        return "an answer that is packed wrongly"
    inner = error.args[1] if isinstance(error, ProtocolError) and len(error.args) > 1 else error
    if isinstance(inner, IncompleteRead):
        return "an answer that is cut off"
    if isinstance(inner, OSError):
        return f"no connection ({(inner.strerror or str(inner)).lower()})"
    return f"an answer that is not HTTP ({type(inner).__name__})"
