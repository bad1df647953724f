"""Any text at all gives a record whose every span quotes the text, in time linear in its length."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from readout import Document, Reader, Record
from readout.analysis.attribution import Attribution
from readout.record.model import spans
from tests.clock import seconds

SAID = [
    "said",
    "told",
    "agreed to",
    "according to",
    "reportedly",
    "who",
    "that",
    "and",
    "not",
    "will",
    "if",
    "plan",
    "meeting with",
]
WHO = ["Putin", "Moscow", "the Kremlin", "she", "they", "reporters", "ceasefire", "on Monday", "1,000", "U.S."]
ODD = [*"“”\"‘’'«».,:(—", "\n\n", "\n", "x" * 130, "🙂", "é", "e\u0301", "\u200b", "\ud800", "\x00"]
WORDS = st.sampled_from([*SAID, *WHO, *ODD])
NEWS = st.lists(WORDS, max_size=60).map(" ".join)
ANY = st.text(alphabet=st.characters(), max_size=200)


def check(record: Record, text: str) -> None:
    assert len(record.text) == len(text)
    assert all(record.quote(span).strip() for span in spans(record))
    ids = {s.id for s in record.statements}
    actors = {a.id for a in record.actors}
    assert len(ids) == len(record.statements)
    assert all(s.within is None or s.within in ids for s in record.statements)
    assert all(set(s.speakers) <= actors for s in record.statements)
    assert Record.from_json(record.to_json()) == record


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(text=st.one_of(NEWS, ANY))
def test_any_text_gives_a_record_that_quotes_it(reader: Reader, text: str) -> None:
    check(reader.read(text), text)


TURNS = ["both leaders", "as opposed to", "would only", "joint statement", "if", "Reuters, citing officials", "his counterpart"]
RELATIONS = (
    "acl acl:relcl advcl advmod amod appos aux case cc ccomp compound conj dep det fixed flat mark nmod nmod:poss nsubj "
    "nsubj:pass obj obl obl:agent parataxis punct xcomp"
).split()
TAGS = [
    pair.split("/")
    for pair in (
        "VERB/VBD VERB/VB VERB/VBG VERB/VBN NOUN/NN NOUN/NNS PROPN/NNP ADJ/JJ PRON/PRP ADP/IN PART/TO DET/DT PUNCT/, NUM/CD "
        "AUX/MD SCONJ/IN"
    ).split()
]


@contextmanager
def within(limit: int) -> Iterator[None]:
    """Fail what goes on for longer than some seconds."""

    def late(*_: object) -> None:
        raise TimeoutError(f"still busy after {limit} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(limit)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="this system has no alarm")
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_tree_gives_a_record(reader: Reader, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(st.sampled_from([*SAID, *WHO, *TURNS, ",", ".", "“", "”"]), min_size=1, max_size=6))
    words = " ".join(drawn).split()
    nlp, chance = reader.nlp, data.draw(st.randoms(use_true_random=False))
    order = list(range(len(words)))
    chance.shuffle(order)  # the root first, then each below one of those before it
    heads = [0] * len(words)
    for place, i in enumerate(order):
        heads[i] = i if place == 0 else order[chance.randrange(place)]
    tags = [chance.choice(TAGS) for _ in words]
    deps = ["ROOT" if heads[i] == i else chance.choice(RELATIONS) for i in range(len(words))]
    doc = Doc(nlp.vocab, words=words, heads=heads, deps=deps, pos=[t[0] for t in tags], tags=[t[1] for t in tags], lemmas=words)
    cuts = sorted(chance.sample(range(len(words) + 1), min(len(words) + 1, 4)))
    spans = [doc[a:b] for a, b in pairwise(cuts)]
    if len(spans) == 3:
        chance.shuffle(spans)
        doc._.attributions = (Attribution(spans[0], spans[1], (spans[2],), 0),)
    with within(20):
        check(reader._record(doc, Document(doc.text)), doc.text)


@pytest.mark.parametrize(
    "text",
    [
        "“He said “she said ‘they said “no” then",
        "He said” that’ they» agreed",
        "a\x00b said that c\x00d",
        "\ud800 said “\udfff”",
        "\ufeffPoland said no.",
        "Poland\r\nsaid\r\nno.\r\n\r\nSweden said yes.",
        "said said said said said",
        ": : : “ ” :",
        "said who not agreed to reportedly according to",
        ": Poland said no",
        "ceasefire ‘ “ agreed to not according to ' \n\n agreed to on Monday ceasefire",
        "who said plan — she if on Monday . “ ‘ , according to she 🙂 they : , said . "
        "\n according to \n\n : Moscow plan not ( reportedly . \x00 « they",
    ],
)
def test_odd_texts_give_a_record_that_quotes_them(reader: Reader, text: str) -> None:
    check(reader.read(text), text)


def test_lone_surrogates_are_kept_in_place_as_replacement_characters(reader: Reader) -> None:
    record = reader.read_document(Document("Poland\ud800 said no.", id="a\udc00", title="\udfff"))
    assert (record.text, record.id, record.title) == ("Poland\ufffd said no.", "a\ufffd", "\ufffd")


@pytest.mark.parametrize(
    "unit",
    ["Poland said “no” to talks on Monday. ", "“", "(", "said ", "Putin said, ", "a\n\n", "x", "“Poland” and "],
    ids=["prose", "marks", "brackets", "cues", "clauses", "paragraphs", "letters", "names"],
)
def test_reading_takes_time_linear_in_the_text(reader: Reader, unit: str) -> None:
    def read(size: int) -> None:
        text = unit * (size // len(unit))
        check(reader.read(text), text)

    read(2000)
    # Quadratic time would be 16 times as long for four times the text.
    assert seconds(lambda: read(16_000), repeats=2) < 9 * max(seconds(lambda: read(4000)), 0.1)


def test_a_model_of_another_width_is_read_without_its_vectors(reader: Reader) -> None:
    doc = reader.nlp("Norway proposed new talks. Eide said that Norway rejects the plan.")
    doc.tensor = np.ones((len(doc), 8), np.float16)
    record = reader._record(doc, Document(doc.text))
    assert record.text == doc.text
