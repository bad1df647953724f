"""Windows answer for every word once, hold no more pieces than they may, and overlap."""

from hypothesis import given
from hypothesis import strategies as st

from readout.analysis.windows import windows

SIZES = st.lists(st.integers(1, 8), max_size=400)


@given(SIZES)
def test_windows_answer_for_every_word_once(sizes: list[int]) -> None:
    found = windows(sizes, length=40, overlap=12)
    assert [i for w in found for i in range(w.low, w.high)] == list(range(len(sizes)))
    assert all(w.start <= w.low <= w.high <= w.end for w in found)


@given(SIZES)
def test_windows_hold_no_more_than_their_length(sizes: list[int]) -> None:
    assert all(sum(sizes[w.start : w.end]) <= 38 for w in windows(sizes, length=40, overlap=12))


def test_windows_of_one_text_that_fits_are_one() -> None:
    (only,) = windows([1] * 254)
    assert (only.start, only.end, only.low, only.high) == (0, 254, 0, 254)


def test_windows_share_the_overlap_and_split_it_in_the_middle() -> None:
    first, second = windows([1] * 60, length=42, overlap=10)
    assert (first.end - second.start, first.high, second.low) == (10, 35, 35)


def test_windows_of_nothing_are_none() -> None:
    assert windows([]) == []
