"""Times: words, day of publication, and the value that must come of them."""

from __future__ import annotations

import importlib.util
import os
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from readout.codebook import Codebook
from readout.errors import CodebookError
from readout.reading.times import Time, in_span, times

NLP = spacy.blank("en")
CODEBOOK = Codebook.load()
SUNDAY = date(2025, 12, 28)
SHARED = Path(os.environ.get("READOUT_SHARED", "../shared"))


def read(text: str, published: date | None = SUNDAY) -> tuple[Time, ...]:
    return times(NLP.make_doc(text), published, CODEBOOK)


def rows(text: str, published: date | None = SUNDAY) -> list[tuple[str, str]]:
    return [(text[time.start : time.end], time.value) for time in read(text, published)]


DAYS = [
    ("They met on December 28, 2025.", "December 28, 2025", "2025-12-28"),
    ("They met on 28 December 2025.", "28 December 2025", "2025-12-28"),
    ("They met on the 28th of December.", "the 28th of December", "2025-12-28"),
    ("They met on Sunday, 28 December.", "Sunday, 28 December", "2025-12-28"),
    ("They met on Wednesday (11 June 2025).", "11 June 2025", "2025-06-11"),
    ("They met on Dec. 3.", "Dec. 3", "2025-12-03"),
    ("They met on 12/28/2025.", "12/28/2025", "2025-12-28"),
    ("They met on 28/12/2025.", "28/12/2025", "2025-12-28"),
    ("They met on 3.12.2025.", "3.12.2025", "2025-12-03"),
    ("They met on 2025-12-28.", "2025-12-28", "2025-12-28"),
    ("They met on Christmas Eve.", "Christmas Eve", "2025-12-24"),
    ("They met on Easter Monday.", "Easter Monday", "2025-04-21"),
    ("They met on Thanksgiving.", "Thanksgiving", "2025-11-27"),
    ("The law of Feb. 29, 2024 stands.", "Feb. 29, 2024", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "words", "value"), DAYS)
def test_named_day_has_its_date(text: str, words: str, value: str) -> None:
    assert (words, value) in rows(text)


NEWS = [
    ("The ministers met on Sunday.", SUNDAY, "on Sunday is the day of publication", "2025-12-28"),
    ("The ministers met on Friday.", SUNDAY, "past tense looks back", "2025-12-26"),
    ("The ministers will meet on Friday.", SUNDAY, "will looks ahead", "2026-01-02"),
    ("The visit is due on Friday.", SUNDAY, "due looks ahead", "2026-01-02"),
    ("The plan must be ready by Friday.", SUNDAY, "by looks ahead", "2026-01-02"),
    ("The ministers met last Friday.", SUNDAY, "last", "2025-12-26"),
    ("The ministers meet next Thursday.", SUNDAY, "next", "2026-01-01"),
    ("A session on Tuesday of next week follows.", SUNDAY, "in a week", "2025-12-30"),
    ("They spoke yesterday.", date(2024, 3, 1), "over a leap day", "2024-02-29"),
    ("They speak tomorrow.", date(2025, 12, 31), "over the end of a year", "2026-01-01"),
    ("They spoke two days ago.", date(2026, 1, 1), "ago over the end of a year", "2025-12-30"),
    ("They arrived the day before yesterday.", SUNDAY, "day before", "2025-12-26"),
    ("They spoke earlier this week.", date(2025, 12, 25), "this week", "2025-W52"),
    ("They spoke last week.", date(2026, 1, 2), "ISO weeks at the end of a year", "2025-W52"),
    ("They will speak next week.", SUNDAY, "next week", "2026-W01"),
    ("They spoke last month.", date(2026, 1, 31), "last month of last year", "2025-12"),
    ("The summit was held in March.", SUNDAY, "a month that is over", "2025-03"),
    ("The summit will be held in March.", SUNDAY, "a month to come", "2026-03"),
    ("The summit was held in November last year.", SUNDAY, "a month of last year", "2024-11"),
    ("Since October they have not met.", date(2025, 11, 3), "since looks back", "2025-10"),
    ("The next round is set for Jan. 14.", SUNDAY, "the nearest such day", "2026-01-14"),
    ("They last met on Oct. 30.", date(2025, 1, 10), "a day of last year", "2024-10-30"),
    ("They spoke a year ago.", SUNDAY, "a year ago", "2024"),
    ("The talks broke down three weeks ago.", SUNDAY, "weeks ago", "2025-W49"),
    ("They agreed to meet in two months from now.", SUNDAY, "from now", "2026-02"),
    ("They spoke this morning.", SUNDAY, "part of the day", "2025-12-28TMO"),
    ("They spoke last night.", SUNDAY, "the night before", "2025-12-27TNI"),
    ("They spoke on Friday night.", SUNDAY, "part of a weekday", "2025-12-26TNI"),
    ("They spoke at 10:35 a.m. on Tuesday.", SUNDAY, "clock and weekday", "2025-12-23T10:35"),
    ("It expires at midnight on Friday.", SUNDAY, "midnight", "2025-12-26T24:00"),
    ("It grew in the third quarter.", SUNDAY, "quarter", "2025-Q3"),
    ("It grew in the first half of 2024.", SUNDAY, "half", "2024-H1"),
    ("It was signed last summer.", SUNDAY, "season", "2025-SU"),
    ("It was signed in the spring of 1998.", SUNDAY, "season of a year", "1998-SP"),
    ("The treaty of the late 1990s failed.", SUNDAY, "decade", "199"),
    ("It lasted through the 20th century.", SUNDAY, "century", "19"),
    ("The deal of fiscal 1990 failed.", SUNDAY, "fiscal year", "1990"),
    ("He left in nineteen ninety-seven.", SUNDAY, "a year as it is spoken", "1997"),
]


@pytest.mark.parametrize(("text", "published", "why", "value"), NEWS)
def test_relative_time_is_resolved_as_news_means_it(text: str, published: date, why: str, value: str) -> None:
    assert [v for _, v in rows(text, published)] == [value], why


MORE_NEWS = [
    ("The talks were held on 20 and 21 October 2024.", ["2024-10-20", "2024-10-21"]),
    ("The talks were held on January 23-24.", ["2025-01-23", "2025-01-24"]),
    ("You wrote to me on the 26th.", ["2025-12-26"]),
    ("The round will be held on the 5th.", ["2026-01-05"]),
    ("It was the 23rd time.", []),
    ("He proposed a summit of the two presidents in March.", ["2026-03"]),
    ("A session scheduled for Friday", ["2026-01-02"]),
    ("It had been due to expire on Friday.", ["2025-12-26"]),
    ("They met the week before last.", ["2025-W50"]),
    ("They met in the week of December 3.", ["2025-W49"]),
    ("They met on the weekend of 13 December.", ["2025-W50-WE"]),
    ("The new year brings talks.", ["2026"]),
    ("They said last week that it failed.", ["2025-W51"]),
    ("It fell in the last quarter of the year.", ["2025-Q4"]),
    ("Easter week was quiet.", ["2025-W16"]),
    ("The hotline rang at 10.40 p.m. on Tuesday.", ["2025-12-23T22:40"]),
]


@pytest.mark.parametrize(("text", "values"), MORE_NEWS)
def test_phrase_of_the_news_is_understood(text: str, values: list[str]) -> None:
    assert [v for _, v in rows(text)] == values


LENGTHS = [
    ("The call lasted an hour and 15 minutes.", "PT1H15M", 75),
    ("It was a 75-minute call.", "PT75M", 75),
    ("The call lasted about 40 minutes.", "PT40M", 40),
    ("They spoke for two and a half hours.", "PT2H30M", 150),
    ("They spoke for an hour and a half.", "PT1H30M", 90),
    ("They spoke for half an hour.", "PT30M", 30),
    ("They spoke for nearly three hours.", "PT3H", 180),
    ("They spoke for more than an hour.", "PT1H", None),
    ("They spoke for a little over an hour.", "PT1H", None),
    ("It was a three-and-a-half-hour session.", "PT3H30M", 210),
    ("They spoke for about a quarter of an hour.", "PT15M", 15),
    ("It took 5 1/2 hours.", "PT5H30M", 330),
    ("A two-day visit ended.", "P2D", None),
    ("The past three years were hard.", "P3Y", None),
    ("It stood for two decades.", "P20Y", None),
    ("It took several months.", "PXM", None),
    ("They wait two hundred and fifty days.", "P250D", None),
    ("They meet every Thursday.", "XXXX-WXX-4", None),
    ("They meet daily.", "P1D", None),
    ("They meet every two weeks.", "P2W", None),
]


@pytest.mark.parametrize(("text", "value", "minutes"), LENGTHS)
def test_length_has_its_value_and_minutes(text: str, value: str, minutes: int | None) -> None:
    assert [(time.value, time.minutes) for time in read(text)] == [(value, minutes)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It is now quiet.", "PRESENT_REF"),
        ("They met recently.", "PAST_REF"),
        ("They will meet in the near future.", "FUTURE_REF"),
    ],
)
def test_vague_time_is_a_reference(text: str, value: str) -> None:
    assert [v for _, v in rows(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "It may end and they march on.",
        "A 6-year-old boy and a 55 year old man.",
        "Wait a second.",
        "He spent $1999 on it.",
        "Jan Novak came with Theresa May.",
        "About a quarter of the money.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    "text", ["on February 30", "on 31 June 2025", "on 99/99/2025", "2025-13-45", "at 99:99", "in Feb. 29, 2023"]
)
def test_day_on_no_calendar_is_no_date(text: str) -> None:
    assert not [time for time in read(text) if time.kind == "DATE" and time.period and time.period.unit == "day"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Friday.", "XXXX-WXX-5"),
        ("They met in March.", "XXXX-03"),
        ("They met on March 3.", "XXXX-03-03"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met last week.", "XXXX-WXX"),
        ("They met last year.", "XXXX"),
        ("They met on March 3, 2020.", "2020-03-03"),
        ("They met for two days.", "P2D"),
    ],
)
def test_without_a_day_of_publication_only_absolute_dates_are_told(text: str, value: str) -> None:
    (time,) = read(text, None)
    assert time.value == value
    assert (time.date is None) == ("X" in value or value.startswith("P"))


def test_without_a_day_of_publication_the_year_last_named_holds() -> None:
    assert rows("Talks began in January 2017. A round was held on May 3.", None)[-1] == ("May 3", "2017-05-03")


CHAINS = [
    ("They met on 3 May 2024. The following day they signed.", ["2024-05-03", "2024-05-04"]),
    ("They met on 3 May 2024. A year earlier they had refused.", ["2024-05-03", "2023-05-03"]),
    ("They met on 3 May 2024. Later that month they signed.", ["2024-05-03", "2024-05"]),
    ("Profit rose in the second quarter of 2024 from a year earlier.", ["2024-Q2", "2023-Q2"]),
]


@pytest.mark.parametrize(("text", "values"), CHAINS)
def test_anaphoric_time_refers_to_the_date_before_it(text: str, values: list[str]) -> None:
    assert [v for _, v in rows(text)] == values


@pytest.mark.parametrize(
    ("text", "when", "deadline"),
    [
        ("It will be done by the end of the year.", "2025", "2025-12"),
        ("It will be done by the end of the month.", "2025-12", "2025-12-31"),
        ("It will be done next week.", "2025-12", "2025-12"),
        ("It will be done in spring 2027.", "2027", "2027"),
        ("It will be done by mid-November.", "2026-11", "2026-11"),
        ("It was done in the 1990s.", None, None),
        ("It will be done within ten days.", None, "2026-01-07"),
        ("They will meet in two weeks.", None, "2026-01"),
        ("Tariffs are frozen for 60 days.", None, "2026-02"),
        ("Nothing had moved in 3 minutes.", None, None),
    ],
)
def test_record_has_a_day_a_month_or_a_year(text: str, when: str | None, deadline: str | None) -> None:
    (time,) = read(text)
    assert (time.date, time.deadline) == (when, deadline)


def test_signal_is_the_word_before() -> None:
    (time,) = read("They have not met since January 2017.")
    assert time.signal == "since"


def test_in_span_takes_what_lies_inside() -> None:
    text = "They met on Friday. They will meet in May."
    found = read(text)
    assert in_span(found, 0, text.index(".")) == found[:1]
    assert in_span(found, 20, len(text)) == found[1:]


def test_tree_tells_tense_better_than_the_words_around() -> None:
    words = ["Envoys", "will", "say", "what", "they", "heard", "on", "Friday", "."]
    tags = ["NNS", "MD", "VB", "WP", "PRP", "VBD", "IN", "NNP", "."]
    heads, deps = [2, 2, 2, 5, 5, 2, 7, 5, 2], ["nsubj", "aux", "ROOT", "obj", "nsubj", "ccomp", "case", "obl", "punct"]
    doc = Doc(NLP.vocab, words=words, tags=tags, heads=heads, deps=deps)
    assert [time.value for time in times(doc, SUNDAY, CODEBOOK)] == ["2025-12-26"]
    assert [time.value for time in times(Doc(NLP.vocab, words=words), SUNDAY, CODEBOOK)] == ["2026-01-02"]


@pytest.mark.parametrize(("auxiliary", "tag", "value"), [("will", "MD", "2026-01-02"), ("had", "VBD", "2025-12-26")])
def test_copula_tells_the_tense_of_a_noun(auxiliary: str, tag: str, value: str) -> None:
    words = ["Envoys", auxiliary, "be", "guests", "on", "Friday", "."]
    tags = ["NNS", tag, "VB", "NNS", "IN", "NNP", "."]
    heads, deps = [3, 3, 3, 3, 5, 3, 3], ["nsubj", "aux", "cop", "ROOT", "case", "obl", "punct"]
    doc = Doc(NLP.vocab, words=words, tags=tags, heads=heads, deps=deps)
    assert [time.value for time in times(doc, SUNDAY, CODEBOOK)] == [value]


def test_analyst_adds_a_holiday(tmp_path: Path) -> None:
    (tmp_path / "times.yaml").write_text("holidays: {flag day: {day: 06-14}}\n")
    (time,) = times(NLP.make_doc("They met on Flag Day."), SUNDAY, Codebook.load(tmp_path))
    assert time.value == "2025-06-14"


@pytest.mark.parametrize(
    ("own", "complaint"),
    [
        ("forms+: [{read: calendar, form: FORTNIGHTS}]", "unknown class FORTNIGHTS"),
        ("words: {WEEKDAY: {moonday: first}}", "moonday must be a number"),
        ("holidays: {flag day: {day: 14 June}}", "holidays.flag day.day"),
    ],
)
def test_bad_entry_is_refused_by_name(tmp_path: Path, own: str, complaint: str) -> None:
    (tmp_path / "times.yaml").write_text(own)
    with pytest.raises(CodebookError, match=complaint):
        Codebook.load(tmp_path)


WORDS = sorted({word for words in CODEBOOK.times.words.values() for word in words})
PIECES = st.one_of(
    st.sampled_from(
        [*WORDS, *(word.capitalize() for word in WORDS), *CODEBOOK.times.holidays, "the", "of", "in", "ago", ",", "-", "\n\n"]
    ),
    st.integers(min_value=0, max_value=10**12).map(str),
    st.text(max_size=8),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=30), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_without_overlap(pieces: list[str], published: date | None) -> None:
    text = " ".join(pieces)
    found = read(text, published)
    assert all(0 <= time.start < time.end <= len(text) and time.value for time in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for time in found:
        assert time.date is None or len(time.date) in (4, 7, 10)
        assert time.deadline is None or len(time.deadline) in (4, 7, 10)


@pytest.mark.skipif(not (SHARED / "data" / "timebank").is_dir(), reason="the corpus is not beside the repository")
def test_timebank_is_read_as_well_as_before() -> None:
    """Relaxed F1 and value F1 in per cent, tokens alone, by the corpus's own scorer."""
    spec = importlib.util.spec_from_file_location("score_timex", SHARED / "data" / "score_timex.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold_count = read_count = found = right = 0
    for path in sorted((SHARED / "data" / "timebank").glob("*.tml")):
        text, published, gold = scorer.parse(str(path))
        left = list(read(text, date.fromisoformat(published)))
        gold_count, read_count = gold_count + len(gold), read_count + len(left)
        for start, end, value, _ in gold:
            hits = [time for time in left if time.start < end and start < time.end]
            if hits:
                best = max(hits, key=lambda time: min(end, time.end) - max(start, time.start))
                left.remove(best)
                found, right = found + 1, right + (best.value == value)
    assert 200 * found / (gold_count + read_count) >= 93.5
    assert 200 * right / (gold_count + read_count) >= 78.5


@settings(deadline=None, max_examples=200)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_is_read_in_every_order(day: date) -> None:
    iso = day.isoformat()
    for form in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", iso, f"{day.month}/{day.day}/{day.year}"):
        assert rows(f"They met on {form}.") == [(form, iso)]
