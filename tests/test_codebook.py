"""The codebook: that it loads, that its names are found, and that a bad entry says where it is."""

import re
from pathlib import Path

import pytest

from readout import Reader
from readout.codebook import Codebook
from readout.errors import CodebookError

DOCS = Path(__file__).parents[1] / "docs" / "codebook.md"


@pytest.fixture(scope="module")
def book() -> Codebook:
    return Codebook.load()


def words(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\S+", text)]


def own(folder: Path, **files: str) -> Codebook:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Codebook.load(folder)


def test_digest_changes_with_the_tables_and_only_with_them(tmp_path: Path, book: Codebook) -> None:
    assert Codebook.load().digest == book.digest
    assert own(tmp_path).digest == book.digest
    assert own(tmp_path, states="ruritania: {name: Ruritania}").digest != book.digest


def test_states_hold_all_members_of_the_united_nations(book: Codebook) -> None:
    # 193 members, the observers, and the territories and former states that news name.
    assert len(book.states) > 193 + 2
    names = [state.name for _, state in book.states.items()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "phrase", "actor", "form"),
    [
        ("The US said", "US", "united-states", "name"),
        ("talks in Washington, D.C. on Friday", "Washington, D.C.", "united-states", "capital"),
        ("sources in the Kremlin", "Kremlin", "russia", "seat"),
        ("the Élysée said", "Élysée", "france", "seat"),
        ("Kiev’s answer", "Kiev", "ukraine", "capital"),
        ("the People’s Republic of China", "People’s Republic of China", "china", "name"),
        ("Russians and Ukrainians", "Ukrainians", "ukraine", "people"),
        ("the South Sudanese side", "South Sudanese", "south-sudan", "people"),
        ("a UN official", "UN", "united-nations", "name"),
        ("Brussels said", "Brussels", "european-union", "seat"),
        ("Ansar Allah said", "Ansar Allah", "houthis", "name"),
        ("the State Department", "State Department", "us-state-department", "name"),
    ],
)
def test_gazetteer_finds_the_longest_phrase(book: Codebook, text: str, phrase: str, actor: str, form: str) -> None:
    hits = {text[h.start : h.end]: h.senses[0] for h in book.gazetteer.match(text, words(text))}
    assert (hits[phrase].actor, hits[phrase].form) == (actor, form)


@pytest.mark.parametrize("text", ["tell us more", "who is it", "a turkey", "USA's".lower(), "Chinatown", "Unesco-like".lower()])
def test_gazetteer_leaves_ordinary_words_alone(book: Codebook, text: str) -> None:
    assert not list(book.gazetteer.match(text, words(text)))


def test_own_files_add_replace_extend_and_remove(tmp_path: Path, book: Codebook) -> None:
    merged = own(
        tmp_path,
        states="""
            ruritania: {name: Ruritania, capitals: [Strelsau]}
            france: {name: Francia}
            turkey: {aliases+: [Ottoman Empire, Türkiye]}
            niue:
        """,
    )
    assert merged.states["ruritania"].capitals == ("Strelsau",)
    assert merged.states["france"].name == "Francia"
    assert merged.states["france"].capitals == book.states["france"].capitals
    assert merged.states["turkey"].aliases == (*book.states["turkey"].aliases, "Ottoman Empire")
    assert "niue" in book.states
    assert "niue" not in merged.states


def test_words_of_yaml_stay_words(tmp_path: Path) -> None:
    merged = own(tmp_path, states="norway: {aliases: [no, on, 1, 2025-01-01]}")
    assert merged.states["norway"].aliases == ("no", "on", "1", "2025-01-01")


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("states", "ruritania: {nam: Ruritania}", "states.yaml: ruritania.name: Field required"),
        ("states", "france: {capital: Paris}", "states.yaml: france.capital: Extra inputs are not permitted"),
        ("states", "france: {aliases: Gaul}", "states.yaml: france.aliases: Input should be a valid tuple"),
        ("states", "a: {name: A}\na: {name: B}", "line 1: the key 'a' stands twice"),
        ("states", "a: [", "line 2: "),
        ("states", "- a", "the whole file: must be a mapping of keys to entries"),
        ("organizations", "duma: {name: Duma, party: rusia}", "organizations.yaml: duma.party: 'rusia' is no state"),
        ("organizations", "nato: {party: nato}", "organizations.yaml: nato.party: 'nato' is no state"),
        ("people", "A B: {gender: male}", "people.yaml: A B.gender: Input should be 'm' or 'f'"),
        ("stats", "a: {name: A}", "not a file of the codebook; there are states.yaml, "),
    ],
)
def test_a_bad_entry_is_one_line_with_file_and_key(tmp_path: Path, file: str, text: str, message: str) -> None:
    with pytest.raises(CodebookError) as caught:
        own(tmp_path, **{file: text})
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no such folder"):
        Codebook.load(tmp_path / "nowhere")


def test_the_examples_of_the_guide_load(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n# (\w+)\.yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.S)
    assert len(blocks) >= 4
    merged = own(tmp_path, **dict(blocks))
    assert merged.states["ruritania"].capitals == ("Strelsau",)
    assert merged.organizations["elphberg-league"].party is None
    assert "fisheries" in merged.issues
    assert "lord chamberlain" in merged.titles.titles


@pytest.mark.parametrize(("left_out", "stance"), [(None, "against"), ("stances", "for")])
def test_the_worked_example_of_the_guide_reads_as_it_says(
    tmp_path: Path, reader: Reader, left_out: str | None, stance: str
) -> None:
    page = DOCS.read_text(encoding="utf-8")
    files = dict(re.findall(r"```yaml\n# (\w+)\.yaml\n(.*?)```", page, flags=re.S))
    files.pop(left_out, None)
    text = re.search(r"this text\n\n```text\n(.*?)```", page, flags=re.S)[1]
    record = Reader(codebook=own(tmp_path, **files), model=reader.nlp).read(text)
    (position,) = (p for p in record.positions if p.issue == "fisheries")
    holder = next(actor for actor in record.actors if actor.id == position.party)
    assert record.statements[0].speakers == ("ruritania",)
    assert (holder.party, holder.kind, position.stance) == ("ruritania", "person", stance)
