import pytest

from readout.exports.palette import SIZE, Palette
from readout.exports.view import View, shorten
from readout.record import Actor, Contact, Response, Statement
from tests.exports.sample import sample, span


def statement(id, within=None):
    return Statement(id=id, source=None, cue=None, content=((0, 6),), mode="indirect", within=within)


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ({"a": None, "b": None}, [(0, "a"), (0, "b")]),
        ({"b": "a", "a": None, "c": None}, [(0, "a"), (1, "b"), (0, "c")]),
        ({"a": None, "b": "a", "c": "b"}, [(0, "a"), (1, "b"), (2, "c")]),
        ({"a": "gone"}, [(0, "a")]),
        ({"a": "b", "b": "a"}, [(0, "a"), (0, "b")]),
        ({"a": "a"}, [(0, "a")]),
    ],
    ids=["flat", "inner first", "deep", "unknown outer", "circle", "itself"],
)
def test_tree_shows_every_statement_once_under_its_outer_one(within, expected):
    view = View(sample(statements=tuple(statement(*pair) for pair in within.items())))
    assert [(depth, row.id) for depth, row in view.tree()] == expected


def test_tree_ends_where_an_id_is_used_twice():
    rows = (statement("a", within="a"), statement("a"))
    assert [(depth, row.within) for depth, row in View(sample(statements=rows)).tree()] == [(0, None), (1, "a")]


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        ("short", 10, "short"),
        ("just as long", 12, "just as long"),
        ("cut at a word, please", 16, "cut at a word…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("", 5, ""),
    ],
)
def test_shorten_cuts_at_a_word(text, size, expected):
    assert shorten(text, size) == expected
    assert len(shorten(text, size)) <= size


def test_timeline_puts_what_has_no_date_last():
    contacts = [
        Contact(kind="call", participants=(), date=date, status="held", evidence=((0, 6),))
        for date in (None, "2026", "2025-12-28")
    ]
    assert [contact.date for contact in View(sample(contacts=tuple(contacts))).timeline()] == ["2025-12-28", "2026", None]


def test_answers_in_the_same_words_are_one():
    words = span("Lemuria rejected")
    answers = tuple(Response(by=by, response="rejects", evidence=words) for by in ("lemuria", "ana-ruiz"))
    proposal = sample().proposals[0].model_copy(update={"responses": answers})
    assert [by for _, by in View(sample()).answers(proposal)] == [["lemuria", "ana-ruiz"]]


def test_positions_held_in_the_same_words_are_one():
    one, other = sample().positions
    shared = other.model_copy(update={"party": "tavria"})
    assert [parties for _, parties in View(sample(positions=(one, other, shared))).stances()] == [
        ["tavria"],
        ["lemuria", "tavria"],
    ]


@pytest.mark.parametrize(
    ("others", "mentions", "expected"),
    [
        ((), ("Ana Ruiz",), "Ana Ruiz"),
        ((), ("Ana Ruiz", "Ruiz"), "Ruiz"),
        ((), ("Ruiz", "Ana", "Ana"), "Ana"),
        (("Eva Ruiz",), ("Ruiz",), "Ana Ruiz"),
        ((), ("she",), "Ana Ruiz"),
    ],
    ids=["only in full", "surname", "as the text does", "shared surname", "pronoun"],
)
def test_a_short_name_is_one_that_the_text_uses_and_nobody_shares(others, mentions, expected):
    text = "Ana Ruiz Ana Ruiz Ana she"
    seen: dict[str, int] = {}
    spans = []
    for words in mentions:
        spans.append(span(words, nth=seen.get(words, 0), text=text))
        seen[words] = seen.get(words, 0) + 1
    actors = [Actor(id="a", name="Ana Ruiz", kind="person", mentions=tuple(spans))]
    actors += [Actor(id=name, name=name, kind="person") for name in others]
    layers = ("statements", "contacts", "proposals", "positions", "commitments", "warnings")
    record = sample(text=text, actors=tuple(actors), **dict.fromkeys(layers, ()))
    assert View(record).short("a") == expected


def test_holders_of_one_side_stand_together():
    one, other = sample().positions
    third = other.model_copy(update={"party": "jon-vale"})
    assert list(View(sample(statements=(), contacts=(), positions=(one, other, third))).positions()) == [
        "tavria",
        "jon-vale",
        "lemuria",
    ]


def test_sides_are_parties_of_those_who_act_in_order():
    assert View(sample()).sides() == {"lemuria": "Lemuria", "tavria": "Tavria"}


def test_first_parties_of_a_record_never_share_a_colour():
    palette = Palette()
    assert len({palette[f"party-{n}"] for n in range(SIZE)}) == SIZE


def test_a_party_keeps_its_colour_in_the_next_record():
    palette = Palette()
    first = {party: palette[party] for party in ("russia", "ukraine", "turkey")}
    palette.turn()
    assert {party: palette[party] for party in reversed(first)} == first
