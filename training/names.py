"""Names: CoreNLP's silver spans in PolNeAR, GUM's entities, annotations of web and news texts; Universal NER for measuring."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from training.labels import NAMES

if TYPE_CHECKING:
    from training.corpora import Example
    from training.treebank import Text

UNKNOWN = -100
SILVER = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC", "DATE": "DATE", "TIME": "DATE", "DURATION": "DATE"}
ANNOTATED = {"person": "PERSON", "organization": "ORG"}
GUM = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
TITLES = frozenset(
    "mr mrs ms dr prof professor sir lord lady president minister senator sen rep representative governor gov judge justice "
    "general gen colonel col captain capt king queen prince princess pope chancellor secretary ambassador mayor".split()
)
PARTICLES = frozenset("de la du da van von der al bin ibn el -".split())
INSIDE = PARTICLES | frozenset(["of", "the", "for", "&", "’s", "'s"])


def silver_names(ex: Example, spans: Sequence[Sequence[object]], demonyms: frozenset[str]) -> list[int]:
    """CoreNLP's names as labels; its MISC is a nationality where the word is a demonym, else unknown."""
    labels = [0] * len(ex.words)
    for start, end, kind in spans:
        where = ex.overlapping(int(start), int(end))  # type: ignore[call-overload]
        words = " ".join(ex.words[i] for i in where)
        name = "NORP" if kind == "MISC" and words.lower() in demonyms else SILVER.get(str(kind))
        if name is not None:
            write(labels, where, name)
        elif kind == "MISC":
            for i in where:
                labels[i] = UNKNOWN
    return labels


def write(labels: list[int], where: Sequence[int], name: str) -> None:
    """Mark a name in BIO."""
    for n, i in enumerate(where):
        labels[i] = NAMES.index(f"{'I' if n else 'B'}-{name}")


def known_names(ex: Example, text: str, actors: Sequence[Mapping[str, str]]) -> None:
    """Correct names by the actors of an annotated text: wherever a person or an organization is named in full.

    A name that runs on into another ("Republic of Lithuania Gitanas Nauseda") is cut where that begins.
    """
    labels = ex.tags["names"]
    for actor in sorted(actors, key=lambda actor: len(actor["name"])):
        kind, name = ANNOTATED.get(actor["kind"]), actor["name"].removeprefix("the ").removeprefix("The ")
        if kind is None or not name[:1].isupper() or not all(w[0].isupper() or w in INSIDE for w in name.split()):
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            where = ex.overlapping(*match.span())
            tags = [NAMES[labels[i]] if labels[i] > 0 else "" for i in where]
            if all(tag[2:] == kind for tag in tags) and not any(tag.startswith("B-") for tag in tags[1:]):
                continue
            write(labels, where, kind)
            after = where[-1] + 1
            rest = NAMES[labels[after]] if after < len(labels) and labels[after] > 0 else ""
            if rest.startswith("I-") and rest[2:] != kind:
                labels[after] = NAMES.index(f"B-{rest[2:]}")


def web_names(ex: Example, text: Text, annotated: Mapping[str, Sequence[tuple[int, int, str]]]) -> list[int]:
    """Names of persons, organizations and places, annotated sentence by sentence as (start, end, kind); others are none."""
    labels = [UNKNOWN if tag == UNKNOWN else 0 for tag in ex.tags["upos"]]
    for key, at in text.sentences.items():
        for start, end, kind in annotated.get(key, ()):
            write(labels, ex.overlapping(at + start, at + end), kind)
    return labels


def mentions(text: Text) -> Iterator[tuple[int, int, str, list[int]]]:
    """GUM's mentions as (first word, end word, type, indices of the words that make the minimal span)."""
    stack: list[tuple[str, int, str, str]] = []
    for i, word in enumerate(text.words):
        entity = next((m[7:] for m in word.misc.split("|") if m.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]*\)?|[^()]*\)", entity):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                if len(fields) < 5:
                    continue
                stack.append((fields[0], i, fields[1], fields[5] if fields[4].startswith("cf") else fields[4]))
                if not part.endswith(")"):
                    continue
                key = fields[0]
            else:
                key = part.rstrip(")")
            at = next((k for k in range(len(stack) - 1, -1, -1) if not key or stack[k][0] == key), None)
            if at is not None:
                _, start, kind, minimal = stack.pop(at)
                found = [start + int(n) - 1 for n in minimal.split(",") if n.isdigit()]
                yield start, i + 1, kind, [k for k in found if start <= k <= i] or [start]


def gum_names(ex: Example, text: Text) -> list[int]:
    """Names among GUM's entities: the proper nouns around a mention's minimal span, titles cut, the widest name kept.

    Expressions of time and adjectives ("Spanish") are unknown: GUM does not say which of them are names.
    """
    token = {(at, at + len(w)): i for i, (at, w) in enumerate(zip(ex.starts, ex.words, strict=True))}
    labels = [UNKNOWN if tag == UNKNOWN else 0 for tag in ex.tags["upos"]]
    found = sorted((m for m in mentions(text) if m[2] in (*GUM, "time")), key=lambda m: m[0] - m[1])
    for start, end, kind, minimal in found:
        where = (
            range(start, end) if kind == "time" else widen(text, start, end, minimal, PARTICLES if kind == "person" else INSIDE)
        )
        tokens = [token[w.start, w.end] for k in where if ((w := text.words[k]).start, w.end) in token]
        adjective = len(where) == 1 and text.words[where[0]].upos == "ADJ"
        if kind == "time" or adjective:
            for i in tokens:
                labels[i] = UNKNOWN
        elif tokens and not any(labels[i] > 0 for i in tokens):
            write(labels, range(tokens[0], tokens[-1] + 1), GUM[kind])
    return labels


def widen(text: Text, start: int, end: int, minimal: list[int], inside: frozenset[str]) -> range:
    """The run of proper nouns, with the small words `inside` it, around the head of a mention."""
    words = text.words

    def proper(k: int) -> bool:
        return start <= k < end and words[k].xpos in ("NNP", "NNPS") and words[k].form[:1].isupper()

    low = next((k for k in minimal if proper(k)), None)
    if low is None:
        return range(0)
    high = low + 1
    while proper(low - 1) or (start < low and words[low - 1].form in inside and proper(low - 2)):
        low -= 1 if proper(low - 1) else 2
    while high < end:
        gap = next((n for n in (0, 1, 2) if proper(high + n)), None)
        if gap is None or any(words[high + n].form.lower() not in inside for n in range(gap)):
            break
        high += gap + 1
    while low + 1 < high and words[low].form.lower().strip(".") in TITLES:
        low += 1
    return range(low, high)


def uner(path: Path) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """Universal NER's sentences: the raw text, and names as (start, end, PERSON | ORG | LOC)."""
    out: list[tuple[str, list[tuple[int, int, str]]]] = []
    text, rows = "", list[tuple[str, str]]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            rows.append((cells[1], cells[2]))
        elif rows:
            out.append((text, offsets(text, rows)))
            rows = []
    return out


def offsets(text: str, rows: list[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Names of a sentence as character offsets."""
    at, names = 0, list[tuple[int, int, str]]()
    for form, label in rows:
        start = text.find(form, at)
        if start < 0:
            continue
        at = start + len(form)
        kind = {"PER": "PERSON"}.get(label[2:], label[2:])
        if label.startswith("B-"):
            names.append((start, at, kind))
        elif label.startswith("I-") and names:
            names[-1] = (names[-1][0], at, names[-1][2])
    return [n for n in names if n[2] in ("PERSON", "ORG", "LOC")]
