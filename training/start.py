"""A packaged model as the start of a further training: its eight-bit weights, read back as floats."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.crf import FORBIDDEN

Arrays = dict[str, NDArray[np.float32]]


def packaged_weights(folder: Path) -> dict[str, Tensor]:
    """The state of `training.model.Reader` as a model folder holds it; what eight bits lost stays lost."""
    graph = onnx.load(folder / "encoder.onnx").graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    for node in graph.node:
        if node.op_type == "Identity" and node.input[0] in arrays:  # arrays that are alike are kept once
            arrays[node.output[0]] = arrays[node.input[0]]
    found: Arrays = {name: array for name, array in arrays.items() if name.startswith("model.") and array.dtype == np.float32}
    found |= {name.removesuffix("_quantized"): floats(arrays, name) for name in arrays if name.endswith("_quantized")}
    weights = {name.removeprefix("model."): array for name, array in found.items() if not name.startswith("onnx::")}
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].startswith("onnx::"):
            weights[f"{module(node.name)}.weight"] = floats(arrays, node.input[1]).T
        elif node.op_type == "Einsum":  # the mix of layers is kept as its softmax
            weights[f"{module(node.name)}.weights"] = np.log(arrays[node.input[0]])
    weights = {name: array for name, array in weights.items() if not name.endswith(("_scale", "_zero_point"))}
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    table = np.array(meta["transitions"], np.float32)
    weights["crf.transitions"] = np.where(table > FORBIDDEN / 2, table, 0)
    return {name: torch.from_numpy(np.array(array, np.float32)) for name, array in weights.items()}


def floats(arrays: Arrays, name: str) -> NDArray[np.float32]:
    """A quantized array as floats: one scale for the whole, or one a column."""
    base = name.removesuffix("_quantized")
    scale, zero = arrays[f"{base}_scale"], arrays[f"{base}_zero_point"]
    return ((arrays[name].astype(np.int32) - zero.astype(np.int32)) * scale).astype(np.float32)


def module(node: str) -> str:
    """The module that a node of the graph comes from ("/arc_to/arc_to.0/MatMul_quant": arc_to.0)."""
    parts = node.strip("/").split("/")[:-1]
    path = parts[-1] if len(parts) == 2 and parts[1].startswith(f"{parts[0]}.") else ".".join(parts)
    return f"tag.{path}" if path in ("upos", "xpos", "lemma") else path
