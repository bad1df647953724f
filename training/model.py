"""One encoder, many heads: what is trained, and what is exported."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

from training.crf import CRF
from training.encoder import base_encoder
from training.labels import ASIDES, EVIDENCE, NAMES, POINTING, SPANS, UPOS

SPAN_SETS = ("polnear", "outer", "inner")
ARC, REL, LINK = 256, 128, 64
RARE = -4.0
"""Where the scores of evidence start: a word is hardly ever evidence of a given thing."""


class Mix(nn.Module):
    """A learnt weighting of the encoder's layers (Peters et al. 2018)."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers))
        with torch.no_grad():
            self.weights[-1] = 1.0

    def forward(self, states: Tensor) -> Tensor:
        """[layers, batch, pieces, width] to [batch, pieces, width]."""
        return torch.einsum("l,lbpw->bpw", self.weights.softmax(0), states)


class Reader(nn.Module):
    """The multi-task model. `labels` gives the sets of `xpos`, `lemma` and `rel`, whose sizes come from the data."""

    def __init__(self, labels: dict[str, list[str]], *, dropout: float = 0.1, encoder: BertModel | None = None) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = encoder or base_encoder(dropout=dropout)
        width = self.encoder.config.hidden_size
        layers = self.encoder.config.num_hidden_layers + 1
        self.syntax_mix, self.span_mix, self.row_mix = Mix(layers), Mix(layers), Mix(layers)
        self.drop = nn.Dropout(2 * dropout)
        sizes = {"upos": len(UPOS)} | {k: len(labels[k]) for k in ("xpos", "lemma")}
        self.tag = nn.ModuleDict({k: nn.Linear(width, n) for k, n in sizes.items()})
        self.sent = nn.Linear(width, 1)
        self.names = nn.Linear(width, len(NAMES))
        self.asides = nn.Linear(width, len(ASIDES))
        self.evidence = nn.Sequential(*self._mlp(width, width), nn.Linear(width, len(EVIDENCE)))
        nn.init.constant_(self.evidence[-1].bias, RARE)
        self.spans = nn.Linear(width, len(SPANS) * len(SPAN_SETS))
        self.crf = CRF(SPANS, len(SPAN_SETS))
        self.arc_from, self.arc_to = self._mlp(width, ARC), self._mlp(width, ARC)
        self.arc = nn.Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Linear(ARC, 1)
        self.rel_from, self.rel_to = self._mlp(width, REL), self._mlp(width, REL)
        self.rel = nn.Parameter(torch.empty(REL, len(labels["rel"]) * REL))
        nn.init.normal_(self.rel, std=REL**-1)
        self.rel_bias = nn.Linear(2 * REL, len(labels["rel"]))
        self.link_from, self.link_to = nn.Linear(width, LINK), nn.Linear(width, LINK)
        self.who_from, self.who_to = (nn.Linear(width, len(POINTING) * LINK) for _ in range(2))
        for head, sign in ((self.who_from, 1), (self.who_to, -1)):
            nn.init.constant_(head.bias, 0.0)
            with torch.no_grad():
                head.bias[::LINK] = sign * (-RARE) ** 0.5

    def _mlp(self, width: int, size: int) -> nn.Sequential:
        return nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(0.2))

    def words(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Word states for syntax, spans and evidence, [batch, 1 + words, width]; word 0 is the root, read at [CLS]."""
        out = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=shapes, output_hidden_states=True)
        states = torch.stack(out.hidden_states)
        found = []
        for mix in (self.syntax_mix, self.span_mix, self.row_mix):
            mixed = mix(states)
            ends = [mixed.gather(1, at.unsqueeze(2).expand(-1, -1, mixed.shape[2])) for at in (first, last)]
            found.append(self.drop((ends[0] + ends[1]) / 2))
        return found[0], found[1], found[2]

    def arcs(self, syntax: Tensor) -> Tensor:
        """Scores [batch, word, head] over words and root for every word (Dozat and Manning 2017)."""
        to = self.arc_to(syntax)
        return self.arc(self.arc_from(syntax[:, 1:])) @ to.transpose(1, 2) + self.arc_bias(to).transpose(1, 2)

    def relations(self, syntax: Tensor, heads: Tensor) -> Tensor:
        """Scores [batch, word, relation] for the given heads (0 is the root)."""
        depend, over = self.rel_from(syntax[:, 1:]), self.rel_to(syntax)
        over = over.gather(1, heads.unsqueeze(2).expand(-1, -1, REL))
        rows, words = heads.shape
        pairs = (depend @ self.rel).view(rows, words, -1, REL) @ over.unsqueeze(3)
        return pairs.squeeze(3) + self.rel_bias(torch.cat([depend, over], dim=2))

    def span_scores(self, states: Tensor) -> Tensor:
        """Emissions [batch, word, set, label]."""
        scores = self.spans(states[:, 1:])
        return scores.view(*scores.shape[:2], len(SPAN_SETS), len(SPANS))

    def links(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Link vectors [batch, word, 64] and [batch, 1 + word, 64]; their products score the links (0 is none)."""
        return self.link_from(states[:, 1:]), self.link_to(states)

    def who(self, told: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors [batch, word, role, 64] of words that point and of those pointed at; their products are log-odds."""
        shape = (told.shape[0], told.shape[1] - 1, len(POINTING), LINK)
        return self.who_from(told[:, 1:]).view(shape), self.who_to(told[:, 1:]).view(shape)
