"""What a capitalised name is, person, organization or place, weighed over all its mentions in a text.

The analysis labels each mention by itself and errs on unknown names; a text says over and over what a name is: by titles and
honorifics, by what it possesses, by its people ("Karsovian"), by the articles and prepositions before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal

from spacy.tokens import Doc

from readout.codebook import Codebook
from readout.reading.actors.names import plainly

# Weights were set by hand on the training part of the corpus; a label of the analysis counts as much as one weak hint, and
# labels together no more than one strong one.
STRONG, WEAK, LABELS = 3.0, 1.0, 2.0
LABEL = {"PERSON": "person", "ORG": "org", "LOC": "place"}
PEOPLE = ("n", "an", "ian", "ean", "i", "ese", "ish", "ic")
Spans = list[tuple[int, int]]
Votes = Counter[str]
Named = Literal["person", "org", "place"]


class Evidence:
    """Weighs the mentions of names."""

    def __init__(self, doc: Doc, codebook: Codebook) -> None:
        self.doc, self.codebook = doc, codebook
        self.lower = [t.lower_ for t in doc]
        self.words = set(self.lower)
        self.lasts = {title.split()[-1] for title in codebook.titles.titles}

    def weigh(self, spans: Spans) -> dict[tuple[str, ...], Named]:
        """The kind of each name, by its words in lower case."""
        mentions: dict[tuple[str, ...], Spans] = defaultdict(list)
        for start, end in spans:
            mentions[tuple(self.lower[start:end])].append((start, end))
        votes = {name: self._votes(name, places) for name, places in mentions.items()}
        kinds = {name: _winner(v) for name, v in votes.items() if max(v.values(), default=0.0) > 0}
        tails = {name[i:] for name, kind in kinds.items() if kind == "person" for i in range(1, len(name)) if len(name) < 6}
        for name in kinds:
            if name in tails and votes[name]["place"] < STRONG:
                kinds[name] = "person"
        return kinds

    def _votes(self, name: tuple[str, ...], places: Spans) -> Votes:
        votes: Votes = Counter()
        labels: Votes = Counter(LABEL[t] for a, _ in places if (t := self.doc[a].ent_type_) in LABEL)
        for kind, count in labels.items():
            votes[kind] += LABELS * count / sum(labels.values())
        self._form(name, places[0], votes)
        hints = [Counter(dict(self._hints(*place))) for place in places[:50]]
        for kind in ("person", "org", "place"):
            strongest = max((h[kind] for h in hints), default=0.0)
            votes[kind] += strongest + 0.2 * min(10, sum(h[kind] > 0 for h in hints))
        return votes

    def _form(self, name: tuple[str, ...], place: tuple[int, int], votes: Votes) -> None:
        """What the words themselves tell."""
        names, text = self.codebook.names, self.doc[place[0] : place[1]].text
        given = plainly(name[0])
        if len(name) > 1 and (given in names.women or given in names.men):
            votes["person"] += STRONG
        if name[-1] in self.codebook.titles.bodies and len(name) > 1:
            votes["org"] += 2 * STRONG
        if len(name) == 1 and text.isupper() and 1 < len(text) < 7:
            votes["org"] += STRONG
        if len(name) == 1 and self.has_people(name[0]):
            votes["place"] += STRONG
        if name[-1] in {"’s", "'s"} or any(w in {"of", "for", "and", "&"} for w in name):
            votes["org"] += STRONG

    def has_people(self, word: str) -> bool:
        """Whether the text speaks of the people of a place."""
        stem = word.rstrip("aeiouy")
        return len(stem) > 2 and any({stem + end, word + end} & self.words for end in PEOPLE if stem + end != word)

    def _hints(self, start: int, end: int) -> Iterable[tuple[str, float]]:
        """What stands around one mention."""
        doc, titles, lower = self.doc, self.codebook.titles, self.lower
        before = lower[start - 1] if start else ""
        if start and (doc[start - 1].text in titles.honorifics or doc[start - 1].text.title() in titles.honorifics):
            yield "person", 2 * STRONG
        elif (before in self.lasts and before not in titles.bodies) or (
            start > 1 and before == "," and lower[start - 2] in self.lasts
        ):
            yield "person", STRONG
        if before == "the" or (before in titles.bodies and end - start > 1):
            yield "org", STRONG - WEAK
        if before in titles.places:
            yield "place", WEAK
        after = lower[end : end + 5]
        if len(after) > 2 and after[0] == "(" and after[2] == ")" and after[1].isalpha() and doc[end + 1].text.isupper():
            yield "org", STRONG
        if after[:1] and after[0] in {"'s", "’s", "’", "'"}:
            owned = next((w for w in after[1:] if w in titles.bodies or w in self.lasts), "")
            if owned in NATIONAL:
                yield "place", STRONG - WEAK
        if before == "of" and start > 1 and lower[start - 2] in NATIONAL:
            yield "place", STRONG - WEAK
        if after[:1] == [","] and any(w in self.lasts for w in after[1:]) and doc[end].head.i in range(start, end):
            yield "person", WEAK


# What only a state has.
NATIONAL = frozenset(
    {
        "government",
        "president",
        "minister",
        "ministry",
        "parliament",
        "army",
        "ambassador",
        "king",
        "capital",
        "military",
        "people",
        "republic",
        "kingdom",
        "state",
        "premier",
        "prime",
        "foreign",
        "opposition",
        "borders",
        "border",
    }
)


def _winner(votes: Votes) -> Named:
    order: tuple[Named, ...] = ("person", "org", "place")
    return max(order, key=lambda kind: (votes[kind], -order.index(kind)))
