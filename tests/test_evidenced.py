"""What the model takes a claim to be evidence of, as signs for the judges of positions."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Token

from readout.analysis.evidence import Evidence
from readout.codebook import Codebook
from readout.reading.claims import claims
from readout.reading.evidenced import of_holders, of_position, of_stance
from readout.reading.holding import holders
from readout.reading.issues import Topic
from readout.reading.scene import Scene
from readout.record import Actor

LABELS = ("position", "contact", "commitment", "consequence", "for", "against", "conditional", "holder", "ceasefire")
ACTORS = {"Oman": Actor(id="oman", name="Oman", kind="country"), "Peru": Actor(id="peru", name="Peru", kind="country")}

nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")


class Cast:
    """Actors whose names are one word."""

    issuer = None

    def __getitem__(self, actor: str) -> Actor:
        return next(known for known in ACTORS.values() if known.id == actor)

    def side(self, token: Token) -> str | None:
        return None

    def at(self, where: Token) -> tuple[str, ...]:
        return (ACTORS[where.text].id,) if where.text in ACTORS else ()


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return Codebook.load()


def scene(text: str, codebook: Codebook, odds: dict[tuple[str, str], float] | None = None) -> Scene:
    """A text whose words have the given odds by word and label, and otherwise low ones."""
    doc = nlp(text)
    if odds is not None:
        table = np.full((len(doc), len(LABELS)), -6.0)
        for (word, label), value in odds.items():
            table[next(token.i for token in doc if token.text == word), LABELS.index(label)] = value
        doc._.evidence = Evidence(LABELS, table)
    return Scene(doc, Cast(), codebook, ())


TEXT = "Peru told Oman that it wants a ceasefire."


@pytest.mark.usefixtures("evident")
def test_words_nobody_has_looked_at_are_unseen(codebook: Codebook) -> None:
    plain = scene(TEXT, codebook)
    assert [set(of_position(plain, topic)) for topic in plain.topics] == [{"unseen"}]
    assert [set(of_stance(plain, topic)) for topic in plain.topics] == [{"unseen"}]
    assert of_holders(plain, plain.topics[0], {"oman": ()}) == {"oman": {"unseen"}}


@pytest.mark.usefixtures("evident")
def test_evidence_of_a_position_is_that_of_the_topic_and_of_the_likeliest_name(codebook: Codebook) -> None:
    seen = scene(TEXT, codebook, {("ceasefire", "position"): 0.2, ("ceasefire", "ceasefire"): -0.7, ("Peru", "holder"): -2.2})
    signs = set(of_position(seen, seen.topics[0]))
    assert {"position@9", "issue@7", "some holder@4"} <= signs


@pytest.mark.usefixtures("evident")
def test_an_issue_that_the_model_does_not_know_has_no_evidence_of_its_own(codebook: Codebook) -> None:
    seen = scene(TEXT, codebook, {})
    assert not {sign for sign in of_position(seen, Topic("fisheries", 7, 8, False)) if "issue" in sign}


@pytest.mark.usefixtures("evident")
def test_a_stance_is_told_by_how_much_more_speaks_for_it(codebook: Codebook) -> None:
    seen = scene(TEXT, codebook, {("ceasefire", "against"): -3.8, ("ceasefire", "for"): -5.0})
    assert {"against@2", "topic against@11"} <= set(of_stance(seen, seen.topics[0]))


@pytest.mark.usefixtures("evident")
def test_of_those_named_the_likeliest_stands_out(codebook: Codebook) -> None:
    seen = scene(TEXT, codebook, {("Oman", "holder"): -0.9, ("Peru", "holder"): -2.2})
    signs = {holder.actor: holder.signs for holder in holders(seen, next(claims(seen, ())))}
    assert {"holder@7", "holder beside@8"} <= signs["oman"]
    assert {"holder@4", "holder beside@6"} <= signs["peru"]


def test_who_is_named_most_may_hold_what_a_sentence_without_names_shows(codebook: Codebook) -> None:
    plain = scene("Peru met Oman. Peru spoke first. Both sides praised the ceasefire.", codebook)
    assert [(holder.actor, holder.relation) for holder in holders(plain, next(claims(plain, ())))] == [
        ("peru", "chief"),
        ("oman", "chief"),
    ]
