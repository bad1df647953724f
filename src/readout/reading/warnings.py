"""Threats, and warnings of consequences: what follows, and what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from readout.codebook import Codebook
from readout.reading.attested import Attested, identifier
from readout.reading.clauses import children, extent, negated, phrase, subject, trimmed, where
from readout.reading.conditions import Condition, condition, condition_in
from readout.reading.holders import Resolver, doers
from readout.reading.judge import judges
from readout.reading.said import Said, said
from readout.reading.traits import doing, edges, traits
from readout.reading.words import among, base, bases
from readout.record import model
from readout.record.model import Statement, Warning


@dataclass(frozen=True)
class Threat:
    """A candidate: the word that announces it, the clause that says what follows, the statement it stands in."""

    trigger: Token | None
    content: Span
    statement: Statement | None
    condition: Condition | None

    @property
    def head(self) -> Token:
        """The verb or noun of the consequence."""
        return self.content.root


def warnings(doc: Doc, cast: Resolver, statements: Sequence[Statement], codebook: Codebook) -> tuple[Warning, ...]:
    """Read the warnings of a text, in order of appearance; a joint warning is one of each who warns."""
    judge, found = judges()["warnings"], list[tuple[float, tuple[Warning, ...]]]()
    for rows, seen in weighed(doc, cast, statements, codebook):
        likely = judge.probability(seen)
        if rows and likely >= judge.threshold:
            found.append((likely, rows))
    return tuple(sorted(_likeliest(found), key=lambda row: row.consequence))


def threatened(span: model.Span, rows: Sequence[Warning]) -> bool:
    """Whether words lie within what a warning says will follow: who threatens to do something does not commit to it."""
    return any(row.consequence[0] <= span[0] and span[1] <= row.consequence[1] for row in rows)


def weighed(
    doc: Doc, cast: Resolver, statements: Sequence[Statement], codebook: Codebook
) -> Iterator[tuple[tuple[Warning, ...], list[str]]]:
    """Every candidate as the rows that it would be, with what speaks for and against it."""
    for threat in threats(doc, Attested(statements), codebook):
        if among(threat.head, codebook.warnings.harmless) and not negated(threat.head, codebook.clauses.negations):
            continue
        rows = tuple(_rows(threat, cast, codebook))
        seen = _traits(threat, rows, codebook)
        if rows:
            seen += doing(threat.head, [row.by for row in rows], cast, "warner")
            seen += edges(doc, rows[0].consequence, "consequence")
        yield rows, seen


def _likeliest(found: list[tuple[float, tuple[Warning, ...]]]) -> Iterator[Warning]:
    """Of rows that share words the likeliest."""
    taken: list[model.Span] = []
    for _, rows in sorted(found, key=lambda pair: -pair[0]):
        start, end = rows[0].consequence
        if not any(start < other[1] and other[0] < end for other in taken):
            taken.append((start, end))
            yield from rows


def threats(doc: Doc, attested: Attested, codebook: Codebook) -> Iterator[Threat]:
    """Every place where something may be held out: what statements say, clauses with a condition, "threats of"."""
    seen, announcing = set[Token](), (*codebook.warnings.nouns, *codebook.warnings.verbs)
    for item in said(doc, attested.statements):
        turned = _turned(item, codebook)
        if turned is not None:
            seen |= {item.head, turned[0].root}
            yield Threat(item.trigger, turned[0], item.statement, turned[1])
            continue
        for head in _clauses(item):
            seen.add(head)
            content = item.content if head == item.head else phrase(head, leave=_loose)
            yield Threat(item.trigger, content, item.statement, _condition(head, item, codebook))
    for token in doc:
        if token in seen or token.pos_ not in ("VERB", "ADJ", "NOUN", "AUX"):
            continue
        found = condition(token, codebook.clauses)
        announced = token.dep_ in ("acl", "nmod", "xcomp") and among(token.head, announcing)
        if found is not None or announced:
            yield Threat(token.head if announced else None, phrase(token, leave=_loose), attested.around(where(token)), found)


def _clauses(item: Said) -> list[Token]:
    """The main clauses of what a statement says."""
    inside = range(item.content.start, item.content.end)
    others = children(item.head, "conj", "parataxis")
    return [item.head, *(token for token in others if token.i in inside and children(token, "nsubj"))]


def _turned(item: Said, codebook: Codebook) -> tuple[Span, Condition] | None:
    """The main clause and the condition before it, where the tree has hung both on the cue ("warned that if …, it would …")."""
    first, doc = item.head, item.content.doc
    mark = next((t for t in item.content[:2] if t.dep_ == "mark" and t.lower_ in codebook.clauses.conditions), None)
    start = first.right_edge.i + 1
    clauses = (token for token in doc[start : item.content.end] if token.dep_ == "ccomp" and token.head == first.head)
    main = next(clauses, None)
    if mark is None or main is None or mark.i > first.i or mark.head not in (first, main):
        return None
    return doc[start : item.content.end], Condition(first, "clause")


def _loose(token: Token) -> bool:
    return token.dep_ == "parataxis"


def _condition(head: Token, item: Said, codebook: Codebook) -> Condition | None:
    """The condition of a clause, of the word that announces it, or the first one that what is said contains."""
    found = condition(head, codebook.clauses)
    if found is None and item.trigger is not None:
        found = condition(item.trigger, codebook.clauses)
    return found or condition_in(item.content, head, codebook.clauses)


def _rows(threat: Threat, cast: Resolver, codebook: Codebook) -> Iterator[Warning]:
    consequence = _consequence(threat, codebook)
    hangs_on = extent(threat.condition.head, leave=_loose) if threat.condition else None
    speakers = threat.statement.speakers if threat.statement else ()
    if not speakers and threat.trigger is not None:
        speakers = doers(threat.trigger, cast)
    if not speakers and threat.statement is None:
        speakers = doers(threat.head, cast) or ((cast.issuer,) if cast.issuer else ())
    for speaker in speakers or doers(threat.head, cast):
        yield Warning(
            by=speaker,
            against=_against(threat, (speaker, *speakers), cast),
            condition=hangs_on,
            consequence=consequence,
            evidence=(_hull(consequence, hangs_on),),
            statement=identifier(threat.statement),
        )


def _hull(*spans: model.Span | None) -> model.Span:
    known = [span for span in spans if span is not None]
    return min(start for start, _ in known), max(end for _, end in known)


def _consequence(threat: Threat, codebook: Codebook) -> model.Span:
    """The content without its "that" and without the condition."""
    doc, sent = threat.content.doc, threat.head.sent
    start, end = max(threat.content.start, sent.start), min(threat.content.end, sent.end)
    if threat.condition is not None:
        first, last = _edges(threat.condition.head)
        if start <= last <= threat.head.i:
            start = last
        elif threat.head.i < first < end:
            end = first
    start = _first_word(doc, start, end, codebook)
    after = _after_condition(threat, start, end, codebook)
    if after is not None:
        start = _first_word(doc, after, end, codebook)
    return trimmed(doc[start : max(end, start + 1)])


def _first_word(doc: Doc, start: int, end: int, codebook: Codebook) -> int:
    while start < end - 1 and (doc[start].lower_ in codebook.warnings.leads or doc[start].is_punct or doc[start].is_space):
        start += 1
    return start


def _after_condition(threat: Threat, start: int, end: int, codebook: Codebook) -> int | None:
    """Where the main clause begins in what opens with a condition, whatever the tree makes of it; None where none opens."""
    doc, head, words = threat.content.doc, threat.head, codebook.clauses
    if doc[start].lower_ not in codebook.warnings.opening:
        return None
    doer = subject(head)
    if doer is not None and start + 2 < doer.left_edge.i <= head.i:
        return doer.left_edge.i
    commas = [token.i for token in doc[start:end] if token.text == ","]
    after = (i for i in commas if any(token.lower_ in (*words.future, *words.open) for token in doc[i:end]))
    return next((i + 1 for i in reversed(commas) if i < head.i), next(after, -1) + 1) or None


def _edges(head: Token) -> tuple[int, int]:
    return head.left_edge.i, head.right_edge.i + 1


def _against(threat: Threat, own: Sequence[str], cast: Resolver) -> str | None:
    """Whom it is addressed to: the object of the warning, whoever would fulfil the condition, whom it would hurt."""
    places: list[Token] = []
    if threat.trigger is not None:
        places += [child for child in children(threat.trigger, "obj", "iobj") if child.i < threat.content.start]
    if threat.condition is not None:
        doer = subject(threat.condition.head)
        places += [doer] if doer is not None else []
        places += [token for token in threat.condition.head.subtree if token.pos_ in ("PROPN", "ADJ")]
    places += children(threat.head, "obl", "obj")
    others = (actor for place in places for actor in cast.at(place))
    return next((actor for actor in others if actor not in own), None)


def _traits(threat: Threat, rows: Sequence[Warning], codebook: Codebook) -> list[str]:
    words, seen = codebook.warnings, traits(threat.trigger, threat.content, threat.statement, codebook.clauses)
    found = {base(token.lower_) for token in threat.content}
    held_out = [f"holds out {kind}" for kind, held in words.consequences.items() if found & bases(held)]
    how = f"condition={threat.condition.kind if threat.condition else None}"
    announced = threat.trigger is not None and among(threat.trigger, (*words.verbs, *words.nouns))
    return [
        *seen,
        *held_out,
        how,
        *(f"{how} {trait}" for trait in held_out),
        f"announced={announced}",
        f"announced={announced} {how}",
        f"against={bool(rows and rows[0].against)}",
    ]
