"""Documents read by several processes at once, each with a reader of its own.

All of the reading but the encoder is Python, of which one process runs one thread at a time. The processes are started anew
("spawn"), since one that has threads, as onnxruntime does, cannot be forked safely.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Protocol

from readout.analysis.encoder import available
from readout.document import Document
from readout.errors import WorkerError
from readout.record import Record

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

MOST = 8
"""Processes where nobody says how many: each takes some 250 MB."""
AHEAD = 4
"""Documents in flight a process: long ones among short keep no process waiting, and memory stays flat."""
MOMENT = 0.2
"""Seconds in which Ctrl-C, which every process gets by itself, has reached all."""


def usual() -> int:
    """As many processes as there are cores, but not too many for the memory.

    One keeps two cores busy, since its encoder has threads of its own: two read no faster there, and take twice the memory.
    """
    cores = available()
    return min(cores, MOST) if cores > 2 else 1


class Reads(Protocol):
    """What reads documents in a process."""

    def pipe(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Read documents in their order."""


class Workers:
    """So many processes, started when the first document comes and kept until they are dropped.

    Each calls `make` for its reader: a function of a module, or a partial of one, that can be pickled with its arguments.
    """

    def __init__(self, make: Callable[[], Reads], processes: int) -> None:
        self._make, self._processes = make, processes
        self._pool: ProcessPoolExecutor | None = None

    def pipe(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Read documents, in their order.

        What is raised in a process is raised here as itself, in the place of its record. Raises `WorkerError` where a process
        ends before its time; the next documents are read by new ones.
        """
        from concurrent.futures.process import BrokenProcessPool

        pool, ahead = self._open(), deque["Future[str]"]()
        try:
            for document in documents:
                ahead.append(pool.submit(_read, document))
                if len(ahead) == AHEAD * self._processes:
                    yield Record.from_json(ahead.popleft().result())
            while ahead:
                yield Record.from_json(ahead.popleft().result())
        except BrokenProcessPool:
            time.sleep(MOMENT)  # Ctrl-C may have ended the process, and is raised here if so
            self._pool = None
            reason = "a process that read documents has ended before its time, perhaps for want of memory; try fewer processes"
            raise WorkerError(reason) from None

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context, resource_tracker

            resource_tracker.ensure_running()  # which else lets Ctrl-C through again while the processes are started
            self._pool = ProcessPoolExecutor(self._processes, get_context("spawn"), initializer=_begin, initargs=(self._make,))
            with _held_back():
                self._pool.submit(int)  # the first task starts them all
        return self._pool


@contextmanager
def _held_back() -> Iterator[None]:
    """Let Ctrl-C wait, here for a moment and in the processes that are started meanwhile until they are set up for it."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the processes

_makers: list[Callable[[], Reads]] = []


def _begin(make: Callable[[], Reads]) -> None:
    """Set a process up to end at Ctrl-C without a word, and whenever the process that has started it does."""
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with, args=(parent_process(),), daemon=True).start()
    _makers.append(make)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


@cache
def _reader() -> Reads:
    """The reader of this process, made with its first document: what goes wrong is raised as any error of reading is."""
    return _makers[-1]()


def _read(document: Document) -> str:
    (record,) = _reader().pipe([document])
    return record.to_json()
