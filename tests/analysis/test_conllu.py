import pytest
import spacy
from spacy.tokens import Doc

from readout.analysis.conllu import conllu

VOCAB = spacy.blank("en").vocab


def made(words, heads, deps, *, spaces=None, starts=()):
    doc = Doc(
        VOCAB,
        words=words,
        spaces=spaces or [False] * len(words),
        pos=["SPACE" if word.isspace() else "NOUN" for word in words],
        tags=["_SP" if word.isspace() else "NN" for word in words],
        lemmas=[word.lower() for word in words],
        heads=heads,
        deps=deps,
        sent_starts=[number in starts or number == 0 for number in range(len(words))],
    )
    return doc


def rows(text):
    return [tuple(line.split("\t")[column] for column in (0, 1, 6, 7, 9)) for line in text.splitlines() if "\t" in line]


def test_a_document_is_written_with_its_comments():
    doc = made(["Talks", "end", "."], [1, 1, 1], ["nsubj", "root", "punct"], spaces=[True, False, False])
    assert conllu(doc, name="a b") == (
        "# newdoc id = a b\n# newpar\n# sent_id = a b-1\n# text = Talks end.\n"
        "1\tTalks\ttalks\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n"
        "2\tend\tend\tNOUN\tNN\t_\t0\troot\t_\tSpaceAfter=No\n"
        "3\t.\t.\tNOUN\tNN\t_\t2\tpunct\t_\t_\n"
        "\n"
    )


def test_white_space_is_no_word_and_what_hangs_on_it_is_lifted():
    doc = made(["We", "\n", "met", "twice"], [2, 2, 2, 1], ["nsubj", "dep", "root", "advmod"])
    assert rows(conllu(doc, name="d")) == [
        ("1", "We", "2", "nsubj", "_"),
        ("2", "met", "0", "root", "SpaceAfter=No"),
        ("3", "twice", "2", "advmod", "_"),
    ]


def test_a_sentence_has_one_root_even_when_its_root_is_white_space():
    doc = made(["\n", "One", "two"], [0, 0, 0], ["root", "nsubj", "obj"])
    assert rows(conllu(doc, name="d")) == [("1", "One", "0", "root", "SpaceAfter=No"), ("2", "two", "1", "obj", "_")]


def test_paragraphs_begin_after_an_empty_line():
    words = ["A", "\n", "B", "\n\n", "C"]
    doc = made(words, [0, 0, 2, 2, 4], ["root", "dep", "root", "dep", "root"], starts=(2, 4))
    lines = conllu(doc, name="d").splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# newdoc id = d", "# newpar", "# sent_id = d-1", "# text = A", "# sent_id = d-2", "# text = B",
        "# newpar", "# sent_id = d-3", "# text = C",
    ]  # fmt: skip


def test_a_line_break_inside_a_sentence_is_a_space_in_its_text():
    doc = made(["We", "\n", "met"], [2, 2, 2], ["nsubj", "dep", "root"])
    assert "# text = We met\n" in conllu(doc, name="d")


@pytest.mark.parametrize("text", ["", "\n\n", " \t "])
def test_text_without_words_has_no_sentences(text):
    assert conllu(spacy.blank("en")(text), name="d") == ""


def test_a_contraction_is_one_token_of_several_words():
    doc = made(["We", "do", "n't", "say"], [3, 3, 3, 3], ["nsubj", "aux", "advmod", "root"], spaces=[True, False, True, False])
    assert rows(conllu(doc, name="d")) == [
        ("1", "We", "4", "nsubj", "_"),
        ("2-3", "don't", "_", "_", "_"),
        ("2", "do", "4", "aux", "_"),
        ("3", "n't", "4", "advmod", "_"),
        ("4", "say", "0", "root", "_"),
    ]


def test_two_words_that_only_touch_are_two_tokens():
    doc = made(["yes", "/", "no"], [0, 0, 0], ["root", "punct", "conj"])
    assert [row[0] for row in rows(conllu(doc, name="d"))] == ["1", "2", "3"]
