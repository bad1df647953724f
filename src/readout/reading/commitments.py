"""What actors have agreed, pledged or announced that they will do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from spacy.tokens import Doc, Span, Token

from readout.codebook import Codebook
from readout.codebook.commitments import Commitments
from readout.reading.attested import Attested, identifier
from readout.reading.clauses import children, marker, phrase, subject, trimmed, where
from readout.reading.holders import Resolver, doers, owners, sides, voiced, whom
from readout.reading.judge import judges
from readout.reading.said import Said, said
from readout.reading.traits import doing, edges, traits
from readout.reading.words import among
from readout.record import model
from readout.record.model import Commitment, Statement, Time


@dataclass(frozen=True)
class Promise:
    """A candidate: the word that promises, what is promised, and the statement it stands in."""

    trigger: Token | None
    content: Span
    statement: Statement | None
    kind: str
    proposal: Token | None = None
    """Whose terms are accepted, where it is ("agreed to Oman's proposal to meet")."""

    @property
    def head(self) -> Token:
        """The verb or noun of what is promised."""
        return self.content.root


def commitments(
    doc: Doc,
    cast: Resolver,
    statements: Sequence[Statement],
    times: Sequence[Time],
    codebook: Codebook,
) -> tuple[Commitment, ...]:
    """Read the commitments of a text, in order of appearance."""
    judge, rows = judges()["commitments"], list[tuple[float, Commitment]]()
    for row, seen in weighed(doc, cast, statements, times, codebook):
        likely = judge.probability(seen)
        if row.by and likely >= judge.threshold:
            rows.append((likely, row))
    return tuple(sorted(_likeliest(rows), key=lambda row: row.action))


def weighed(
    doc: Doc, cast: Resolver, statements: Sequence[Statement], times: Sequence[Time], codebook: Codebook
) -> Iterator[tuple[Commitment, list[str]]]:
    """Every candidate as the row that it would be, with what speaks for and against it."""
    attested = Attested(statements)
    for promise in promises(doc, attested, codebook):
        row = _row(promise, cast, attested, times, codebook)
        seen = _traits(promise, row, cast, codebook)
        shorter = _shorter(promise, row, codebook.commitments)
        seen += doing(promise.head, row.by, cast, "promiser")
        edged = [*seen, *edges(doc, row.action, "commitment")]
        yield row, [*edged, f"longer than {shorter[1]}"] if shorter else edged
        if shorter is not None:
            yield shorter[0], [*seen, *edges(doc, shorter[0].action, "commitment"), f"without {shorter[1]}"]


def _likeliest(rows: list[tuple[float, Commitment]]) -> Iterator[Commitment]:
    """Of rows that share words the likeliest."""
    taken: list[model.Span] = []
    for _, row in sorted(rows, key=lambda pair: -pair[0]):
        if not any(row.action[0] < end and start < row.action[1] for start, end in taken):
            taken.append(row.action)
            yield row


def promises(doc: Doc, attested: Attested, codebook: Codebook) -> Iterator[Promise]:
    """Every place where something may be promised: what statements say, what words that promise govern, the future."""
    words, triggers, taken = codebook.commitments, set[Token](), set[Token]()
    for item in said(doc, attested.statements):
        triggers |= {item.trigger} if item.trigger is not None else set()
        taken.add(item.head)
        yield from _parts(item, codebook)
    for token in doc:
        kind = _kind(token, words)
        for child in _complements(token, words) if kind and token not in triggers else ():
            taken.add(child)
            yield Promise(token, phrase(child), attested.around(where(child)), str(kind))
    future = frozenset(codebook.clauses.future)
    ahead = {token.head for token in doc if token.lower_ in future and token.dep_.split(":")[0] in ("aux", "cop")}
    for token in doc:
        if token in ahead and token not in taken:
            yield Promise(None, phrase(token), attested.around(where(token)), "future")


def _parts(item: Said, codebook: Codebook) -> Iterator[Promise]:
    """What a statement says, parted where each member of a coordination has its own "to", "that" or "will"."""
    trigger, content = item.trigger, item.content
    kind = (_kind(trigger, codebook.commitments) if trigger is not None else None) or "other"
    terms = [child for child in children(item.head, "acl") if marker(child) == "to"]
    if terms and kind == "agree" and among(item.head, codebook.proposals.nouns.get("proposal", ())):
        rest = content.doc[terms[0].left_edge.i : content.end]
        yield Promise(trigger, rest, item.statement, kind, proposal=item.head)
    starts = [content.start]
    for token in children(item.head, "conj"):
        if item.head.i < token.i < content.end and children(token, "mark", "aux"):
            starts.append(token.left_edge.i)
    for start, end in zip(starts, [*starts[1:], content.end], strict=True):
        if start < end:
            yield Promise(trigger, content.doc[start:end], item.statement, kind)


def _kind(token: Token, words: Commitments) -> str | None:
    """The kind of a word that promises."""
    table = {"VERB": words.verbs, "NOUN": words.nouns, "ADJ": words.adjectives}.get(token.pos_, {})
    return next((kind for kind, listed in table.items() if among(token, listed)), None)


def _complements(trigger: Token, words: Commitments) -> Iterator[Token]:
    """What a word that promises governs: a clause with "to" or "that", a noun with "to" or "on", an object."""
    for child in trigger.children:
        relation = child.dep_.split(":")[0]
        if child.i > trigger.i and (
            relation in ("xcomp", "ccomp", "obj")
            or (relation in ("advcl", "acl") and marker(child) in ("to", "on"))
            or (relation in ("obl", "nmod") and marker(child) in words.things)
        ):
            yield child


def _row(promise: Promise, cast: Resolver, attested: Attested, times: Sequence[Time], codebook: Codebook) -> Commitment:
    spoken = promise.statement.speakers if promise.statement else ()
    own = _doers(promise, cast) or _promisers(promise, cast, attested, codebook.commitments)
    by = voiced(own, spoken, cast) or spoken or (_parties(cast) if promise.kind == "agree" else ())
    if promise.proposal is not None:
        by = tuple(dict.fromkeys((*by, *owners(promise.proposal, cast, prepositions=codebook.commitments.promisers))))
    doer = subject(promise.head)
    if not own and doer is not None and doer.i >= promise.content.start and doer.pos_ != "PRON":
        # "she said that the road would be reopened": whoever she speaks for will see to it.
        by = tuple(dict.fromkeys((*by, *(party for actor in by if (party := cast.party(actor))))))
    action = _action(promise, codebook, whole=not own and doer is not None and doer.pos_ != "PRON")
    return Commitment(
        by=by,
        action=action,
        to=_promised_to(promise, cast, by),
        due=_due(action, times),
        evidence=(_evidence(promise, action),),
        statement=identifier(promise.statement),
    )


def _doers(promise: Promise, cast: Resolver) -> tuple[str, ...]:
    """Who is to do it, where the action names them itself; a passive does not."""
    doer = subject(promise.head)
    if doer is None or doer.i < promise.content.start or doer.dep_.endswith(":pass"):
        return ()
    return whom(doer, cast)


def _promisers(promise: Promise, cast: Resolver, attested: Attested, words: Commitments) -> tuple[str, ...]:
    """Who promises, where no cue tells: the subject of the verb, the owner of the noun, or whoever makes it."""
    trigger = promise.trigger
    if trigger is None:
        return doers(promise.head, cast) if promise.kind == "future" else ()
    bound = children(trigger, "obj", "nsubj:pass") if among(trigger, words.binding) else []
    if found := tuple(actor for place in bound for actor in whom(place, cast)):
        return found
    if promise.statement is not None and attested.uttered(where(trigger)) is promise.statement:
        return ()
    if trigger.pos_ == "NOUN":
        own = owners(trigger, cast, prepositions=words.promisers)
        return own or doers(trigger.head, cast)
    return doers(trigger, cast)


def _parties(cast: Resolver) -> tuple[str, ...]:
    """The two sides of a meeting ("it was agreed to"): the persons most often named, where they speak for different sides."""
    people = sorted((a for a in cast.actors if a.kind == "person" and a.party), key=lambda a: -len(a.mentions))
    first, second = (*people[:2], None, None)[:2]
    return (first.id, second.id) if first and second and first.party != second.party else ()


def _action(promise: Promise, codebook: Codebook, *, whole: bool) -> model.Span:
    """The words of what is promised: without "to" and "will", without those who promise, up to the first aside."""
    content, head, words = promise.content, promise.head, codebook.clauses
    doc, start, end = content.doc, content.start, content.end
    while start < end - 1 and (doc[start].is_punct or doc[start].lower_ in (*codebook.commitments.things, "that", "and")):
        start += 1
    for child in head.children if not whole else ():
        if start <= child.i < head.i and (child.dep_.startswith("nsubj") or child.lower_ in words.future):
            after = child.right_edge.i + 1 if child.dep_.startswith("nsubj") else child.i + 1
            # Where branches cross, the subject's last word may stand after the verb.
            start = max(start, min(after, head.i))
    for token in doc[head.i + 1 : end]:
        if token.dep_ == "advcl" and marker(token).split(" ")[0] in words.asides and token.left_edge.i > head.i:
            end = min(end, token.left_edge.i)
    return trimmed(doc[start : max(end, start + 1)])


def _shorter(promise: Promise, row: Commitment, words: Commitments) -> tuple[Commitment, str] | None:
    """The row without what is added after a comma ("…, including by land"), and the word that adds it."""
    doc, end = promise.content.doc, row.action[1]
    first = next(token.i for token in promise.content if token.idx >= row.action[0])
    for token in doc[max(promise.head.i, first) + 1 : promise.content.end]:
        if token.idx >= end or token.i + 1 >= len(doc):
            return None
        added = doc[token.i + 1]
        if token.text == "," and (added.lower_ in words.adding or added.tag_ == "VBG"):
            action = trimmed(doc[first : token.i])
            evidence = (row.evidence[0][0], max(action[1], row.evidence[0][0] + 1))
            return row.model_copy(
                update={"action": action, "evidence": (evidence,)}
            ), added.lower_ if added.lower_ in words.adding else "ing"
    return None


def _promised_to(promise: Promise, cast: Resolver, by: Sequence[str]) -> tuple[str, ...]:
    """Whom it is promised to: the object of "assured", the "to" of "pledged to Georgia"."""
    for place in children(promise.trigger, "iobj", "obj", "obl") if promise.trigger is not None else ():
        if place.i < promise.content.start and (place.dep_ in ("iobj", "obj") or marker(place) == "to"):
            found = tuple(actor for actor in cast.at(place) if actor not in by)
            if found:
                return found
    return ()


def _due(action: model.Span, times: Sequence[Time]) -> str | None:
    """The first date in the action, as a calendar value."""
    first = bisect_left(times, action[0], key=lambda time: time.span[0])
    inside = takewhile(lambda time: time.span[1] <= action[1], islice(times, first, None))
    return next((time.value for time in inside if time.value[:4].isdigit()), None)


def _evidence(promise: Promise, action: model.Span) -> model.Span:
    """From whoever promises to the end of the action."""
    starts = [action[0]]
    if promise.trigger is not None and promise.trigger.sent == promise.head.sent:
        doer = subject(promise.trigger)
        starts += [promise.trigger.idx, *([doer.left_edge.idx] if doer is not None else [])]
    return min(starts), action[1]


def _traits(promise: Promise, row: Commitment, cast: Resolver, codebook: Codebook) -> list[str]:
    seen = traits(promise.trigger, promise.content, promise.statement, codebook.clauses)
    form = next(trait for trait in seen if trait.startswith("form="))
    spoken = promise.statement.speakers if promise.statement else ()
    doer = subject(promise.head)
    checks = {
        "contact": any(
            among(token, codebook.commitments.contacts) for token in (promise.head, *children(promise.head, "obj", "xcomp"))
        ),
        "dated": row.due is not None,
        "promised by another": bool(sides(row.by, cast) - sides(spoken, cast)),
        "doer in content": doer is not None and doer.i >= promise.content.start,
    }
    kinds = [
        f"kind={promise.kind}",
        f"kind={promise.kind} {form}",
        f"by={min(len(sides(row.by, cast)), 2)}",
    ]
    return [*seen, *kinds, *(name for name, holds in checks.items() if holds)]
