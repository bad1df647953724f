"""What speaks for and against a contact's being one, in words that a judge can weigh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readout.reading.actors import Cast
from readout.reading.clauses import auxiliaries, children, marker
from readout.reading.contact_mentions import Mention
from readout.reading.contact_parties import Sides
from readout.reading.contact_rows import Draft
from readout.reading.contact_status import Reading
from readout.reading.traits import seen_as
from readout.reading.words import base
from readout.record.model import Statement

EVIDENCE = ("contact", "call", "meeting", "letter", "held", "planned", "proposed", "proposal", "commitment", "position")


def mention_traits(
    mention: Mention, sides: Sides, told: Reading, statement: Statement | None, *, plausible: bool
) -> Iterator[str]:
    """The traits of one naming of a contact."""
    form = mention.form
    word = base(mention.token.lower_)
    own = min(len(sides.all), 3)
    yield f"word={word}"
    yield f"word={word}|{form}|own={own}"
    yield f"form={form}|own={own}|{mention.kind}"
    yield f"status={told.status}|{told.told}"
    yield f"plausible={plausible}|{form}"
    yield f"theirs={min(len(sides.theirs), 2)}|ours={min(len(sides.ours), 2)}|{form}"
    yield f"strangers={sides.strangers}"
    yield f"said={statement is not None}"
    yield f"firm={mention.firm}|own={own}"
    top, clause = mention.top, mention.clause
    yield f"dep={top.dep_}|{form}"
    yield f"case={marker(top)}|{form}"
    if top.head != top:
        yield f"over={base(top.head.lower_)}"
        yield f"over={base(top.head.lower_)}|{form}"
    if clause != top:
        yield f"clause={base(clause.lower_)}"
    yield from (f"aux={word}" for word in sorted(auxiliaries(clause)))
    yield from seen_as(mention.token.doc[mention.token.i : mention.token.i + 1], EVIDENCE)
    if mention.verb is None:
        yield f"number={mention.token.tag_}"
        yield from (f"beside={base(child.lower_)}" for child in children(mention.token, "amod", "compound", "det", "nmod:poss"))
        yield from (f"of={marker(child)}" for child in children(mention.token, "nmod"))


def row_traits(row: Draft, before: Sequence[Draft], cast: Cast) -> Iterator[str]:
    """The traits of a row that one or more mentions tell of."""
    people = row.participants
    sides = len({cast.party(id) or id for id in people})
    chances = sorted((row.chances.get(id, 0.0) for id in people), reverse=True)
    yield f"kind={row.kind}|{row.status}"
    yield f"first={not before}|{cast.issuer is not None}"
    yield f"mentions={min(len(row.evidence), 4)}"
    yield f"sides={min(sides, 3)}|of={min(len(people), 4)}"
    yield f"sides={min(sides, 3)}|{row.kind}"
    yield f"best={int(chances[0] * 5)}"
    yield f"second={int(chances[1] * 8) if len(chances) > 1 else -1}"
    yield f"least={int(chances[-1] * 5)}"
    yield f"sure={int(row.sure * 8)}"
    yield f"sure={int(row.sure * 5)}|{row.kind}"
    yield "kinds=" + ",".join(sorted(cast[id].kind for id in people)[:3])
    yield f"date={len(row.date or '')}"
    yield f"place={row.place is not None}"
    yield f"another={row.another}"
    yield f"definite={row.definite}|{min(len(row.evidence), 2)}"
    yield f"title={row.title}"
    yield from _repeated(row, before, cast)


def _repeated(row: Draft, before: Sequence[Draft], cast: Cast) -> Iterator[str]:
    """Whether an earlier row is between the same, or the sides that they stand for."""
    people, sides = set(row.participants), {cast.party(id) or id for id in row.participants}
    for one in reversed(before):
        if people & set(one.participants) and sides == {cast.party(id) or id for id in one.participants}:
            same = "people" if people == set(one.participants) else "sides"
            held = "alike" if (one.status == "held") == (row.status == "held") else "otherwise"
            yield f"again={same}|{held}"
            yield f"again={row.kind}|{one.kind}|{held}"
            return
    yield "new"
