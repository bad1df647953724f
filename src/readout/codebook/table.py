"""What every table of the codebook is made of, and how its YAML is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, RootModel, ValidationError

from readout.errors import CodebookError

T = TypeVar("T")


class Table(BaseModel):
    """A mapping with known keys; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Keyed(RootModel[dict[str, T]], Generic[T]):
    """A mapping whose keys are the codes of its entries, in the order of the file."""

    model_config = ConfigDict(frozen=True)

    def __getitem__(self, key: str) -> T:
        return self.root[key]

    def __contains__(self, key: object) -> bool:
        return key in self.root

    def __len__(self) -> int:
        return len(self.root)

    def keys(self) -> Iterator[str]:
        """All codes, in order."""
        return iter(self.root)

    def items(self) -> Iterator[tuple[str, T]]:
        """Codes with their entries, in order."""
        return iter(self.root.items())


class _Loader(yaml.CSafeLoader):
    """YAML in which every plain word is text: `no`, `on`, `1` stay words until a model asks for something else."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (the base class declares it so)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            keys = [key.value for key, _ in node.value]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise yaml.constructor.ConstructorError(None, None, f"the key '{twice}' stands twice", node.start_mark)
        return mapping


_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


def parse(text: bytes, *, file: str) -> dict[str, Any]:
    """Read one YAML file, which must be a mapping.

    Raises `CodebookError` naming the line where it is not YAML.
    """
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else "the whole file"
        raise CodebookError(str(error.problem), file=file, key=line) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CodebookError(" ".join(str(error).split()), file=file, key="the whole file") from None
    if not isinstance(data, dict):
        raise CodebookError("must be a mapping of keys to entries", file=file, key="the whole file")
    return data


def overlay(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Lay an analyst's own entries over the packaged ones.

    Mappings are merged key by key, `key+` adds to the list `key`, an empty entry removes the key, anything else replaces.
    """
    merged = dict(base)
    for key, value in own.items():
        if key.endswith("+") and isinstance(value, list):
            old = merged.get(key[:-1]) or []
            merged[key[:-1]] = [*old, *(item for item in value if item not in old)]
        elif value is None:
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = overlay(merged[key], value)
        else:
            merged[key] = value
    return merged


def explain(error: ValidationError) -> CodebookError:
    """Turn the first of pydantic's complaints about the whole codebook into one line that names file and key."""
    first = error.errors(include_url=False)[0]
    subject, *keys = first["loc"] or ("codebook",)
    return CodebookError(first["msg"], file=f"{subject}.yaml", key=".".join(map(str, keys)) or "the whole file")
