"""Text to analysis: windows, the encoder, decoding of each head, the spaCy `Doc`."""

from readout.analysis.attribution import Attribution
from readout.analysis.pipeline import load

__all__ = ["Attribution", "load"]
