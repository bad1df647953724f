"""Text to Doc with the packaged model: what every document has, and what odd ones do not break."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from readout.analysis import load

CALL = (
    "Kremlin reports call\n\nThe two presidents spoke for 40 minutes on Monday, the Kremlin said. “We agreed to go on,” "
    "Putin told reporters. Talks on a ceasefire will resume in Geneva, according to Swiss Foreign Minister Ignazio Cassis."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def call(nlp: Language) -> Doc:
    return nlp(CALL)


def test_doc_has_sentences_that_cover_it(call: Doc) -> None:
    assert next(call.sents).text.strip() == "Kremlin reports call"
    starts = [s.text.split()[0] for s in call.sents]
    assert {"Kremlin", "The", "Talks"} <= set(starts)
    assert "".join(s.text_with_ws for s in call.sents) == CALL


def test_doc_has_tags_lemmas_and_trees(call: Doc) -> None:
    said = next(t for t in call if t.text == "said")
    assert (said.pos_, said.tag_, said.lemma_) == ("VERB", "VBD", "say")
    assert any(t.text == "Kremlin" and t.head == said and t.dep_ == "nsubj" for t in call)


def test_a_past_that_is_no_noun_is_a_verb(nlp: Language) -> None:
    spoke = next(t for t in nlp("Anna Ruiz and Omar Eide spoke by telephone on Monday.") if t.text == "spoke")
    assert (spoke.pos_, spoke.tag_, spoke.lemma_) == ("VERB", "VBD", "speak")


def test_doc_has_names(call: Doc) -> None:
    assert {(e.text, e.label_) for e in call.ents} >= {("Putin", "PERSON"), ("Geneva", "LOC")}


def test_doc_has_a_vector_for_every_word(call: Doc) -> None:
    assert call.tensor.shape == (len(call), 384)
    assert [bool(row.any()) for row in call.tensor] == [not t.is_space for t in call]


def test_doc_has_linked_attributions(call: Doc) -> None:
    found = {(a.source and a.source.text, a.cue and a.cue.text) for a in call._.attributions}
    assert {("the Kremlin", "said"), ("Putin", "told")} <= found
    assert {s.text for s in call.spans["cue"]} >= {"said", "told", "according to"}


def test_pipe_gives_what_single_reading_gives(nlp: Language) -> None:
    texts = [CALL, "", "Ukraine said no.", CALL * 12]
    for piped, text in zip(nlp.pipe(texts), texts, strict=True):
        assert described(piped) == described(nlp(text))


def described(doc: Doc) -> object:
    tokens = [(t.text, t.pos_, t.tag_, t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc]
    return tokens, [str(a) for a in doc._.attributions], [(e.text, e.label_) for e in doc.ents]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(' \n"“”‘’«».,')), max_size=300)
)
def test_any_text_gives_a_whole_doc(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for sent in doc.sents:
        assert sum(t.head == t for t in sent) == 1
    for attribution in doc._.attributions:
        assert attribution.content


def test_a_long_line_without_sentences_is_read(nlp: Language) -> None:
    doc = nlp("talks and " * 3000)
    assert max(len(s) for s in doc.sents) <= 240
