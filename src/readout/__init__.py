"""Readout: reads the news of a negotiation and keeps its record.

    import readout

    record = readout.read(text, outlet="RT", published="2025-12-28")
    for statement in record.statements:
        print(statement.speakers, [record.quote(span) for span in statement.content])

`read` reads one text; a `Reader` reads many and loads its model once; `Store` keeps records and finds them again; `load`
gives the analysis below, a spaCy pipeline.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from readout.version import __version__

if TYPE_CHECKING:
    from readout.analysis import load
    from readout.document import Document
    from readout.reading.reader import Reader, read
    from readout.record import Record
    from readout.store import Store

__all__ = ["Document", "Reader", "Record", "Store", "__version__", "load", "read"]

_HOMES = {
    "Document": "readout.document",
    "Reader": "readout.reading.reader",
    "Record": "readout.record",
    "Store": "readout.store",
    "load": "readout.analysis",
    "read": "readout.reading.reader",
}


def __getattr__(name: str) -> Any:
    # What is behind the door is opened when it is used: `import readout` and `readout --version` stay quick.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'readout' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
