"""Calls, meetings, summits, talks, visits and letters between parties: who, when, where, and whether they were held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc, Token

from readout.codebook.contacts import Contacts
from readout.document import Document
from readout.reading import contact_journeys as journeys
from readout.reading.actors import Cast
from readout.reading.attested import Attested, identifier
from readout.reading.clauses import extent, marker
from readout.reading.contact_candidates import Observed, candidates
from readout.reading.contact_choices import Choices, choose
from readout.reading.contact_company import Company
from readout.reading.contact_mentions import NOUNS, Mention, mentions, word
from readout.reading.contact_parties import Parties, Sides
from readout.reading.contact_phrases import Ids
from readout.reading.contact_places import first, somewhere
from readout.reading.contact_rows import Draft, merged, settled
from readout.reading.contact_senses import kind, sense_traits, status
from readout.reading.contact_settings import Settings
from readout.reading.contact_status import status as ruled
from readout.reading.contact_traits import mention_traits, row_traits
from readout.reading.judge import Judge, judges
from readout.reading.times.model import Time
from readout.record.model import Contact, Span, Statement

WEIGHTS = Path(__file__).parents[1] / "models" / "en" / "contacts.json"
YEAR = re.compile(r"\b\d{4}\b")
DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "its", "his", "her", "our", "both"})


def contacts(  # noqa: PLR0913, PLR0917 (the layers before it)
    doc: Doc, document: Document, cast: Cast, statements: Sequence[Statement], times: Sequence[Time], book: Contacts
) -> tuple[Contact, ...]:
    """All contacts of a document, in order of their first mention; mentions of one contact are one row."""
    weighed = judges(WEIGHTS)
    judge = weighed["contacts"]
    found = Reading(doc, document, cast, statements, times, book)
    rows = [row for row in found.rows(weighed) if judge.probability(row.traits) >= judge.threshold]
    found.settle(rows)
    return tuple(found.contact(row) for row in rows)


class Reading:
    """The mentions of one document on their way to rows."""

    def __init__(  # noqa: PLR0913, PLR0917 (as above)
        self, doc: Doc, document: Document, cast: Cast, statements: Sequence[Statement], times: Sequence[Time], book: Contacts
    ) -> None:
        self.document, self.cast, self.book = document, cast, book
        self.attested = Attested(statements)
        self.parties = Parties(cast, book)
        # Without a day of publication only what names its year is a date.
        known = [time for time in times if document.published or time.minutes or YEAR.search(doc.text[time.start : time.end])]
        self.settings = Settings(doc, known, book)
        self.heading = max(0, document.text.find("\n"))
        body = document.text.find("\n", self.heading + 2) if self.heading else -1
        self.opening = body if body > 0 else len(document.text)
        self.company = Company(doc, cast)
        self.observed = list(self._observe(doc))

    def _observe(self, doc: Doc) -> Iterator[Observed]:
        company, earlier = self.company, list[tuple[Mention, Ids]]()
        for mention in mentions(doc, self.book):
            sides, told = self.parties.sides(mention), ruled(mention, self.book)
            if sides.audience or told.status == "denied":
                continue
            guests = {company.side(id) for id in sides.all}
            if mention.kind == "visit" and len(guests) == 1:
                sides.theirs += self._host(mention, guests)
            date = self.settings.date(mention)
            senses = tuple(sense_traits(mention, told, ahead=date is not None and self._ahead(date)))
            yield Observed(mention, sides, told, candidates(mention, sides, earlier, company), date, senses)
            earlier.append((mention, sides.all))

    def _host(self, mention: Mention, guests: set[str]) -> list[str]:
        """The country that a visit is to, by the place where it leads."""
        hosts = (self.cast.side(place.root) for place in self.settings.places(mention) if somewhere(place, self.cast))
        host = next(hosts, None)
        return [host] if host is not None and host in self.cast and host not in guests else []

    def weighed(self, judge: Judge) -> Iterator[tuple[Observed, dict[str, float], dict[Ids, list[str]]]]:
        """Each mention with everyone's chance to take part, and the companies that may be meant."""
        earlier: list[tuple[Mention, Ids]] = []
        for seen in self.observed:
            chances = {id: judge.probability(traits) for id, traits in seen.company.items()}
            own = seen.sides.all
            yield seen, chances, Choices(seen, chances, earlier, self.company).all()
            likely = tuple(id for id, chance in chances.items() if chance >= judge.threshold)
            whole = own if self._apart(own) else likely
            if self._apart(whole) and (not earlier or set(earlier[-1][1]) != set(whole)):
                earlier.append((seen.mention, whole))

    def _apart(self, ids: Ids) -> bool:
        return len({self.cast.party(id) or id for id in ids}) > 1

    def rows(self, weighed: Mapping[str, Judge]) -> list[Draft]:
        """Every contact that the mentions may tell of, with its traits, by the judges of all that comes before."""
        drafts = [
            draft
            for seen, chances, options in self.weighed(weighed["participants"])
            for draft in self._drafts(
                replace(seen, mention=replace(seen.mention, kind=kind(seen, weighed)), told=status(seen, weighed)),
                chances,
                choose(options, weighed["companies"].probability),
            )
        ]
        rows = merged(drafts, self.cast)
        for row in rows:
            row.participants = list(self.company.level((*row.company, *row.extra)) if row.extra else row.company)
        rows = settled([row for row in rows if row.participants and not self._inside(row)], self.cast)
        for n, row in enumerate(rows):
            row.traits += row_traits(row, rows[:n], self.cast)
        return rows

    def _inside(self, row: Draft) -> bool:
        """Whether people of one side meet among themselves, or somebody alone."""
        if row.kind != "visit" and len(row.participants) == 1 and self.cast[row.participants[0]].kind == "person":
            return True
        sides = {self.cast.party(id) for id in row.participants}
        people = all(self.cast[id].kind in ("person", "group") for id in row.participants)
        return people and len(row.participants) > 1 and len(sides) == 1 and None not in sides

    def _drafts(self, seen: Observed, chances: dict[str, float], choice: tuple[Ids, float]) -> Iterator[Draft]:
        """The contacts that a mention tells by itself: one with each of several partners, where each was met apart."""
        mention, sides, told = seen.mention, seen.sides, seen.told
        assert told.status != "denied"  # such mentions are not observed
        date = seen.date
        places = [place for place in self.settings.places(mention) if somewhere(place, self.cast)]
        coming = told.status == "held" and date is not None and self._ahead(date)
        span = _evidence(mention)
        statement = self.attested.around(span)
        traits = list(mention_traits(mention, sides, told, statement, plausible=self._plausible(mention, sides)))
        groups = self._groups(mention, sides, told.status)
        for participants in groups:
            yield Draft(
                kind=mention.kind,
                status="planned" if coming else told.status,
                told=told.told or coming,
                participants=list(participants),
                evidence=[span],
                initiator=sides.initiator,
                date=date.date if date else None,
                place=first(places, participants if len(groups) > 1 and mention.kind == "visit" else (), self.cast, self.book),
                minutes=self.settings.minutes(mention),
                definite=_definite(mention),
                another=self._another(mention),
                firm=mention.firm,
                title=span[0] < self.heading,
                statement=identifier(statement),
                company=choice[0] if len(groups) == 1 else participants,
                sure=choice[1],
                whole=sides.whole and self._apart(sides.all),
                chances=dict(chances),
                traits=list(traits),
                plain=_plain(mention),
                ranged=date is not None and self.settings.ranged(date),
                loose=word(mention.token, self.book) in self.book.topics,
                joins=_definite(mention) and not sides.theirs and self._joining(mention),
            )

    def _ahead(self, date: Time) -> bool:
        """Whether a date is after the text, so that what is dated by it cannot have been held."""
        published = self.document.published
        return published is not None and date.date is not None and date.date > published.isoformat()[: len(date.date)]

    def _as_parties(self, participants: tuple[str, ...]) -> tuple[str, ...]:
        """Talks that are still to come are between the parties, whoever agreed on them."""
        parties = tuple(dict.fromkeys(self.cast.party(id) or id for id in participants))
        return parties if len(parties) > 1 else participants

    def _groups(self, mention: Mention, sides: Sides, held: str) -> list[tuple[str, ...]]:
        """All together, or one by one: several calls, a journey to several countries."""
        if mention.kind == "talks" and held == "planned" and not sides.theirs and word(mention.token, self.book) != "contact":
            return [self._as_parties(sides.all)]
        partners = dict.fromkeys(sides.theirs)
        if mention.kind == "visit" and len(partners) > 1 and not sides.joined:
            return [(*dict.fromkeys(sides.ours), partner) for partner in partners]
        if self._one_by_one(mention, sides):
            return [(sides.ours[0], partner) for partner in partners]
        return [sides.all]

    def _one_by_one(self, mention: Mention, sides: Sides) -> bool:
        """Whether several partners were met apart: "spoke with A and B" is a call with each, "met A and B" one meeting."""
        partners = dict.fromkeys(sides.theirs)
        several = mention.verb is not None or mention.token.tag_ in ("NNS", "NNPS")
        if len(partners) < 2 or len(set(sides.ours)) != 1 or sides.joined or not several:
            return False
        if mention.kind == "visit" or self._separate(mention):
            return True
        people = all(self.cast[id].kind == "person" for id in partners)
        return people and mention.verb is None and len({self.cast.party(id) for id in partners}) > 1

    def _separate(self, mention: Mention) -> bool:
        return any(child.lower_ in self.book.separate for site in mention.sites for child in site.children)

    def _joining(self, mention: Mention) -> bool:
        """Whether the words add somebody to a contact named before ("X joined the meeting")."""
        return mention.predicate is not None and word(mention.predicate, self.book) in self.book.joining

    def _plausible(self, mention: Mention, sides: Sides) -> bool:
        if mention.verb is None:
            return mention.firm or bool(sides.all) or self._another(mention)
        if mention.verb.alone and not sides.theirs:
            return len({self.cast.party(id) or id for id in sides.ours}) > 1
        others = [self.cast[id].kind for id in sides.theirs]
        return bool(sides.ours and others) and (not mention.verb.person or "person" in others)

    def _another(self, mention: Mention) -> bool:
        nodes = [child for site in mention.sites for child in site.children if site.pos_ in NOUNS or child.dep_ == "advmod"]
        return any(word(child, self.book) in self.book.another for child in nodes)

    def settle(self, rows: Sequence[Draft]) -> None:
        """Give what lacks a place or a date that of its journey, and date what an office reports of itself by its report."""
        journeys.settle(rows, self.cast)
        outlet = (self.document.outlet or "").lower()
        if self.document.published is None or not any(office in outlet for office in self.book.offices):
            return
        own = self.cast.issuer
        for row in rows:
            ours = not own or own in {self.cast.party(id) or id for id in row.participants}
            earlier = row.another and not row.title
            if ours and row.status == "held" and row.date is None and not earlier and row.evidence[0][0] < self.opening:
                row.date = self.document.published.isoformat()

    def contact(self, row: Draft) -> Contact:
        """The finished row."""
        return Contact(
            kind=row.kind,
            participants=tuple(row.participants),
            initiator=row.initiator,
            date=row.date,
            place=row.place,
            minutes=row.minutes,
            status=row.status,
            evidence=tuple(sorted(set(row.evidence))),
            statement=row.statement,
        )


def _definite(mention: Mention) -> bool:
    return mention.verb is None and any(
        child.lower_ in DEFINITE for child in mention.top.children if child.dep_ in ("det", "nmod:poss")
    )


def _plain(mention: Mention) -> bool:
    """Whether the noun stands without words that would tell which contact of its kind is meant ("the Astana talks")."""
    return not any(child.dep_ in ("compound", "amod", "nmod") and child.ent_type_ != "DATE" for child in mention.token.children)


def _evidence(mention: Mention) -> Span:
    head = mention.token if mention.verb else mention.predicate or mention.top
    return extent(head, leave=_aside)


def _aside(child: Token) -> bool:
    return (child.dep_ in ("acl:relcl", "advcl", "ccomp", "parataxis", "conj") and child.pos_ in ("VERB", "AUX")) or marker(
        child
    ) in ("as",)
