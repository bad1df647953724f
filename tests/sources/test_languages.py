import sys

import pytest

from readout.document import Document
from readout.sources.languages import english, language
from tests.sources.pages import PARAGRAPHS

TEXTS = {
    "en": " ".join(PARAGRAPHS),
    "de": "Norland und Estmark wollen sich in der kommenden Woche treffen, sagte die Außenministerin am Dienstag. „Wir werden "
    "über die Grenze sprechen“, sagte sie in der Hauptstadt vor Journalisten. Ein genaues Datum nannte sie nicht, und auch "
    "nicht, wer zu dem Treffen reisen wird.",
    "ru": "Норланд и Эстмарк договорились встретиться на следующей неделе, сообщила во вторник министр иностранных дел. «Мы "
    "будем говорить о границе», — сказала она журналистам в столице. Точной даты она не назвала и не сказала, кто поедет на "
    "встречу с каждой стороны.",
}


@pytest.mark.parametrize("said", [None, "en-GB", "fr"])
@pytest.mark.parametrize("name", TEXTS)
def test_the_language_is_told_from_the_text(name, said):
    assert language(Document(text=TEXTS[name], language=said)) == name


@pytest.mark.parametrize(("said", "told"), [(None, "en"), ("en_US", "en"), ("de-AT", "de"), ("UK", "uk")])
@pytest.mark.parametrize("text", ["", "Minsk, Kyiv, Riyadh.", "1 2 3 " * 100], ids=["empty", "names", "numbers"])
def test_a_short_text_is_in_the_language_it_says(text, said, told):
    assert language(Document(text=text, language=said)) == told


def test_without_the_part_for_languages_what_texts_say_counts(monkeypatch):
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)
    assert [language(Document(text=TEXTS["de"], language=said)) for said in (None, "de")] == ["en", "de"]


def test_other_languages_are_set_aside():
    aside = []
    documents = [Document(text=text, id=name) for name, text in TEXTS.items()]
    found = list(english(documents, aside=lambda document, language: aside.append((document.id, language))))
    assert [document.id for document in found] == ["en"]
    assert aside == [("de", "de"), ("ru", "ru")]
