from datetime import date
from random import Random

import pytest

from readout.document import Document
from readout.sources.copies import SHORT, Copies

RANDOM = Random(7)
WORDS = ["".join(RANDOM.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(3000)]
STORY = [RANDOM.choice(WORDS) for _ in range(400)]
OTHER = [RANDOM.choice(WORDS) for _ in range(400)]
DAY = date(2026, 2, 11)


def edited(*places, words=STORY):
    return ["other" if at in places else word for at, word in enumerate(words)]


def first(words, *, published=None, seen=None):
    copies = Copies()
    for id, text in (seen or {"other": OTHER, "story": STORY}).items():
        copies.add(Document(text=" ".join(text), id=id, published=DAY))
    return copies.first(Document(text=" ".join(words), id="new", published=published))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (STORY, "story"),
        ([word.upper() + "," for word in STORY], "story"),
        (edited(3, 77, 200, 399), "story"),
        (["LONDON", "Wire", *STORY, "Reporting", "by", "a", "desk"], "story"),
        (STORY[:370], "story"),
        (edited(*range(0, 400, 12)), None),
        ([*STORY, *OTHER[:150]], None),
        (STORY[:250], None),
        (OTHER[:200] + STORY[200:], None),
        (STORY[::-1], None),
        ([], None),
    ],
    ids="same,case and commas,edits,frame,cut a little,rewritten,update,half,mixed,other order,empty".split(","),
)
def test_a_copy_is_told_from_a_text_of_its_own(words, expected):
    assert first(words) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [(DAY, "story"), (date(2026, 2, 18), "story"), (date(2026, 2, 4), "story"), (date(2026, 2, 19), None), (None, "story")],
)
def test_what_is_printed_again_much_later_is_no_copy(published, expected):
    assert first(STORY, published=published) == expected


def test_short_texts_are_copies_only_word_by_word():
    notice = STORY[: SHORT - 1]
    assert first(notice, seen={"notice": notice}) == "notice"
    assert first(edited(0, words=notice), seen={"notice": notice}) is None


def test_of_several_the_most_alike_is_the_first():
    assert first(STORY, seen={"edited": edited(5, 90), "same": STORY, "again": STORY}) == "same"
