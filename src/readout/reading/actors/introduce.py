"""The first walk through a text: everyone who is named, with titles, roles and sides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from readout.codebook import Codebook
from readout.document import Document
from readout.reading.actors.affiliation import Affiliation
from readout.reading.actors.evidence import Evidence
from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.issuer import PLACE
from readout.reading.actors.lexicon import Lexicon, lexicon
from readout.reading.actors.names import Name
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.sides import Sides
from readout.reading.actors.units import Unit
from readout.reading.actors.words import Words

Named = dict[Phrase, Figure]
# From how many words on the initials of a name stand for it, without being given in parentheses.
ACRONYM = 3


def undoubled(name: str) -> str:
    """A name without what a label of a web page adds to it ("Emomali Rahmon Rahmon EmomaliPresident")."""
    words = name.split()
    return " ".join(words[: next((i for i in range(1, len(words)) if words[i] == words[i - 1]), len(words))])


class Introduction:
    """Enters the named figures of a text into a roster; `named` maps phrases to them."""

    def __init__(self, words: Words, codebook: Codebook, roster: Roster, phrases: list[Phrase]) -> None:
        self.doc, self.codebook, self.roster, self.phrases = words.doc, codebook, roster, phrases
        self.own: Figure | None = None
        self.presiding = False
        self.home: Figure | None = None
        self.lexicon: Lexicon = lexicon(codebook)
        self.named: Named = {}
        self.sides = Sides(words.doc, roster, self.named)
        evidence = Evidence(words, codebook)
        for unit in (u for p in phrases for u in p.units if u.kind == "place" and u.end - u.start == 1):
            if evidence.has_people(words.lower[unit.start]) and words.lower[unit.start] not in codebook.titles.regions:
                roster.place(words.text[unit.start])

    def first(self, figure: Figure) -> int:
        """Where somebody is first named; after all else where never."""
        return self._first.get(figure, len(self.doc))

    @cached_property
    def _first(self) -> dict[Figure, int]:
        found: dict[Figure, int] = {}
        for phrase in self.phrases:
            if phrase in self.named:
                found.setdefault(self.named[phrase], phrase.start)
        return found

    def affiliate(self, document: Document) -> None:
        """Give a side to people beside whose name no word tells it."""
        affiliation = Affiliation(self.doc, document, self.roster, self.sides)
        affiliation.settle(self.phrases, self.named, own=self.own)
        self.home = affiliation.country

    def walk(self) -> Named:
        """Enter all, in order: states and organizations first, since people belong to them."""
        plain = [p for p in self.phrases if p.name is None]
        people = [p for p in self.phrases if p.name is not None]
        for phrase in sorted(plain, key=lambda p: (not self._spelt_out(p), p.end - p.start < ACRONYM)):
            if figure := self._party(phrase):
                self.named[phrase] = figure
        for phrase in people:
            self.named[phrase] = self._person(phrase)
        for phrase in plain:
            self._place(phrase)
        for phrase in people:
            self._describe(phrase)
        for phrase in plain:
            if (
                phrase.beside is not None
                and phrase.beside.name
                and phrase not in self.named
                and self.lexicon.titles(phrase.words)
            ):
                self.named[phrase] = self.named[phrase.beside]
                self.bestow(self.named[phrase], phrase)
        self._match_counterparts(p for p in self.phrases if p in self.named and self.named[p].kind == "person")
        return self.named

    def _place(self, phrase: Phrase) -> None:
        """Give a person the side of the state that the name explains ("the leaders of Fiji, X, and of Tuvalu, Y")."""
        other, state = phrase.beside, self.named.get(phrase)
        before = self.doc[phrase.opening - 1].lower_ if phrase.opening else ""
        if other is not None and other.name and state is not None and state.kind == "country" and before == "of":
            person = self.named[other]
            person.side = person.side or state

    def _match_counterparts(self, people: Iterable[Phrase]) -> None:
        """Give "his counterpart, X" the titles of whom the text named before."""
        before: Figure | None = None
        for phrase in people:
            figure = self.named[phrase]
            called = self.codebook.titles.counterparts.intersection(self.lexicon.titles(phrase.words))
            if before is not None and figure is not before and called:
                self.roster.entitle(figure, before.closest - self.codebook.titles.counterparts)
            before = figure

    def _spelt_out(self, phrase: Phrase) -> bool:
        """Whether an acronym in parentheses follows."""
        after = self.doc[phrase.end : phrase.end + 3]
        return len(after) == 3 and after[0].text == "(" and after[2].text == ")" and after[1].text.isupper()

    def _party(self, phrase: Phrase) -> Figure | None:
        """The state or organization that a phrase names by its last word."""
        unit = phrase.units[-1] if phrase.units else None
        if unit is None or unit.end != phrase.end:
            return None
        text = self.doc[unit.start : unit.end].text
        if unit.senses:
            return self._known(phrase, unit, text)
        if unit.kind in {"org", "place"} and (figure := self.roster.by_alias(text)):
            return figure
        if unit.kind == "org":
            return self._organization(phrase, unit, text)
        return None

    def _known(self, phrase: Phrase, unit: Unit, text: str) -> Figure | None:
        if unit.kind == "people" and (text.endswith("s") or phrase.start < unit.start) and text not in ("Swiss",):
            return self._people(phrase, unit, text)
        figure = self.roster.coded(self.roster.sense(unit.senses), written=text if unit.senses[0].form == "name" else None)
        self._acronym(unit, figure)
        return figure

    def _people(self, phrase: Phrase, unit: Unit, text: str) -> Figure | None:
        """The people of a state: a group, but where the text knows the side by no other name."""
        side = self.roster.coded(self.roster.sense(unit.senses))
        the = self.doc[phrase.start].lower_ == "the" and unit.start == phrase.start + 1
        if side.kind == "group" or not text.endswith("s") or (the and side.code in self.codebook.states):
            return side
        return self.roster.body(self.doc[phrase.start : phrase.end].text, side, kind="group")

    def _organization(self, phrase: Phrase, unit: Unit, text: str) -> Figure | None:
        """An organization by a name that the codebook does not know."""
        side = self.sides.inside(phrase, stop=unit.start) or self._side_within(text)
        words = [t.lower_ for t in self.doc[unit.start : unit.end]]
        noun = self.lexicon.noun(words[:1] if words[1:2] in (["of"], ["for"]) else words)
        if noun and (noun.size == len(words) or (noun.sort == "state" and side is None and "of" not in words)):
            return None
        if noun and noun.sort == "state" and side:
            return side
        if noun and noun.sort in {"title", "titles", "document"}:
            return None
        if side is None and self.own is not None and noun and noun.sort == "body" and words[1:2] == ["of"]:
            side = self.own
        figure = self.roster.body(
            text if side is None or side.kind != "country" else self.doc[phrase.start : phrase.end].text, side
        )
        figure.name = re.sub(r"^(?:the|an?) ", "", figure.name, flags=re.I)
        self._acronym(unit, figure)
        capitals = [w for w in text.split() if w[:1].isupper()]
        if len(capitals) >= ACRONYM:
            self.roster.alias("".join(w[0] for w in capitals), figure)
        last = self.lexicon.noun([capitals[-1].lower()]) if len(capitals) > 1 else None
        if last is not None and last.sort in {"body", "state", "group"}:
            self.roster.alias(capitals[-1], figure)
            figure.titles.add(capitals[-1].lower())
        return figure

    def _side_within(self, text: str) -> Figure | None:
        """The state in an organization's own name ("Bank of Russia", "Government of the Republic of Karsovia")."""
        for hit in self.codebook.gazetteer.match(text, [m.start() for m in re.finditer(r"\S+", text)]):
            return self.roster.coded(self.roster.sense(hit.senses)).home
        names = PLACE.findall(text)
        return self.roster.by_place(names[-1]) if names else None

    def _acronym(self, unit: Unit, figure: Figure) -> None:
        """Learn the short form in parentheses after a name."""
        after = self.doc[unit.end : unit.end + 3]
        if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and after[1].text.isupper():
            self.roster.alias(after[1].text, figure)

    def _person(self, phrase: Phrase) -> Figure:
        unit = phrase.name
        assert unit is not None
        titles = self.codebook.titles
        sex = None
        for word in [t.text for t in self.doc[max(0, unit.start - 2) : unit.start]]:
            sex = {"m": "m", "f": "f"}.get(titles.honorifics.get(word, ""), sex)
        for word in phrase.words:
            sex = "f" if word in titles.women else "m" if word in titles.men else sex
        return self.roster.person(undoubled(self.doc[unit.start : unit.end].text), sex=sex)

    def _describe(self, phrase: Phrase) -> None:
        """Give a named person the titles, role and side that stand around the name."""
        figure, unit = self.named[phrase], phrase.name
        assert unit is not None
        start = phrase.possessor.start if phrase.possessor and not phrase.possessor.pronoun else phrase.start
        office = (
            phrase.inside if phrase.inside is not None and phrase.inside.head.lower_ in self.codebook.titles.bureaus else None
        )
        if office is not None and office.inside is not None and (found := self.lexicon.titles(office.inside.words)):
            # "the head of the Office of the President X": X heads the office.
            role = self.doc[office.inside.opening : unit.start].text
            self.grant(figure, found, role, self.sides.of(office.inside), own=True)
        elif found := self.lexicon.titles(phrase.words):
            side = self._behind(phrase) or self.sides.of(phrase, stop=unit.start)
            self.grant(figure, found, self.doc[start : unit.start].text, side, own=self._foremost(phrase))
        elif phrase.possessor and figure.side is None:
            figure.side = self.sides.of(phrase, stop=unit.start)
        elif figure.side is None:
            figure.side = self.sides.inside(phrase, stop=unit.start)
        other = phrase.beside
        if other is not None and other.name is None:
            self.bestow(figure, other)

    def _behind(self, phrase: Phrase) -> Figure | None:
        """The state after a titled name ("Security Council Secretary X of Armenia")."""
        named = (self.named.get(other) for word, other in phrase.after if word == "of")
        return next((figure for figure in named if figure is not None and figure.kind == "country"), None)

    def bestow(self, figure: Figure, phrase: Phrase) -> None:
        """Give a person the role that a phrase beside the name describes."""
        found = self.lexicon.titles(phrase.words)
        if found:
            start = phrase.possessor.start if phrase.possessor else phrase.start
            side = self.sides.of(phrase)
            self.grant(figure, found, self.doc[start : phrase.last].text, side, own=self._foremost(phrase))
            figure.gender = figure.gender or self.sex(phrase)

    def _foremost(self, phrase: Phrase) -> bool:
        """Whether a person with a bare title may be the outlet's own: not one that somebody else meets."""
        before = self.doc[phrase.opening - 1].lower_ if phrase.opening else ""
        return before not in {"with", "and", "to", "between", "from", ",", "by"}

    def sex(self, phrase: Phrase) -> str | None:
        """The gender that a description tells."""
        words = set(phrase.words)
        return "f" if words & self.codebook.titles.women else "m" if words & self.codebook.titles.men else None

    def grant(self, figure: Figure, titles: list[str], role: str, side: Figure | None, *, own: bool = False) -> None:
        """Give titles, a first role, a first side."""
        self.roster.entitle(figure, titles)
        role = re.sub(r"^(?:the|an?) |[\s,]+$", "", role.strip(), flags=re.I)
        role = re.sub(r"(?:^|\s)(?:Mr|Ms|Mrs|Dr|Sir)\.?$", "", role).strip()
        former = bool(set(role.lower().split()) & self.codebook.titles.former)
        if role and figure.role is None:
            figure.role = role
        if figure.side is None and not former:
            held = own and set(titles) & self.codebook.titles.offices_held and not self._foreign(figure)
            figure.side = side or (self.own if held else None)

    def _foreign(self, figure: Figure) -> bool:
        """Whether all well-known people of a bare surname belong to others than the outlet's own party ("President Putin")."""
        parts = Name.read(figure.name, self.codebook.names).parts
        known = self.lexicon.surnames.get(parts[-1], ()) if len(parts) == 1 else ()
        return bool(known) and self.own is not None and self.own.code not in {p.party for p in known}
