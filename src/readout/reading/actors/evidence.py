"""What a capitalised name is, person, organization or place, weighed over all its mentions in a text.

The analysis labels each mention by itself and errs on unknown names; a text says over and over what a name is: by titles and
honorifics, by what it possesses, by its people ("Karsovian"), by the articles and prepositions before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import Literal

from readout.codebook import Codebook
from readout.codebook.titles import plural
from readout.reading.actors.names import plainly
from readout.reading.actors.words import Words

# Weights were set by hand on the training part of the corpus; a label of the analysis counts as much as one weak hint, and
# labels together no more than one strong one.
STRONG, WEAK, LABELS, REPEATED = 3.0, 1.0, 2.0, 0.2
# Mentions that are weighed, and how long a name or acronym may be.
ENOUGH, LONG = 50, 7
# Words of a full name, and how far before a name the title may stand that a comma sets off ("the president of Iran, X").
FULL, REACH = 4, 5
LABEL = {"PERSON": "person", "ORG": "org", "LOC": "place"}
PEOPLE = ("n", "an", "ian", "ean", "i", "ese", "ish", "ic")
Spans = list[tuple[int, int]]
Votes = dict[str, float]
Named = Literal["person", "org", "place"]


class Evidence:
    """Weighs the mentions of names."""

    def __init__(self, words: Words, codebook: Codebook, officials: Container[tuple[str, ...]] = ()) -> None:
        self.words, self.codebook, self.titles, self.officials = words, codebook, codebook.titles, officials
        self.vocabulary = set(words.lower)
        self.office = {plural(t) for t in codebook.titles.leaders} | {*codebook.titles.leaders} | {"minister", "ministers"}
        self.lasts = {title.split()[-1] for title in codebook.titles.titles} - codebook.titles.relations

    def weigh(self, spans: Spans) -> dict[tuple[str, ...], Named]:
        """The kind of each name, by its words in lower case; names without any evidence are left out."""
        mentions: dict[tuple[str, ...], Spans] = defaultdict(list)
        for start, end in spans:
            mentions[tuple(self.words.lower[start:end])].append((start, end))
        votes = {name: self._votes(name, places) for name, places in mentions.items()}
        kinds = {name: _winner(v) for name, v in votes.items() if max(v.values(), default=0.0) > 0}
        known = {name for name, kind in kinds.items() if kind == "person" and len(name) == 1}
        kinds |= {n: "person" for n in mentions if n not in kinds and 1 < len(n) <= FULL and n[-1:] in known}
        tails = {name[i:] for name, kind in kinds.items() if kind == "person" for i in range(1, len(name)) if len(name) < LONG}
        people = [name for name in mentions if name in tails and votes[name]["place"] < STRONG]
        return kinds | dict.fromkeys(people, "person")

    def _votes(self, name: tuple[str, ...], places: Spans) -> Votes:
        labels = Counter(LABEL[t] for a, _ in places if (t := self.words.ent[a]) in LABEL)
        votes = self._form(name, self.words.text[places[0][0]])
        for kind, count in labels.items():
            votes[kind] += LABELS * count / sum(labels.values())
        hints = [dict(self._hints(*place)) for place in places[:ENOUGH]]
        for kind in votes:
            strongest = max((h.get(kind, 0.0) for h in hints), default=0.0)
            votes[kind] += strongest + REPEATED * min(10, sum(kind in h for h in hints))
        return votes

    def _form(self, name: tuple[str, ...], first: str) -> Votes:
        """What the words themselves tell."""
        given, names = plainly(name[0]), self.codebook.names
        person = len(name) > 1 and (given in names.women or given in names.men)
        body = len(name) > 1 and name[-1] in self.titles.bodies
        acronym = len(name) == 1 and first.isupper() and 1 < len(first) < LONG
        linked = any(w in {"of", "for", "and", "&"} for w in name)
        place = len(name) == 1 and self.has_people(name[0])
        return {
            "person": STRONG * (person + 2 * (name in self.officials)),
            "org": STRONG * (2 * body + acronym + linked),
            "place": STRONG * place,
        }

    def has_people(self, word: str) -> bool:
        """Whether the text speaks of the people of a place."""
        stem = word.rstrip("aeiouy")
        return len(stem) > 2 and any({stem + end, word + end} & self.vocabulary for end in PEOPLE if stem + end != word)

    def _hints(self, start: int, end: int) -> Iterator[tuple[str, float]]:
        """What stands around one mention."""
        words, titles, lower = self.words, self.titles, self.words.lower
        before, earlier = (lower[start - 1] if start else ""), (lower[start - 2] if start > 1 else "")
        after = lower[end : end + 5]
        if start and (words.text[start - 1] in titles.honorifics or words.text[start - 1].title() in titles.honorifics):
            yield "person", 2 * STRONG
        elif (before in self.lasts and before not in titles.bodies) or (before == "," and self._titled(start - 1)):
            yield "person", STRONG
        elif after[:1] == [","] and any(w in self.lasts for w in after[1:]):
            yield "person", WEAK
        if before == "the" or (before in titles.bodies and end - start > 1):
            yield "org", STRONG - WEAK
        elif len(after) > 2 and after[0] == "(" and after[2] == ")" and words.text[end + 1].isupper():
            yield "org", STRONG
        owned = next((w for w in after[1:] if w in titles.bodies or w in self.lasts), "") if words.clitic(end) else ""
        if owned in titles.national or (before == "of" and earlier in titles.national):
            yield "place", STRONG - WEAK
        elif before in titles.places:
            yield "place", WEAK

    def _titled(self, end: int) -> bool:
        """Whether a title, with the place or body that it belongs to, ends before a token."""
        lower = self.words.lower[max(0, end - REACH) : end]
        return bool(lower) and (lower[-1] in self.lasts or any(w == "of" and t in self.office for t, w in pairwise(lower)))


def _winner(votes: Votes) -> Named:
    order: tuple[Named, ...] = ("person", "org", "place")
    return max(order, key=lambda kind: (votes[kind], -order.index(kind)))
