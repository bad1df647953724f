"""Everything Readout raises on purpose.

    ReadoutError
    ├── InputError          a text, file or line that cannot be read; names the file and line
    │   └── FetchError      an address that cannot be fetched; says whether it is worth trying again
    ├── CodebookError       an entry of the codebook that is wrong; names the file and key
    ├── ModelError          the packaged model is missing, broken or of another version
    ├── RecordError         a record that does not fit the schema, or whose spans do not fit its text
    ├── StoreError          a store that cannot be opened, read or written; names it
    ├── WorkerError         a process that read documents has ended before its time
    └── MissingExtraError   an optional part is not installed; says the install line

Every message is one line and ends with what to do, where there is something to do.
"""

from __future__ import annotations

from collections.abc import Callable


class ReadoutError(Exception):
    """Root of all errors raised on purpose; they pass from one process to another as they are."""

    def __reduce__(self) -> tuple[Callable[..., ReadoutError], tuple[object, ...]]:
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[ReadoutError], args: tuple[object, ...], fields: dict[str, object]) -> ReadoutError:
    """The error again, without asking for what its constructor makes the message of."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


class InputError(ReadoutError):
    """Input that cannot be read.

    `source` is the file or address as the user gave it, `line` its 1-based line number where there is one.
    """

    def __init__(self, reason: str, *, source: str | None = None, line: int | None = None) -> None:
        self.reason, self.source, self.line = reason, source, line
        where = "" if source is None else source if line is None else f"{source}, line {line}"
        super().__init__(f"{where}: {reason}" if where else reason)


class FetchError(InputError):
    """An address that cannot be fetched.

    `again` says that it may be fetched later, `after` how many seconds later at the earliest, where the server says it.
    """

    def __init__(self, reason: str, *, source: str | None = None, again: bool = False, after: float | None = None) -> None:
        self.again, self.after = again, after
        super().__init__(reason, source=source)


class CodebookError(ReadoutError):
    """An entry of the codebook that is wrong; `file` and `key` name it."""

    def __init__(self, reason: str, *, file: str, key: str) -> None:
        self.reason, self.file, self.key = reason, file, key
        super().__init__(f"codebook {file}: {key}: {reason}")


class ModelError(ReadoutError):
    """The model folder is missing, broken, or made for another version of Readout."""


class RecordError(ReadoutError):
    """A record that does not fit the schema, or whose spans do not fit its text."""


class MissingExtraError(ReadoutError):
    """An optional part is not installed; `extra` names it."""

    def __init__(self, what: str, *, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{what} needs an optional part: pip install 'readout[{extra}]'")


class StoreError(ReadoutError):
    """A store that cannot be opened, read or written; `where` is its path or address."""

    def __init__(self, reason: str, *, where: str | None = None) -> None:
        self.reason, self.where = reason, where
        super().__init__(f"{where}: {reason}" if where else reason)


class WorkerError(ReadoutError):
    """A process that read documents has ended before its time: it was killed, or has crashed."""
