"""Headlines that attribute by a colon or a dash: "Minister: talks go on", "Talks go on - minister"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from readout.reading.drafts import Draft, Range, inside, similarity

if TYPE_CHECKING:
    from readout.reading.actors import Cast

PARTING = re.compile(r": | [-–—] ")

NAMING = ("NOUN", "PROPN")
NAME = 6
"""Words that a name with its title has at most."""

LONGEST = 200
"""Characters of a headline at most: what is longer is a paragraph of the body, with its dateline before a dash."""


def headline(doc: Doc, text: str, area: Range, cast: Cast, drafts: Sequence[Draft]) -> Draft | None:
    """The statement of a headline, the first paragraph, where one side of its mark is an actor and no draft has the other."""
    start, end = area
    marks = list(PARTING.finditer(text, start, end))
    if len(marks) != 1 or text[end - 1] == "." or end - start > LONGEST:
        return None
    left, right = (start, marks[0].start()), (marks[0].end(), end)
    if not all(any(map(str.isalnum, text[a:b])) for a, b in (left, right)):
        return None
    for source, content in ((left, right), (right, left)):
        name = doc.char_span(*source, alignment_mode="expand")
        if name is None or len(name) > NAME or name.root.pos_ not in NAMING or not cast.at(name):
            continue
        if any(_tells(item, source, content) for item in drafts):
            return None
        return Draft(source, None, (content,))
    return None


def _tells(item: Draft, source: Range, content: Range) -> bool:
    """Whether a draft has the headline's statement already, and is not itself part of what is said in it."""
    part = item.source is not None and inside(item.source, content)
    return item.source == source or (not part and similarity(item.content, [content]) > 0.5)
