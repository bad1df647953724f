"""Which issues words name: texts and the codes found in them."""

from __future__ import annotations

import pytest
import spacy

from readout.codebook import Codebook
from readout.reading.issues import issues_in, topics
from readout.reading.phrases import Match, Phrases, stem

nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return Codebook.load()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("They called for an immediate ceasefire.", {"ceasefire"}),
        ("The cease-fire broke down.", {"ceasefire"}),
        ("Both armies halted the shelling of the town.", {"ceasefire", "hostilities"}),
        ("The last troops were withdrawn from the valley.", {"withdrawal"}),
        ("Pulling its soldiers out would take weeks.", {"withdrawal"}),
        ("He withdrew from the nuclear deal.", {"nuclear"}),
        ("They struck a deal on tariffs.", {"trade"}),
        ("The trade union voted.", set()),
        ("The trade war goes on.", {"trade"}),
        ("A swap of all prisoners of war was agreed.", {"prisoners"}),
        ("New sanctions and an asset freeze followed.", {"sanctions"}),
        ("Peace talks will resume.", {"talks"}),
        ("Settlement activity on the hills went on.", {"territory"}),
        ("The settlement of the dispute took years.", {"peace_settlement"}),
        ("Military aid for the government was doubled.", {"arms_supply"}),
        ("The bank pays for infrastructure.", {"reconstruction"}),
        ("The strikes hit civilian infrastructure.", {"hostilities"}),
        ("The minister of justice smiled.", set()),
        ("The crown gave security assistance to the islanders.", {"arms_supply", "aid"}),
        ("Her country's commitment to the defence of its neighbour is ironclad.", {"security_guarantees"}),
        ("They agreed to share industrial know-how and expertise.", {"technology"}),
        ("The island wants to keep its territorial integrity.", {"status", "territory"}),
        ("Hatred of the newcomers grew.", {"rights"}),
        ("It has an exemption to buy crude.", {"sanctions", "energy"}),
        ("", set()),
    ],
)
def test_issues_in_finds_what_is_named(codebook: Codebook, text: str, codes: set[str]) -> None:
    assert {code for code, _, _ in issues_in(nlp(text), codebook)} == codes


def test_issues_in_counts_tokens_of_the_doc(codebook: Codebook) -> None:
    doc = nlp("The envoy spoke. He wants a truce now.")
    assert issues_in(doc[4:], codebook) == [("ceasefire", 7, 8)]
    assert doc[7].text == "truce"


@pytest.mark.parametrize(
    ("text", "reverse"),
    [("They want the embargo kept.", False), ("They want lower tariffs.", True), ("They want free trade.", False)],
)
def test_topics_tells_the_thing_from_its_opposite(codebook: Codebook, text: str, reverse: bool) -> None:
    assert [topic.reverse for topic in topics(nlp(text), codebook)] == [reverse]


def test_every_issue_has_words_except_other(codebook: Codebook) -> None:
    assert [code for code in codebook.issues.root if not codebook.issues[code].words] == ["other"]


@pytest.mark.parametrize(
    "words",
    [
        "withdraw withdraws withdrawing",
        "stop stopped stopping stops",
        "supply supplies supplied supplying",
        "demilitarise demilitarised demilitarize",
        "cease ceased ceasing",
        "state's states state",
    ],
)
def test_stem_is_shared_by_inflections(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("release all the hostages", [(0, 4)]),
        ("the hostages were released", [(1, 4)]),
        ("He was released. The hostages stay.", []),
        ("release one two three four five six seven eight nine hostages", []),
    ],
)
def test_halves_match_near_each_other_in_one_sentence(text: str, found: list[tuple[int, int]]) -> None:
    phrases = Phrases([("prisoners", "release|free ~ hostages")])
    assert phrases.find(nlp(text)) == [Match("prisoners", *span) for span in found]
