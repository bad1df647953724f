"""Who speaks where in a transcript: a label opens what somebody says ("SECRETARY BLINKEN: …"), and holds until the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.phrases import Phrase

Figures = tuple[Figure, ...]
# Words of a label at most: "President of the Republic of Kazakhstan Kassym-Jomart Tokayev", with a note in parentheses.
LONGEST = 28
STOPS = frozenset({".", "!", "?", "”", "…"})
# What parts a transcript from the report before it; after it a heading may run into the first label.
PARTING = "***"
JOINTS = frozenset({"of", "the", "and", "for", "-", "–", ",", "(", ")", "/", "'s", "’s", ".", "[", "]"})


class Labels:
    """The labels of a text, its title left out: a headline's "Minister: …" holds for the headline alone."""

    def __init__(self, doc: Doc, at: Mapping[int, Phrase], meant: Mapping[Phrase, Figures], roster: Roster) -> None:
        self.doc, self.at, self.meant, self.roster = doc, at, meant, roster
        self._parted = PARTING in doc.text
        found = list(self._found()) if any(t.text == ":" for t in doc) else []
        self._starts = [start for start, _, _ in found]
        self._ends = [end for _, end, _ in found]
        self._speakers = [speakers for _, _, speakers in found]

    def speaker(self, token: int) -> Figures | None:
        """The person whose label stands last before a token; None where there is no label, nobody where it names nobody."""
        n = bisect_right(self._ends, token) - 1
        return self._speakers[n] if n >= 0 else None

    def speaks(self, source: int, token: int) -> bool:
        """Whether a source may be speaking at a token: no label stands between the two."""
        return bisect_right(self._starts, source) == bisect_right(self._starts, token)

    def _found(self) -> Iterator[tuple[int, int, Figures]]:
        title = next((t.i for t in self.doc if t.is_space and "\n" in t.text and t.i), len(self.doc))
        for colon in (t.i for t in self.doc if t.text == ":" and t.i > title):
            start = self._start(colon)
            if start is not None and (speakers := self._names(start, colon)) is not None:
                yield start, colon, speakers

    def _start(self, colon: int) -> int | None:
        """Where the label before a colon begins: after a line or a sentence, with no word in it that is not part of a name."""
        for i in range(colon - 1, max(-1, colon - LONGEST), -1):
            token = self.doc[i]
            opens = token.is_space or (token.text in STOPS and self.doc[i + 1].text[:1].isupper() and not self._initial(i))
            if opens:
                return i + 1 if i + 1 < colon else None
            if not (token.text[:1].isupper() or token.lower_ in JOINTS or self._aside(i, colon)):
                return i + 1 if self._parted and i + 1 < colon and self.doc[i + 1].text[:1].isupper() else None
        return None

    def _initial(self, i: int) -> bool:
        return len(self.doc[i - 1]) == 1 or (self.doc[i - 1].is_title and len(self.doc[i - 1]) <= len("Mrs"))

    def _aside(self, i: int, colon: int) -> bool:
        """Whether a word stands in parentheses ("(retranslated)")."""
        return i > 0 and self.doc[i - 1].text == "(" and any(t.text == ")" for t in self.doc[i:colon])

    def _names(self, start: int, colon: int) -> Figures | None:
        """The first person in a label; nobody for somebody who asks; None for what is no label."""
        for i in range(start, colon):
            phrase = self.at.get(i)
            if phrase is not None and (found := self.meant.get(phrase, ())) and found[0].kind == "person":
                return found[:1]
        label = self.doc[start:colon]
        if label.text.isupper() and (figure := self.roster.surnamed(label[-1].text)):
            return (figure,)
        return () if label.text.lower() in self.roster.codebook.titles.askers else None
