"""Which of several companies takes part in a contact: those the sentence names, those of an earlier contact, the main parties.

A mention seldom names everybody. Each way to complete it is a choice with traits of its own, and a judge weighs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from readout.reading.contact_candidates import FAMILY, Observed, determiner
from readout.reading.contact_company import Company
from readout.reading.contact_mentions import Mention
from readout.reading.contact_phrases import Ids

LIKELY, EVEN, SOME = 0.4, 0.5, 0.15

Earlier = Sequence[tuple[Mention, Ids]]


class Choices:
    """The companies that one mention may mean."""

    def __init__(self, seen: Observed, chances: Mapping[str, float], earlier: Earlier, company: Company) -> None:
        self.seen, self.chances, self.earlier, self.company = seen, chances, earlier, company
        self.own = seen.sides.all
        self.order = tuple(sorted(chances, key=lambda id: -chances[id]))
        self.context = list(self._context())

    def all(self) -> dict[Ids, list[str]]:
        """Each company that may be meant, with its traits.

        Where the sentence names both sides, these are they, or those who stand for them or they for: other choices cost as
        many contacts as they gained, in cross-validation by document, and exactness besides.
        """
        sources: dict[frozenset[str], tuple[Ids, list[str]]] = {}
        for name, ids in self._ways():
            clean = self.company.level(ids)
            if clean:
                sources.setdefault(frozenset(clean), (clean, []))[1].append(name)
        if self.seen.sides.whole and len(self._sides(self.own)) > 1:
            fixed = {frozenset(self.company.level(self.own)), frozenset(self._sides(self.own))}
            same = fixed | {ids for ids in sources if frozenset(self._sides(tuple(ids))) in fixed}
            sources = {ids: source for ids, source in sources.items() if ids in same}
        return {ids: list(self._traits(ids, names)) for ids, names in sources.values()}

    def _ways(self) -> Iterator[tuple[str, Ids]]:
        own, company = self.own, self.company
        yield "own", own
        yield "likely", tuple(id for id in self.order if self.chances[id] >= LIKELY)
        yield "even", tuple(id for id in self.order if self.chances[id] >= EVEN)
        yield "best", self.order[:1]
        yield "two", self._apart(2)
        yield "three", self._apart(3)
        yield "own+best", self._with(self.order, 1)
        yield "own+side", self._with(company.sides, 1)
        yield "own-sides", self._sides(own)
        yield "own-states", self._states(own)
        yield "own-people", self._people(own)
        yield "convened", company.cast.convened
        yield "likely-people", self._people(tuple(id for id in self.order if self.chances[id] >= LIKELY))
        for n, subject in enumerate(self.seen.sides.around):
            yield f"own+subject{n}", self._with(subject, len(subject))
        yield "sides2", tuple(company.sides[:2])
        yield "sides3", tuple(company.sides[:3])
        yield "people2", tuple(company.people[:2])
        if company.cast.issuer:
            yield "own+issuer", (*own, company.cast.issuer)
        for name, index in (("before", -1), ("before2", -2), ("first", 0)):
            if len(self.earlier) >= max(1, -index):
                who = self.earlier[index][1]
                yield name, who
                yield f"{name}-sides", self._sides(who)
                yield f"{name}-people", self._people(who)
                yield f"own+{name}-people", self._people(self._with(who, len(who)))
                yield f"own+{name}", self._with(who, len(who))
        here = company.here(self.seen.mention.token)
        yield "sentence", here
        yield "sentence-people", tuple(id for id in here if company.cast[id].kind == "person")
        yield "sentence-sides", tuple(id for id in here if company.cast[id].kind in ("country", "organization"))

    def _sides(self, ids: Sequence[str]) -> Ids:
        return tuple(dict.fromkeys(self.company.side(id) for id in ids))

    def _states(self, ids: Sequence[str]) -> Ids:
        """Groups by the parties that they act for ("Norvian officials" as Norvia)."""
        cast = self.company.cast
        return tuple(dict.fromkeys(self.company.side(id) if cast[id].kind == "group" else id for id in ids))

    def _people(self, ids: Sequence[str]) -> Ids:
        """Those who stand for the parties among them: the people most likely to take part, or whom the text names most."""
        return tuple(dict.fromkeys(self._envoy(id) for id in ids))

    def _envoy(self, id: str) -> str:
        cast = self.company.cast
        if cast[id].kind not in ("country", "organization"):
            return id
        ranked = [*[one for one in self.order if self.chances[one] >= SOME], *self.company.people]
        return next((one for one in ranked if cast[one].kind == "person" and cast.party(one) == id), id)

    def _with(self, others: Sequence[str], n: int) -> Ids:
        """Those the sentence names, and the first of the others who belong to other sides."""
        taken = set(self._sides(self.own))
        return (*self.own, *[id for id in others if self.company.side(id) not in taken][:n])

    def _apart(self, n: int) -> Ids:
        """The likeliest of different sides."""
        found: list[str] = []
        for id in self.order:
            if len(found) < n and self.company.side(id) not in self._sides(found):
                found.append(id)
        return tuple(found)

    def _context(self) -> Iterator[str]:
        """What the mention is like, to be joined with each way to complete it."""
        mention, sides = self.seen.mention, self.seen.sides
        known = f"known={min(2, len(self._sides(self.own)))}"
        like = bool(self.earlier) and FAMILY.get(self.earlier[-1][0].kind) == FAMILY.get(mention.kind)
        yield known
        yield f"{known}|{mention.form}"
        yield f"{known}|{mention.kind}"
        yield f"{known}|{self.seen.told.status}"
        yield f"{known}|whole={sides.whole}"
        yield f"{known}|strangers={sides.strangers}"
        yield f"{known}|theirs={bool(sides.theirs)}"
        yield f"{known}|like={like}"
        yield f"{known}|{determiner(mention)}"

    def _traits(self, ids: Ids, names: Sequence[str]) -> Iterator[str]:
        known, kind = self.context[0], self.seen.mention.kind
        for name in names:
            yield name
            yield from (f"{name}|{trait}" for trait in self.context)
        have = sorted((self.chances.get(id, 0.0) for id in ids), reverse=True)
        left = max((chance for id, chance in self.chances.items() if id not in ids), default=0.0)
        sides = min(len(self._sides(ids)), 4)
        kinds = "+".join(sorted({self.company.cast[id].kind for id in ids}))
        yield f"sources={min(len(names), 6)}|{known}"
        yield f"least={int(have[-1] * 8)}|{known}"
        yield f"mean={int(sum(have) / len(have) * 8)}|{known}"
        yield f"left={int(left * 6)}|{known}"
        yield f"sides={sides}|{known}"
        yield f"size={min(len(ids), 5)}|sides={sides}"
        yield f"kinds={kinds}|{known}"
        yield f"kinds={kinds}|{known}|{kind}"
        yield f"dropped={min(2, len(set(self.own) - set(ids)))}|{known}"
        yield f"added={min(3, len(set(ids) - set(self.own)))}|{known}"


def choose(found: Mapping[Ids, Sequence[str]], probability: Callable[[Sequence[str]], float]) -> tuple[Ids, float]:
    """The likeliest company, and how likely it is."""
    return max(((ids, probability(traits)) for ids, traits in found.items()), key=lambda pair: pair[1], default=((), 0.0))
