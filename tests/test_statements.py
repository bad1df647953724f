"""What statements are made of, from given attributions: trimmed spans, mode, nesting, hedge, channel."""

import pytest

from readout.codebook import Codebook
from readout.reading.statements import statements
from readout.record import Span, Statement
from tests.marked import doc_of


class Cast:
    """A cast in which every source is an actor under its own words, of a readout of Omar's call with Anna or of a newspaper."""

    convened = ("Omar", "Anna")
    principal = "Omar"

    def __init__(self, issuer: str | None = None) -> None:
        self.issuer = issuer

    def at(self, mention: object, *, joint: bool = True) -> tuple[str, ...]:
        return (str(mention),)


@pytest.fixture(scope="module")
def words() -> object:
    return Codebook.load().attribution


def read(marked: str, words: object) -> tuple[str, tuple[Statement, ...]]:
    doc = doc_of(marked)
    return doc.text, statements(doc, Cast(), words)


def quote(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]


TRIMMED = [
    ("[x:The roads are open,] [s:she] [c:said].", ["The roads are open"]),
    ("[s:She] [c:said] [x:the roads are open.]", ["the roads are open"]),
    ("[s:She] [c:said] [x:the roads lead to the U.S.] They do.", ["the roads lead to the U.S."]),
    ("[x:“The roads are open,”] [s:she] [c:said].", ["“The roads are open,”"]),
    ("“[x:The roads are open],” [s:she] [c:said].", ["“The roads are open,”"]),
    ("[s:She] [c:called] [x:it “an open road].”", ["it “an open road.”"]),
    ("[s:She] [c:called] [x:it “a road]”, and went.", ["it “a road”"]),
    ("[x: The roads] , [s:she] [c:said], [x:are open; ]", ["The roads", "are open"]),
    ("[s:ORLA TENN:] [x:The roads are open. We checked.]", ["The roads are open. We checked."]),
    ("[s:She] [c:said] [x:the roads are open. MJ/PA]", ["the roads are open"]),
    ("[s:She] [c:said] [x:the roads to the US/EU are open.] They are.", ["the roads to the US/EU are open"]),
]


@pytest.mark.parametrize(("marked", "contents"), TRIMMED)
def test_content_is_trimmed_and_keeps_its_quotation_marks(marked: str, contents: list[str], words: object) -> None:
    text, (statement,) = read(marked, words)
    assert [quote(text, c) for c in statement.content] == contents


def test_source_and_cue_lose_their_punctuation(words: object) -> None:
    text, (statement,) = read("[x:The roads are open], [c:said, ][s: Orla Tenn, ] the minister.", words)
    assert (quote(text, statement.cue), quote(text, statement.source)) == ("said", "Orla Tenn")


NOTHING_SAID = [
    "[s:She] [c:said][x: …] and left.",
    "[x:The “open roads” of the north] are shut.",  # words in marks, said by nobody
    "[x:The roads are open] [s:MJ/PA]",  # an agency's initials
]


@pytest.mark.parametrize("marked", NOTHING_SAID)
def test_attribution_that_says_nothing_of_anybody_is_none(marked: str, words: object) -> None:
    assert read(marked, words)[1] == ()


def test_a_body_that_opens_with_its_dateline_is_no_headline(words: object) -> None:
    body = "PORT ORLA - The road ministry opened the northern roads on Monday after a winter of repairs" + ", and so on" * 12
    assert read(f"{body} MJ/PA", words)[1] == ()


MODES = [
    ("[x:“The roads are open,”] [s:she] [c:said].", ["direct"]),
    ("[s:She] [c:said] [x:the roads are “open”].", ["mixed"]),
    ("[s:She] [c:said] [x:the roads are open].", ["indirect"]),
    ("[x:“The roads,”] [s:she] [c:said], [x:“are open.”]", ["direct"]),
    ("[x:“The roads,”] [s:she] [c:said], [x:were open.]", ["mixed"]),
    # What encloses the whole of a statement, its cue too, is the outer one's.
    ("[x:“[s1:Tarn] [c1:says] [x1:the roads are shut],”] [s:she] [c:said].", ["direct", "indirect"]),
    ("[x:“[s1:Tarn] [c1:says] [x1:the roads are ‘shut’],”] [s:she] [c:said].", ["direct", "mixed"]),
    ("[s:Tarn]: [x:‘roads are shut’]", ["direct"]),
]


@pytest.mark.parametrize(("marked", "modes"), MODES)
def test_mode_tells_how_much_of_the_content_is_quoted(marked: str, modes: list[str], words: object) -> None:
    assert [s.mode for s in read(marked, words)[1]] == modes


WITHIN = [
    ("[x:[s1:Tarn] [c1:agreed] [x1:to talk]], [s:she] [c:said].", [None, "s0"]),
    # Two levels: each in the smallest that holds it.
    ("[s:She] [c:said] [x:that [s1:he] [c1:wrote] [x1:that [s3:Tarn] [c3:wants] [x3:peace]]].", [None, "s0", "s1"]),
    # An outer statement inside another's content is nested in it, whatever the analysis called it.
    ("[s:She] [c:said] [x:that [s2:he] [c2:wants] [x2:peace]].", [None, "s0"]),
    ("[s:She] [c:said] [x:so]; [s2:he] [c2:said] [x2:nothing].", [None, None]),
    # A chain of sources for the same content.
    ("[s:The paper] [c:wrote], [c1:citing] [s1:officials], [x:[x1:that talks go on]].", [None, "s0"]),
]


@pytest.mark.parametrize(("marked", "within"), WITHIN)
def test_within_names_the_smallest_statement_around(marked: str, within: list[str | None], words: object) -> None:
    assert [s.within for s in read(marked, words)[1]] == within


HEDGES = [
    ("[s:Tarn] [c:claimed] [x:that it won].", "claimed"),
    ("[s:Tarn] [c:claimed] [x:responsibility for the attack].", None),
    ("[x:The envoys] [c:reportedly] [x:met in Oslo].", "reportedly"),
    ("[s:She] reportedly [c:called] [x:it a start].", "reportedly"),
    ("[x:The envoy] [c:is believed] [x:to be in Oslo].", "is believed"),
    ("[s:She] [c:said] [x:that Tarn is believed to be ready].", None),
    ("[s:Tarn] voiced regret at what [s2:it] [c2:called] [x2:a raid].", "what it called"),
    ("[s:Tarn] [c:rejected] [x:the so-called referendum].", "so-called"),
    ("[s:Tarn] [c:rejected] [x:the referendum].", None),
]


@pytest.mark.parametrize(("marked", "hedge"), HEDGES)
def test_hedge_is_the_word_that_keeps_a_distance(marked: str, hedge: str | None, words: object) -> None:
    text, found = read(marked, words)
    assert quote(text, found[-1].hedge) == hedge


def test_hedge_belongs_to_the_innermost_statement(words: object) -> None:
    _, (outer, inner) = read("[s:She] [c:said] [x:that [s1:Tarn] [c1:rejects] [x1:the so-called vote]].", words)
    assert (outer.hedge, inner.hedge is None) == (None, False)


CHANNELS = [
    ("[s:She] [c:told] reporters in Oslo on Monday [x:that talks go on].", "reporters in Oslo"),
    ("[s:She] [c:told] reporters in the hall [x:that talks go on].", "reporters"),
    ("[x:Talks go on], [s:she] [c:told] the Harbour News.", "the Harbour News"),
    ("[s:She] [c:told] him [x:that talks go on].", None),
    ("[s:She] [c:said] in a televised address [x:that talks go on].", "a televised address"),
    ("[s:She] [c:said] on Monday in a statement [x:that talks go on].", "a statement"),
    ("In a letter to the council, [s:she] [c:said] [x:that talks go on].", "a letter to the council"),
    ("[s:She], in an interview, [c:said] [x:that talks go on].", "an interview"),
    ("Speaking at a briefing in Oslo, [s:she] [c:said] [x:that talks go on].", "a briefing in Oslo"),
    ("[x:Talks go on], [s:she] [c:said] on Telegram.", "Telegram"),
    ("During the meeting, [s:she] [c:said] [x:that talks go on].", None),
    ("[s:She] [c:said] [x:in a letter that talks go on].", None),
]


@pytest.mark.parametrize(("marked", "channel"), CHANNELS)
def test_channel_is_where_the_words_came_through(marked: str, channel: str | None, words: object) -> None:
    text, (statement,) = read(marked, words)
    assert quote(text, statement.channel) == channel


def test_channel_of_the_outer_statement_is_not_the_inner_ones(words: object) -> None:
    _, (outer, inner) = read("In a speech, [s:she] [c:said] [x:that [s1:Tarn] [c1:wants] [x1:peace]].", words)
    assert (outer.channel is None, inner.channel) == (False, None)


def test_statements_stand_in_order_with_speakers_and_without_doubles(words: object) -> None:
    _, found = read("[s:Tarn] [c:said] [x:no]. [s2:She] [c2:said] [x2:yes]. ", words)
    assert [(s.id, s.speakers) for s in found] == [("s0", ("Tarn",)), ("s1", ("She",))]
    doc = doc_of("[s:Tarn] [c:said] [x:no].")
    doc._.attributions *= 2
    assert len(statements(doc, Cast(), words)) == 1


@pytest.mark.parametrize(
    ("marked", "issuer", "expected"),
    [
        ("It [c:was stressed] that [x:the truce must hold].", "Oman", ("Omar",)),
        ("It [c:was noted] that [x:the truce holds].", "Oman", ("Omar", "Anna")),
        ("It [c:was agreed] [x:to meet again].", "Oman", ("Omar", "Anna")),
        ("Mutual interest [c:was expressed] in [x:further talks].", "Oman", ("Omar", "Anna")),
        ("It [c:is expected] that [x:the talks go on].", "Oman", ()),
        ("It [c:was stressed] that [x:the truce must hold].", None, ()),
        ("[s:The pair] [c:spoke of] [x:peace]. It [c2:was agreed] [x2:to meet again].", None, ()),
    ],
)
def test_an_official_readout_says_what_names_no_source(
    marked: str, issuer: str | None, expected: tuple[str, ...], words: object
) -> None:
    doc = doc_of(marked)
    assert statements(doc, Cast(issuer), words)[-1].speakers == expected
