"""Who may take part in a contact, and what speaks for and against each, in words that a judge can weigh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from readout.analysis.evidence import rated
from readout.reading.clauses import marker
from readout.reading.contact_company import Company
from readout.reading.contact_mentions import Mention
from readout.reading.contact_parties import Sides
from readout.reading.contact_phrases import Ids
from readout.reading.contact_status import Reading as Told
from readout.reading.times.model import Time
from readout.reading.traits import seen_as
from readout.reading.words import base

# The longest way through the tree, in steps, that is told word by word.
WAY = 4
FAMILY = {"call": "call", "letter": "letter"}


@dataclass(frozen=True)
class Observed:
    """A mention with what the rules tell of it, and what speaks for its senses and for everyone who may take part."""

    mention: Mention
    sides: Sides
    told: Told
    company: Mapping[str, list[str]]
    date: Time | None
    senses: Sequence[str]


def candidates(
    mention: Mention, sides: Sides, earlier: Sequence[tuple[Mention, Ids]], company: Company
) -> dict[str, list[str]]:
    """The traits of everyone who may take part in a mentioned contact."""
    before = [(other, whole) for other, whole in earlier if len(whole) > 1][-1:]
    ids = dict.fromkeys([*sides.all, *company.about(mention.token), *(id for _, whole in before for id in whole)])
    who = [id for id in ids if id in company.cast and (id in sides.all or id not in company.scenes)]
    points = {id: odds for id in who if (odds := company.points(id, mention)) is not None}
    highest = max(points.values(), default=0.0)
    found = {id: list(dict.fromkeys(_traits(id, mention, sides, before, company))) for id in who}
    for id, odds in points.items():
        found[id] += rated("points", odds, highest)
    return found


def _traits(id: str, mention: Mention, sides: Sides, before: Sequence[tuple[Mention, Ids]], company: Company) -> Iterator[str]:
    cast, kind, form = company.cast, company.cast[id].kind, mention.form
    others = [other for other in sides.all if other != id]
    have = f"have={min(2, len({company.side(other) for other in others}))}"
    rule = next((name for name in ("ours", "theirs", "joined") if id in getattr(sides, name)), "none")
    level = "+".join(sorted({cast[other].kind for other in others})[:2]) or "nobody"
    yield f"rule={rule}"
    yield from (f"rule={rule}|{more}" for more in (have, form, kind, mention.kind))
    yield f"kind={kind}|{have}"
    yield f"rule={rule}|strangers={sides.strangers}|{have}"
    yield f"kind={kind}|{mention.kind}"
    yield f"level={level}|{kind}|{rule}"
    yield f"level={level}|{kind}|{mention.kind}"
    for trait in _standing(id, company):
        yield f"{trait}|{have}"
        yield f"{trait}|{kind}|{form}"
    if any(company.side(other) == company.side(id) for other in others):
        yield f"side-in|{kind}"
        yield f"side-in|{kind}|{rule}"
    elif others:
        yield f"other-side|{have}"
    yield from _before(id, mention, before, have, company)
    yield from _place(id, mention, have, rule, company)


def _before(id: str, mention: Mention, before: Sequence[tuple[Mention, Ids]], have: str, company: Company) -> Iterator[str]:
    """Whether it takes part in the contact mentioned before."""
    if not before:
        yield f"before=none|{have}"
        return
    other, who = before[-1]
    like = "like" if FAMILY.get(other.kind) == FAMILY.get(mention.kind) else "unlike"
    sides = {company.side(one) for one in who}
    where = "in" if id in who else "side" if company.side(id) in sides else "out"
    yield f"before={where}|{like}|{have}"
    yield f"before={where}|{have}|{determiner(mention)}"


def determiner(mention: Mention) -> str:
    """The article or possessive before the noun, or `bare`."""
    children = (child for site in (mention.token, mention.top) for child in site.children)
    return next((child.lower_ for child in children if child.dep_ in ("det", "nmod:poss")), "bare")


def _standing(id: str, company: Company) -> Iterator[str]:
    """How much the text is about it."""
    side, issuer = company.side(id), company.cast.issuer
    yield f"rank={min(company.rank.get(id, 6), 6)}"
    yield f"side-rank={min(company.side_rank.get(side, 5), 5)}"
    if issuer:
        yield "issuer" if id == issuer else "issuers" if side == issuer else "not-issuer"
    if id in company.places and company.sentence[company.places[id][0].i] == 0:
        yield "in-title"
    if company.cast.convened:
        yield "convened" if id in company.cast.convened else "not-convened"


def _place(id: str, mention: Mention, have: str, rule: str, company: Company) -> Iterator[str]:
    """Where it stands from the mention: sentences apart, or the way through the tree."""
    yield from company.seen(id, mention.token)
    near = company.nearest(id, mention.token)
    if near is None:
        yield f"nowhere|{have}"
        return
    apart = f"apart={min(company.sentence[mention.token.i] - company.sentence[near.i], 4)}"
    for trait in seen_as(near.doc[near.i : near.i + 1], ("participant", "contact")):
        yield trait
        yield f"{trait}|{apart}"
    word = "place" if near.ent_type_ == "LOC" and near.pos_ not in ("PRON", "ADJ") else near.pos_
    yield from (f"{apart}|{more}" for more in (have, company.cast[id].kind, rule))
    yield f"word={word}"
    if company.located(near, id):
        yield f"town|{rule}|{marker(near)}"
    if apart == "apart=0":
        yield from _way(near, mention, have, word, company)


def _way(near: Token, mention: Mention, have: str, word: str, company: Company) -> Iterator[str]:
    """How the mention is reached from the actor within a sentence."""
    side, case = ("before" if near.i < mention.token.i else "after"), marker(near)
    up, down = company.way(near, mention)
    yield f"{side}|far={min(abs(near.i - mention.token.i) // 4, 5)}|{have}"
    yield f"way={'<'.join(up)}>{down}|{case}" if len(up) + down <= WAY else f"way=long|{have}"
    yield f"up={'<'.join(up[:2])}|{case}"
    yield f"up={len(up)}|down={min(down, 4)}|{have}"
    yield f"case={case}|{side}|{mention.kind}"
    if near.head != near:
        yield f"over={base(near.head.lower_)}"
    if not down:
        yield f"under|{up[-1] if up else 'self'}|{word}|{have}"
