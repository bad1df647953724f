"""A filter with a slip in it is an error, not an empty answer."""

from __future__ import annotations

import pytest

from readout.errors import InputError
from readout.store import Store


@pytest.mark.parametrize(
    ("rows", "asked", "reason"),
    [
        ("positions", {"stance": "maybe"}, "'maybe' is no stance; there are for, against, conditional"),
        ("positions", {"issue": "cease-fire"}, "'cease-fire' is no issue; did you mean ceasefire?"),
        ("proposals", {"issue": "nonsense"}, "'nonsense' is no issue; there are ceasefire, "),
        ("statements", {"mode": "quoted"}, "'quoted' is no mode; there are direct, mixed, indirect"),
        ("statements", {"outlet": "Nowhere Times"}, "'Nowhere Times' is no outlet; "),
        ("contacts", {"kind": "phone"}, "'phone' is no kind of contact; there are call, "),
        ("contacts", {"status": "hold"}, "'hold' is no status; did you mean held?"),
        ("actors", {"kind": "persons"}, "'persons' is no kind of actor; did you mean person?"),
        ("timeline", {"kind": "statement"}, "'statement' is no kind of event; there are contact, "),
        ("timeline", {"kind": "contact", "issue": "talks"}, "an event of the kind 'contact' has no issue"),
    ],
)
def test_what_does_not_exist_is_an_error(filled: Store, rows: str, asked: dict[str, str], reason: str) -> None:
    with pytest.raises(InputError) as caught:
        getattr(filled, rows)(**asked).page(5)
    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ("positions", {"stance": "conditional", "issue": "climate"}),
        ("contacts", {"kind": "summit", "status": "refused"}),
        ("statements", {"since": "2087"}),
        ("search", {"words": "xylophone"}),
    ],
)
def test_what_exists_and_is_not_found_is_empty(filled: Store, rows: str, asked: dict[str, str]) -> None:
    assert list(getattr(filled, rows)(**asked)) == []
