"""Several mentions, one contact: which mentions speak of the same event, and what they tell together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from readout.reading.actors import Cast
from readout.record.model import ContactKind, Span, Status

MEETINGS = ("summit", "meeting", "talks")


@dataclass
class Draft:
    """A contact as far as the mentions read up to now tell it."""

    kind: ContactKind
    status: Status
    told: bool
    participants: list[str]
    evidence: list[Span]
    initiator: str | None = None
    date: str | None = None
    place: str | None = None
    minutes: int | None = None
    definite: bool = False
    another: bool = False
    firm: bool = True
    title: bool = False
    statement: str | None = None
    company: tuple[str, ...] = ()
    sure: float = 0.0
    whole: bool = False
    chances: dict[str, float] = field(default_factory=dict)
    traits: list[str] = field(default_factory=list)
    loose: bool = False
    plain: bool = True
    joins: bool = False
    extra: list[str] = field(default_factory=list)
    ranged: bool = False


def merged(drafts: Sequence[Draft], cast: Cast) -> list[Draft]:
    """Join each mention to the latest earlier contact that it can be of; the others stand for themselves."""
    rows: list[Draft] = []
    for draft in drafts:
        same = next((row for row in reversed(rows) if _same(row, draft, cast)), None)
        if draft.joins and same is None:
            same = next((row for row in reversed(rows) if _kinds(row, draft) and not _apart(row, draft, cast)), None)
        if same is not None:
            _join(same, draft, cast)
            continue
        if draft.another and not draft.participants:
            _inherit(draft, rows)
        rows.append(draft)
    return rows


def settled(rows: Sequence[Draft], cast: Cast) -> list[Draft]:
    """Join what turns out to be one contact when it is known who takes part ("the two leaders also discussed")."""
    kept: list[Draft] = []
    for row in rows:
        same = next((one for one in kept if _again(one, row, cast)), None)
        if same is None:
            kept.append(row)
        else:
            same.evidence += [span for span in row.evidence if span not in same.evidence]
            same.traits += row.traits
            same.date, same.place = same.date or row.date, same.place or row.place
            same.minutes, same.initiator = same.minutes or row.minutes, same.initiator or row.initiator
    return kept


def _again(row: Draft, new: Draft, cast: Cast) -> bool:
    mine, theirs = ({cast.party(id) or id for id in one.participants} for one in (row, new))
    if len(mine) < 2 or mine != theirs or _apart(row, new, cast) or (row.status == "held") != (new.status == "held"):
        return False
    if row.kind != new.kind and new.place not in (None, row.place):
        return False
    people = set(row.participants), set(new.participants)
    loose = new.loose and not _others(row, new, cast)
    return (people[0] <= people[1] or people[1] <= people[0] or loose) and (_kinds(row, new) or loose)


def _others(row: Draft, new: Draft, cast: Cast) -> bool:
    """Whether other people of the same sides meet."""
    named = [{id for id in one.participants if cast[id].kind == "person"} for one in (row, new)]
    return bool(named[0] and named[1]) and named[0].isdisjoint(named[1])


def _inherit(draft: Draft, rows: Sequence[Draft]) -> None:
    """Another of its kind is between the same parties ("a third round will be held")."""
    like = next((row for row in reversed(rows) if len(row.participants) > 1 and _kinds(row, draft)), None)
    if like is not None:
        draft.participants = list(like.participants)


def _same(row: Draft, new: Draft, cast: Cast) -> bool:
    if not _kinds(row, new) or _apart(row, new, cast):
        return False
    if new.definite:
        if not new.participants and not new.plain:
            return False
        return _within(new.participants, row.participants, cast)
    if row.title and len(row.participants) == 1:
        return set(row.participants) <= set(new.participants)
    if not new.participants:
        return False
    mine, theirs = set(row.participants), set(new.participants)
    return min(len(mine), len(theirs)) > 1 and (mine <= theirs or theirs <= mine)


def _apart(row: Draft, new: Draft, cast: Cast) -> bool:
    """Whether date, place, status or a word like "another" tells them apart."""
    elsewhere = row.place and new.place and row.place != new.place and not {row.place, new.place} & _names(row, cast)
    otherwise = row.told and new.told and (row.status == "held") != (new.status == "held")
    again = new.another and not (row.date and row.date == new.date)
    return bool(elsewhere or otherwise or again) or not _agree(row.date, new.date)


def _names(row: Draft, cast: Cast) -> set[str]:
    return {cast[id].name for id in row.participants}


def _kinds(row: Draft, new: Draft) -> bool:
    if row.kind == new.kind:
        return True
    if row.kind in MEETINGS and new.kind in MEETINGS:
        return True
    if row.kind == "call" and new.kind == "talks":
        return new.definite or not new.participants or set(new.participants) == set(row.participants)
    return False


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _within(ours: Sequence[str], theirs: Sequence[str], cast: Cast) -> bool:
    """Whether all of one list stand in the other, a person for the party they act for too."""
    return all(any(_stands(a, b, cast) for b in theirs) for a in ours)


def _stands(a: str, b: str, cast: Cast) -> bool:
    return a == b or cast.party(a) == b or cast.party(b) == a


def _join(row: Draft, new: Draft, cast: Cast) -> None:
    for id in new.participants:
        if not any(id == old or cast.party(old) == id for old in row.participants):
            row.participants = [old for old in row.participants if old != cast.party(id)] + [id]
    if new.kind == "summit" or (row.kind == "talks" and new.kind == "call"):
        row.kind = new.kind
    if new.told and not row.told:
        row.status, row.told = new.status, True
    if row.date is None or (new.date is not None and len(new.date) > len(row.date)):
        row.date = new.date or row.date
    row.initiator = row.initiator or new.initiator
    if row.place is None or (new.place and row.place in _names(row, cast)):
        row.place = new.place or row.place
    row.minutes = row.minutes or new.minutes
    row.firm = row.firm or new.firm
    _pool(row, new)
    row.evidence += [span for span in new.evidence if span not in row.evidence]


def _pool(row: Draft, new: Draft) -> None:
    """Who takes part is what the mention tells that leaves least doubt; one that names both sides goes before others."""
    if new.joins:
        row.extra += new.participants
    elif (new.whole, new.sure) > (row.whole, row.sure):
        row.company, row.sure, row.whole = new.company, new.sure, new.whole
    row.chances |= {id: max(chance, row.chances.get(id, 0.0)) for id, chance in new.chances.items()}
    row.traits += new.traits
