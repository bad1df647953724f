"""Words to word pieces: what the encoder reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

SHAPES = 8
"""Size of the shape vocabulary: four letter cases, each with and without a preceding line break."""

FRESH = 4
"""Added to the shape of a word that opens a line."""


@lru_cache(maxsize=65536)
def case(word: str) -> int:
    """Letter case of a word: 0 none or lower, 1 Title, 2 UPPER, 3 mIxed."""
    if word.islower() or not (first := word[:1]):
        return 0
    if not any(map(str.isupper, word)):
        return 0
    if first.isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 2 if word.isupper() else 3


class Pieces:
    """The word-piece vocabulary, with a memory of the words it has cut.

    The vocabulary is uncased; the case of a word travels beside its pieces as its `shape`, which the encoder reads
    where BERT reads its segment.
    """

    def __init__(self, tokenizer: Tokenizer, *, longest: int = 8) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._longest = longest
        self._memory: dict[str, tuple[int, ...]] = {}
        self.cls = tokenizer.token_to_id("[CLS]")
        self.sep = tokenizer.token_to_id("[SEP]")
        self.unknown: int = tokenizer.token_to_id("[UNK]") or 0
        self.mask = tokenizer.token_to_id("[MASK]")
        self.size = tokenizer.get_vocab_size()

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """Read a `tokenizer.json`."""
        return cls(Tokenizer.from_file(str(path)))

    def cut(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Pieces of each word, at least one and at most `longest` of them."""
        memory = self._memory
        if len(memory) > 200_000:
            memory.clear()
        new = sorted({w for w in words if w not in memory})
        if new:
            for word, found in zip(new, self._tokenizer.encode_batch(new, add_special_tokens=False), strict=True):
                ids: list[int] = found.ids[: self._longest]
                memory[word] = tuple(ids or [self.unknown])
        return [memory[w] for w in words]


def shapes(words: Sequence[str]) -> list[int]:
    """Shape of each word: its letter case, plus 4 where it is the first after a line break or in the text."""
    out, fresh = [], FRESH
    for word in words:
        if word.isspace():
            out.append(0)
            if "\n" in word:
                fresh = FRESH
        else:
            out.append(case(word) + fresh)
            fresh = 0
    return out
