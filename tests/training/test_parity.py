"""The exported graph gives what PyTorch gives, on a tiny model; eight bits stay close to it."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs readout[training]")

from transformers import BertConfig, BertModel  # noqa: E402

from readout.analysis.encoder import Encoder, Text, feeds  # noqa: E402
from readout.analysis.pieces import SHAPES, shapes  # noqa: E402
from readout.analysis.windows import Window  # noqa: E402
from training.crf import CRF  # noqa: E402
from training.export import INPUTS, Graph, export_model  # noqa: E402
from training.labels import SPANS  # noqa: E402
from training.model import Reader  # noqa: E402
from training.start import packaged_weights  # noqa: E402

WORDS = "Both presidents agreed to push for a lasting peace , according to the Kremlin .".split()

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def model() -> Reader:
    torch.manual_seed(1)
    config = BertConfig(
        hidden_size=48, num_hidden_layers=2, num_attention_heads=4, intermediate_size=96, type_vocab_size=SHAPES
    )
    labels = {"xpos": ["NN", "VB", "IN"], "lemma": ["k0", "l0", "k1"], "rel": ["root", "nsubj", "obj", "case"]}
    return Reader(labels, encoder=BertModel(config, add_pooling_layer=False)).eval()


@pytest.mark.parametrize(("int8", "tolerance"), [(False, 2e-4), (True, 0.2)])
def test_exported_graph_gives_what_the_model_gives(model: Reader, tmp_path: Path, int8: bool, tolerance: float) -> None:
    export_model(model, tmp_path, lemmas={}, int8=int8)
    encoder = Encoder(tmp_path, threads=1)
    text = Text(WORDS, shapes(WORDS))
    (found,) = encoder.read([text])
    window = Window(0, len(WORDS), 0, len(WORDS))
    inputs = feeds(text, encoder.pieces.cut(WORDS), window, encoder.pieces)
    with torch.no_grad():
        expected = Graph(model)(*(torch.tensor(inputs[name]) for name in INPUTS))
    names = ("sent", "upos", "xpos", "lemma", "names", "asides", "spans")
    for name, array in zip(names, expected, strict=False):
        if array.dtype == torch.float32:
            assert np.abs(found[name] - array[0].numpy()).max() < tolerance, name
        elif not int8:
            assert (found[name] == array[0].numpy()).all(), name


def test_a_packaged_model_gives_its_weights_back(model: Reader, tmp_path: Path) -> None:
    export_model(model, tmp_path, lemmas={})
    weights = packaged_weights(tmp_path)
    kept = {name: value for name, value in model.state_dict().items() if name != "crf.allowed"}
    assert weights.keys() == kept.keys()
    for name, value in kept.items():
        wanted, found = (torch.softmax(x, 0) if "_mix" in name else x for x in (value, weights[name]))
        step = 2e-2 * max(float(wanted.abs().max()), 1e-2)  # a 127th of the largest, and room for scales that are shared
        assert float((wanted - found).abs().max()) <= step, name


def test_crf_loss_is_the_probability_of_the_gold_path() -> None:
    torch.manual_seed(2)
    crf = CRF(SPANS, 1)
    emissions = torch.randn(1, 3, len(SPANS))
    paths = torch.cartesian_prod(*[torch.arange(len(SPANS))] * 3)
    ones = torch.ones(1, 3, dtype=torch.bool)
    mass = torch.stack([torch.exp(-crf.loss(emissions, p[None], ones, torch.tensor([0]))) for p in paths]).sum()
    assert mass.item() == pytest.approx(1.0, abs=1e-4)
