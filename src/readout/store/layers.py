"""The other rows of records: contacts, proposals, positions, commitments and warnings, newest documents first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from readout.store import tables as t
from readout.store.conditions import conditions, dated
from readout.store.explain import KINDS, check
from readout.store.filters import Filter
from readout.store.look import Look
from readout.store.views import CommitmentRow, ContactRow, PositionRow, ProposalRow, WarningRow
from readout.store.who import Who, by_name, by_owner

Placed = list[tuple[str, Any]]


def contacts(look: Look, asked: Filter) -> Placed:
    """Contacts; a range of dates is one of their own dates, where they have one."""
    check("kind of contact", asked.kind, KINDS["contact"])
    where = conditions(look, t.contacts, asked, own=["initiator"], links=[t.contact_participants])
    where += dated(asked, t.contacts.c.date, otherwise=look.range(t.contacts.c.key, asked, rows=True))
    rows = look.select(t.contacts, replace(asked, since=None, until=None), *where)
    people = by_owner(look.connection, t.contact_participants, [row.key for row in rows])
    first = by_name(look.connection, {row.initiator for row in rows})
    ground = _ground(look, "contacts", ("evidence",), rows)

    def view(row: Any) -> ContactRow:
        who = people.get(row.key, ())
        return ContactRow(
            **ground[row.key],
            kind=row.kind,
            date=row.date,
            status=row.status,
            participants=_ids(who),
            names=_names(who),
            initiator=first[row.initiator].id if row.initiator is not None else None,
            place=row.place,
            minutes=row.minutes,
        )

    return [(str(row.key), view(row)) for row in rows]


def proposals(look: Look, asked: Filter) -> Placed:
    """Proposals with their terms and the answers to them."""
    rows = look.select(t.proposals, asked, *conditions(look, t.proposals, asked, links=[t.proposal_authors, t.responses]))
    keys = [row.key for row in rows]
    authors = by_owner(look.connection, t.proposal_authors, keys)
    terms, answers = _terms(look, keys), _answers(look, keys)
    ground = _ground(look, "proposals", ("evidence",), rows)

    def view(row: Any) -> ProposalRow:
        who = authors.get(row.key, ())
        return ProposalRow(
            **ground[row.key],
            name=row.name,
            by=_ids(who),
            names=_names(who),
            terms=tuple(terms[row.key]),
            responses=tuple(answers[row.key]),
        )

    return [(str(row.key), view(row)) for row in rows]


def positions(look: Look, asked: Filter) -> Placed:
    """Positions on issues."""
    rows = look.select(t.positions, asked, *conditions(look, t.positions, asked, own=["party"]))
    people = by_name(look.connection, {row.party for row in rows})
    ground = _ground(look, "positions", ("evidence",), rows)

    def view(row: Any) -> PositionRow:
        who = people[row.party]
        return PositionRow(**ground[row.key], holder=who.id, name=who.name, party=who.party, issue=row.issue, stance=row.stance)

    return [(str(row.key), view(row)) for row in rows]


def commitments(look: Look, asked: Filter) -> Placed:
    """Commitments."""
    rows = look.select(t.commitments, asked, *conditions(look, t.commitments, asked, links=[t.commitment_parties]))
    keys = [row.key for row in rows]
    by, to = (by_owner(look.connection, t.commitment_parties, keys, role=role) for role in ("by", "to"))
    ground = _ground(look, "commitments", ("evidence", "action"), rows)

    def view(row: Any) -> CommitmentRow:
        who = by.get(row.key, ())
        return CommitmentRow(
            **ground[row.key], action=row.action, by=_ids(who), names=_names(who), to=_ids(to.get(row.key, ())), due=row.due
        )

    return [(str(row.key), view(row)) for row in rows]


def warnings(look: Look, asked: Filter) -> Placed:
    """Threats and warnings."""
    rows = look.select(t.warnings, asked, *conditions(look, t.warnings, asked, own=["by", "against"]))
    people = by_name(look.connection, {key for row in rows for key in (row.by, row.against)})
    ground = _ground(look, "warnings", ("evidence", "consequence"), rows)

    def view(row: Any) -> WarningRow:
        return WarningRow(
            **ground[row.key],
            by=people[row.by].id,
            name=people[row.by].name,
            against=people[row.against].id if row.against is not None else None,
            condition=row.condition,
            consequence=row.consequence,
        )

    return [(str(row.key), view(row)) for row in rows]


def _ground(look: Look, layer: str, fields: Sequence[str], rows: Sequence[Any]) -> dict[int, dict[str, Any]]:
    """What every row has, by its key. Its words are those of the first of `fields` that has any."""
    found = [look.spans(layer, field, [row.key for row in rows]) for field in fields]
    spans = {row.key: next(filter(None, (of[row.key] for of in found)), ()) for row in rows}
    return {
        row.key: {
            "document": row.document_id,
            "published": row.published,
            "outlet": row.outlet,
            "statement": row.statement_id,
            "quote": row.quote,
            "spans": spans[row.key],
        }
        for row in rows
    }


def _ids(people: Sequence[Who]) -> tuple[str, ...]:
    return tuple(who.id for who in people)


def _names(people: Sequence[Who]) -> tuple[str, ...]:
    return tuple(who.name for who in people)


def _terms(look: Look, keys: Collection[int]) -> dict[int, list[str]]:
    p = t.proposal_terms.c
    of: dict[int, list[str]] = defaultdict(list)
    for row in look.connection.execute(select(p.proposal, p.issue).where(p.proposal.in_(keys)).order_by(p.proposal, p.place)):
        of[row.proposal].append(row.issue)
    return of


def _answers(look: Look, keys: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    r = t.responses.c
    rows = look.connection.execute(
        select(r.proposal, r.by, r.response).where(r.proposal.in_(keys)).order_by(r.proposal, r.place)
    ).all()
    people = by_name(look.connection, {row.by for row in rows})
    of: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        of[row.proposal].append((people[row.by].id, row.response))
    return of
