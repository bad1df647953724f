"""Any text at all gives a record whose every span quotes the text, in time linear in its length."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout import Document, Reader, Record
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
