"""Who is who in a text: one actor for every party, however it is named."""

from __future__ import annotations

from readout.reading.actors.cast import Cast, resolve

__all__ = ["Cast", "resolve"]
