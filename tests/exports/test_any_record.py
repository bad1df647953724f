"""Whatever a record holds, every view of it can be written."""

import json
import unicodedata
from io import StringIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.exports import write
from readout.record import (
    Actor,
    Commitment,
    Contact,
    Made,
    Position,
    Proposal,
    Record,
    Response,
    Statement,
    Warning,
)
from readout.record.model import Answer, ContactKind, Mode, Stance, Status

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = st.sampled_from(["a", "b", "c", "gone"])
SOME = st.lists(IDS, max_size=3).map(tuple)


def one_of(literal):
    return st.sampled_from(literal.__args__)


@st.composite
def records(draw):
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
    starts = st.integers(0, len(text) - 1)
    span = starts.flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text))))
    maybe, spans = st.none() | span, st.lists(span, min_size=1, max_size=3).map(tuple)

    def rows(row, **fields):
        return st.lists(st.builds(row, **fields), max_size=3).map(tuple)

    answers = rows(Response, by=IDS, response=one_of(Answer), evidence=span, statement=st.none() | IDS)
    return draw(
        st.builds(
            Record,
            id=WORDS,
            title=st.none() | WORDS | st.just(text[:5]),
            outlet=st.none() | WORDS,
            published=st.none() | WORDS,
            url=st.none() | WORDS | WORDS.map("https://{}".format),
            text=st.just(text),
            actors=rows(
                Actor,
                id=IDS,
                name=WORDS,
                kind=one_of(Actor.model_fields["kind"].annotation),
                party=st.none() | IDS,
                mentions=spans,
            ),
            statements=rows(
                Statement,
                id=IDS,
                source=maybe,
                cue=maybe,
                content=spans,
                speakers=SOME,
                mode=one_of(Mode),
                within=st.none() | IDS,
                hedge=maybe,
                channel=maybe,
            ),
            contacts=rows(
                Contact,
                kind=one_of(ContactKind),
                participants=SOME,
                initiator=st.none() | IDS,
                date=st.none() | WORDS,
                place=st.none() | WORDS,
                minutes=st.none() | st.integers(0, 999),
                status=one_of(Status),
                evidence=spans,
                statement=st.none() | IDS,
            ),
            proposals=rows(
                Proposal, name=span, by=SOME, terms=st.lists(WORDS, max_size=2).map(tuple), evidence=spans, responses=answers
            ),
            positions=rows(Position, party=IDS, issue=WORDS, stance=one_of(Stance), evidence=span, statement=st.none() | IDS),
            commitments=rows(Commitment, by=SOME, action=span, to=SOME, due=st.none() | WORDS),
            warnings=rows(Warning, by=IDS, against=st.none() | IDS, condition=maybe, consequence=span),
            readout=st.just(Made(version="0", model="m", codebook="c")),
        )
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(records(), min_size=1, max_size=2))
def test_every_view_of_any_record_can_be_written(found):
    shown = {}
    for form in ("text", "json", "jsonl", "html"):
        out = StringIO()
        write(found, out, form=form)
        shown[form] = out.getvalue()
    assert not [c for c in shown["text"] if unicodedata.category(c) == "Cc" and c != "\n"]
    assert [Record.from_json(line) for line in shown["jsonl"].split("\n")[:-1]] == found
    whole = json.loads(shown["json"])
    assert [Record.from_json(json.dumps(data)) for data in (whole if isinstance(whole, list) else [whole])] == found
    assert shown["html"].count("<article>") == len(found)
