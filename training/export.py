"""Export: one ONNX graph, its weights in eight bits, and the model folder that the package ships."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from readout.analysis.encoder import ANSWERS, FORMAT, HEADS, TREES, digest
from training.card import write_card
from training.encoder import base_tokenizer
from training.labels import ASIDES, EVIDENCE, NAMES, POINTING, SPANS, UPOS
from training.model import SPAN_SETS, Reader
from training.train import load

Lemmas = dict[str, dict[str, str]]
INPUTS = ("ids", "shapes", "mask", "first", "last", "paragraph")


class Graph(nn.Module):
    """The model as the run time sees it: see `readout.analysis.encoder` for inputs and outputs."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor, paragraph: Tensor
    ) -> tuple[Tensor, ...]:
        """All answers, in the order of ANSWERS and TREES."""
        m = self.model
        syntax, states, told = m.words(ids, shapes, mask, first, last)
        words = syntax[:, 1:]
        arcs = m.arcs(syntax) - self.barred(paragraph) * 1e4
        scores, heads = arcs.topk(HEADS, dim=2)
        rels = torch.stack([m.relations(syntax, heads[:, :, k]).argmax(2) for k in range(HEADS)], dim=2)
        origin, target = m.links(states)
        none = (origin * target[:, :1]).sum(2)
        tags = [m.tag[k](words).argmax(2) for k in ("upos", "xpos", "lemma")]
        answers = [m.sent(words).squeeze(2), *tags, m.names(states[:, 1:]), m.asides(states[:, 1:])]
        spans, evidence = m.span_scores(states), m.evidence(told[:, 1:])
        return (*answers, spans, origin, target[:, 1:], none, states[:, 1:], evidence, *m.who(told), heads, scores, rels)

    @staticmethod
    def barred(paragraph: Tensor) -> Tensor:
        """[batch, word, head] 1 where a head lies in another paragraph or is the word itself; the root is open to all."""
        words, nodes = paragraph[:, 1:].unsqueeze(2), paragraph.unsqueeze(1)
        places = torch.arange(paragraph.shape[1], device=paragraph.device)
        other = (words != nodes) & (places > 0)
        return (other | (places[1:].unsqueeze(1) == places)).to(torch.float32)


def example_inputs() -> tuple[Tensor, ...]:
    """Two windows of ten pieces and eight words, for tracing."""
    ids = torch.randint(1000, 2000, (2, 10))
    first = torch.arange(9).repeat(2, 1)
    paragraph = torch.tensor([[-1, 1, 1, 1, 1, 2, 2, 2, 2], [-1, 1, 1, 2, 2, 2, 2, 2, 2]])
    return ids, torch.zeros_like(ids), torch.ones_like(ids), first, first, paragraph


def to_onnx(model: Reader, path: Path) -> None:
    """Write the float graph."""
    model.encoder.config._attn_implementation = "eager"
    names = (*ANSWERS, *TREES)
    axes = {name: {0: "batch", 1: "pieces" if name in INPUTS[:3] else "nodes"} for name in INPUTS}
    axes |= {name: {0: "batch", 1: "words"} for name in names}
    with torch.no_grad():
        torch.onnx.export(
            Graph(model).eval(), example_inputs(), str(path), input_names=list(INPUTS), output_names=list(names),
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def quantize(source: Path, target: Path) -> None:
    """Weights of the matrix products and embeddings in eight bits, one scale a channel (dynamic activations)."""
    quantize_dynamic(
        source, target, per_channel=True, reduce_range=False, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def export(
    checkpoint: Path, folder: Path, *, lemmas: Lemmas, scores: dict[str, object] | None = None, int8: bool = True
) -> str:
    """Write the model folder of a checkpoint and return its digest."""
    return export_model(load(checkpoint), folder, lemmas=lemmas, scores=scores, int8=int8)


def export_model(
    model: Reader, folder: Path, *, lemmas: Lemmas, scores: dict[str, object] | None = None, int8: bool = True
) -> str:
    """Write a model folder: graph, vocabulary, lemmas and `meta.json`; returns its digest."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        to_onnx(model, plain)
        if int8:
            quantize(plain, folder / "encoder.onnx")
        else:
            shutil.copy(plain, folder / "encoder.onnx")
    onnx.checker.check_model(str(folder / "encoder.onnx"))
    tokenizer = base_tokenizer()
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "lemmas.json").write_text(json.dumps(lemmas, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    found = digest(folder)
    labels = model.labels | {"upos": list(UPOS), "names": list(NAMES), "asides": list(ASIDES), "spans": list(SPANS)}
    labels |= {"evidence": list(EVIDENCE), "pointing": list(POINTING)}
    meta = {
        "format": FORMAT,
        "name": "readout-en",
        "license": "Apache-2.0",
        "digest": found,
        "labels": labels,
        "span_sets": list(SPAN_SETS),
        "transitions": [[[round(x, 4) for x in row] for row in table] for table in model.crf.scores().tolist()],
        "data": DATA,
        "scores": scores or {},
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_card(folder)
    return found


POLNEAR = "research corpus, texts belong to their publishers"
NEWS = "open news: State Department, White House, Kremlin, President of Ukraine, Tehran Times"
DATA = [
    dict(zip(("name", "use", "license", "home"), row, strict=True))
    for row in (
        ("all-MiniLM-L6-v2", "initial weights", "Apache-2.0", "sentence-transformers/all-MiniLM-L6-v2"),
        ("PolNeAR 1.0.0", "attributions; silver names", POLNEAR, "github.com/networkdynamics/PolNeAR"),
        (
            "UD English GUM, without Reddit",
            "trees, sentences, names",
            "CC BY 4.0, texts by document",
            "github.com/amir-zeldes/gum",
        ),
        (
            "UD English EWT",
            "trees, sentences; names by the project",
            "CC BY-SA 4.0",
            "github.com/UniversalDependencies/UD_English-EWT",
        ),
        ("Readout corpus, train", "statements, channels, hedges, evidence", "by document", "the project's own"),
        (
            "further annotated texts",
            "the same",
            "texts: public domain, CC BY 4.0, own",
            "training/annotations, the project's own",
        ),
        (NEWS, "masked-language modelling", "public domain, CC BY 4.0", "public repositories"),
    )
]
