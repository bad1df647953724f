"""spaCy's tokenizer, kept from the texts that it takes too long for."""

from __future__ import annotations

import re
from typing import Any

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

LONGEST = 100
"""Characters without white space that the tokenizer is given at once: it takes quadratic time over a run of brackets or full
stops (30 seconds for 20,000), and no word is so long."""

RUN = re.compile(rf"\S{{{LONGEST + 1},}}")


class BoundedTokenizer:
    """A tokenizer that cuts longer runs into pieces first; everything else is as spaCy does it."""

    def __init__(self, inner: Tokenizer) -> None:
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        """Tokenize a text; the words of the `Doc` give it back exactly."""
        if not RUN.search(text):
            return self._tokenized(text)
        words, spaces, done = [], [], 0
        cuts = [at for run in RUN.finditer(text) for at in range(run.start() + LONGEST, run.end(), LONGEST)]
        for cut in (*cuts, len(text)):
            for token in self._tokenized(text[done:cut]):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
            done = cut
        return Doc(self.inner.vocab, words=words, spaces=spaces)

    def _tokenized(self, text: str) -> Doc:
        doc: Doc = self.inner(text)
        return doc

    def __getattr__(self, name: str) -> Any:
        if name == "inner":
            raise AttributeError(name)
        return getattr(self.inner, name)
