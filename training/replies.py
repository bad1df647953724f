"""Which places of an annotated text answer its proposals, who answers there and how, for the judges of answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from readout.codebook import Codebook
from readout.reading.answers import ANSWERS
from readout.reading.attested import Attested
from readout.reading.proposal_mentions import Mention
from readout.reading.proposal_threads import Thread, heads, threads
from readout.reading.replies import Reply, replies

if TYPE_CHECKING:
    from training.judges import Candidates, Text

Row = dict[str, Any]


def proposed(row: Row, mention: Mention, score: ModuleType) -> bool:
    """Whether a mention names the proposal of an annotated row, whoever put it forward."""
    alike = (
        score.iou([row["name"]], [mention.name]),
        score.iou([*row["evidence"], row["name"]], [mention.evidence, mention.name]),
    )
    return bool(max(alike) >= 1 / 3)


def candidates(text: Text, named: Sequence[Mention], codebook: Codebook, score: ModuleType) -> dict[str, Candidates]:
    """The candidates of the judges that tell answers."""
    found: dict[str, Candidates] = {layer: [] for layer in ("responses", "answerers", *ANSWERS)}
    known, ours = score.by_id(text.gold["actors"]), score.by_id([actor.model_dump() for actor in text.cast.actors])
    for reply, row in _answerable(text, named, codebook, score):
        given = [r for r in row["responses"] if _at(r, reply)]
        found["responses"].append((list(reply.traits), bool(given), None))
        for claimant in reply.claimants if given else ():
            right = any(score.same_actor(known[r["by"]], ours[actor]) for r in given for actor in claimant.actors)
            found["answerers"].append((sorted(claimant.signs), right, None))
        for answer in ANSWERS if given else ():
            found[answer].append((list(reply.traits), any(r["response"] == answer for r in given), None))
    return found


def _answerable(text: Text, named: Sequence[Mention], codebook: Codebook, score: ModuleType) -> Iterator[tuple[Reply, Row]]:
    """Every place that may answer an annotated proposal, with its row."""
    rows = [next((row for row in text.gold["proposals"] if proposed(row, m, score)), None) for m in named]
    put = threads(named, [float(row is not None) for row in rows], 0.5, text.cast, codebook)
    known, ours = score.by_id(text.gold["actors"]), score.by_id([actor.model_dump() for actor in text.cast.actors])

    def row_of(thread: Thread) -> Row:
        return next(row for mention, row in zip(named, rows, strict=True) if mention is thread.first and row is not None)

    def same(row: Row) -> tuple[str, ...]:
        return tuple(a for a in ours if any(score.same_actor(known[b], ours[a]) for b in row["by"]))

    by = [same(row_of(thread)) for thread in put]
    names = heads(text.doc, put, text.cast, codebook)
    for reply in replies(names, by, text.cast, Attested(text.statements), codebook):
        yield reply, row_of(put[reply.proposal])


def _at(response: Row, reply: Reply) -> bool:
    """Whether an annotated answer is given by the word."""
    start, end = response["evidence"]
    return bool(start <= reply.word.idx < end)
