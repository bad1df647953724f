"""What the reading knows, as data: one YAML file and one small model a subject.

To add a subject `things`: write `things.yaml` and a model in `things.py` (a `Table`, or a `Keyed` where the keys are free),
and add the line `things: Things` to `Codebook`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from readout.codebook.attribution import Attribution
from readout.codebook.clauses import Clauses
from readout.codebook.commitments import Commitments
from readout.codebook.contacts import Contacts
from readout.codebook.gazetteer import Form, Gazetteer, Sense
from readout.codebook.issues import Issues
from readout.codebook.joining import Joining
from readout.codebook.names import Names
from readout.codebook.offices import Offices
from readout.codebook.organizations import Organizations
from readout.codebook.people import People
from readout.codebook.plover import Plover
from readout.codebook.proposals import Proposals
from readout.codebook.responses import Answers
from readout.codebook.stances import Stances
from readout.codebook.states import States
from readout.codebook.table import Keyed, Table, explain, overlay, parse
from readout.codebook.times import Times
from readout.codebook.titles import Titles
from readout.codebook.warnings import Warnings
from readout.errors import CodebookError

__all__ = ["Codebook", "Keyed", "Table"]

PACKAGED = Path(__file__).parent


class Codebook(BaseModel):
    """All tables; each field is read from the YAML file of its name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    digest: str
    states: States
    organizations: Organizations
    titles: Titles
    names: Names
    people: People
    offices: Offices
    issues: Issues
    joining: Joining
    stances: Stances
    clauses: Clauses
    commitments: Commitments
    contacts: Contacts
    attribution: Attribution
    warnings: Warnings
    proposals: Proposals
    responses: Answers
    times: Times
    plover: Plover

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """Read the packaged tables, with the files in `folder` laid over those of the same name.

        Raises `CodebookError`, naming the file and the key.
        """
        subjects = [name for name in cls.model_fields if name != "digest"]
        if folder is not None:
            _check(folder, subjects)
        digest, tables = hashlib.sha256(), dict[str, Any]()
        for name in subjects:
            tables[name], raw = _read(f"{name}.yaml", folder)
            digest.update(f"{name}:{len(raw)}\n".encode() + raw)
        try:
            book = cls(digest=digest.hexdigest(), **tables)
        except ValidationError as error:
            raise explain(error) from None
        book.check_parties()
        return book

    def check_parties(self) -> None:
        """Raise `CodebookError` where somebody speaks for, or a title, paper or office is of, what is no state and no side."""
        sides = {*self.states.keys(), *(code for code, org in self.organizations.items() if org.party is None)}
        for file, entries in (("organizations.yaml", self.organizations.items()), ("people.yaml", self.people.items())):
            for code, entry in entries:
                if entry.party is not None and entry.party not in sides:
                    reason = f"'{entry.party}' is no state, and no organization that is a side of its own"
                    raise CodebookError(reason, file=file, key=f"{code}.party")
        for key, codes in (("title_states", self.titles.title_states), ("homes", self.titles.homes)):
            for name, code in codes.items():
                if code not in sides:
                    raise CodebookError(f"'{code}' is no state", file="titles.yaml", key=f"{key}.{name}")
        for code in self.offices.of:
            if code not in sides:
                reason = f"'{code}' is no state, and no organization that is a side of its own"
                raise CodebookError(reason, file="offices.yaml", key=f"of.{code}")

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of states and organizations, their places and people, to be found in texts."""
        return Gazetteer(self._phrases())

    def _phrases(self) -> Iterator[tuple[str, Sense]]:
        for code, org in self.organizations.items():
            forms: dict[Form, tuple[str, ...]] = {"name": (org.name, *org.aliases), "seat": org.seats, "people": org.members}
            yield from ((phrase, Sense(code, form)) for form, phrases in forms.items() for phrase in phrases)
        for code, state in self.states.items():
            forms = {
                "name": (state.name, *state.aliases),
                "capital": state.capitals,
                "seat": state.seats,
                "people": state.demonyms,
            }
            yield from ((phrase, Sense(code, form)) for form, phrases in forms.items() for phrase in phrases)
            yield from (
                (demonym + "s", Sense(code, "people"))
                for demonym in state.demonyms
                if not demonym.endswith(("s", "sh", "ch", "ese"))
            )


def _read(file: str, folder: Path | None) -> tuple[dict[str, Any], bytes]:
    """One table before validation, and the bytes that it was made of."""
    raw = (PACKAGED / file).read_bytes()
    data = parse(raw, file=file)
    if folder is None or not (folder / file).exists():
        return data, raw
    own = (folder / file).read_bytes()
    return overlay(data, parse(own, file=str(folder / file))), raw + b"\0" + own


def _check(folder: Path, subjects: list[str]) -> None:
    if not folder.is_dir():
        raise CodebookError("no such folder", file=str(folder), key="the whole folder")
    for path in sorted(folder.glob("*.y*ml")):
        if path.suffix != ".yaml" or path.stem not in subjects:
            known = ", ".join(f"{name}.yaml" for name in subjects)
            raise CodebookError(f"not a file of the codebook; there are {known}", file=str(path), key="the whole file")
