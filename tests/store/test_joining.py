"""Who is who across documents: tables of names and the actors they are."""

from __future__ import annotations

from itertools import permutations

import pytest

from readout.codebook import Codebook
from readout.record import Record
from readout.store import Store
from tests.store.records import MADE, country, person

# Names with their parties, and the actors they are joined to, in the same order.
TABLE = [
    pytest.param(
        [("Vladimir Kostin", "russia"), ("Kostin", "russia"), ("Vladimir Kostin", None), ("V. Kostin", "russia")],
        ["vladimir-kostin"] * 4,
        id="a family name, an initial and a missing party are the same person",
    ),
    pytest.param(
        [("Volodymyr Zelensky", "ukraine"), ("Vladimir Zelenskiy", "ukraine"), ("Zelenskyy", "ukraine"), ("Zelensky", None)],
        ["volodymyr-zelenskyy"] * 4,
        id="transliterations are the same person",
    ),
    pytest.param(
        [("Yury Ushin", "russia"), ("Yuri Ushin", "russia"), ("Yuriy Ushin", None)],
        ["yuri-ushin"] * 3,
        id="given names in several spellings are one",
    ),
    pytest.param(
        [("Joseph R. Barden, Jr.", "united states"), ("Joe Barden", "united states"), ("Barden", "united states")],
        ["joe-barden"] * 3,
        id="nicknames, middle initials and Jr. do not count",
    ),
    pytest.param(
        [("George W. Marsh", None), ("George H. W. Marsh", None)],
        ["george-w-marsh", "george-h-w-marsh"],
        id="other middle names are other people",
    ),
    pytest.param(
        [("Aldo Ferrante", "montesol"), ("Bruna Ferrante", "montesol"), ("Ferrante", "montesol")],
        ["aldo-ferrante", "bruna-ferrante", "ferrante-montesol"],
        id="a family name that two people have stays alone",
    ),
    pytest.param(
        [("Kim Jong-un", "north korea"), ("Kim Jong Un", "north korea"), ("Kim", "north korea"), ("Kim", "south korea")],
        ["kim-jong-un", "kim-jong-un", "kim-jong-un", "kim-south-korea"],
        id="a family name may stand first, and parties tell namesakes apart",
    ),
    pytest.param(
        [("John Smith", "norland"), ("John Smith", "sudland"), ("Jon Smith", "ostmark")],
        ["john-smith", "john-smith", "jon-smith"],
        id="the very same name is one actor whatever its party",
    ),
    pytest.param(
        [("Mustafa al-Kadri", "iraq"), ("Al-Kadri", "iraq"), ("Kadri", "iraq")],
        ["mustafa-al-kadri"] * 3,
        id="articles before a family name come and go",
    ),
    pytest.param(
        [("Recep Tayyip Erdem", "turkey"), ("Tayyip Erdem", "turkey"), ("Erdem", "turkey")],
        ["tayyip-erdem"] * 3,
        id="a first given name may be left out within one party",
    ),
    pytest.param(
        [("a senior official", "norland"), ("a senior official", None), ("the official", "norland")],
        ["a-senior-official", "a-senior-official", "the-official"],
        id="descriptions are joined only to themselves",
    ),
    pytest.param(
        [("MBS", "saudi arabia"), ("Mohammed bin Salman", "saudi arabia"), ("Mohammad bin Salman", None)],
        ["mohammed-bin-salman"] * 3,
        id="other names that the codebook knows",
    ),
    pytest.param([("  ", None), ("…", None)], ["unnamed", "…"], id="names without letters"),
    pytest.param([("Georgia", None)], ["georgia-person"], id="a person is never taken for a country"),
]


def _record(number: int, names: list[tuple[str, str | None]]) -> Record:
    parties = sorted({party for _, party in names if party})
    actors = [person(f"a{place}", name, party) for place, (name, party) in enumerate(names)]
    return Record(
        id=f"d{number}", text=".", actors=[*actors, *(country(party, party.title()) for party in parties)], readout=MADE
    )


def _joined(store: Store, names: list[tuple[str, str | None]]) -> list[str]:
    from sqlalchemy import select

    from readout.store.naming import Naming
    from readout.store.tables import names as table

    found = []
    with store._database.reading() as connection:
        for name in names:
            key = Naming(_record(0, [name]))["a0"]
            found.append(connection.execute(select(table.c.actor).where(table.c.key == key)).scalar_one())
    return found


@pytest.mark.parametrize(("names", "expected"), TABLE)
def test_names_are_joined(names: list[tuple[str, str | None]], expected: list[str], codebook: Codebook) -> None:
    orders = list(permutations(range(len(names))))
    for order in orders[:: max(1, len(orders) // 4)]:
        with Store.open(":memory:", codebook=codebook) as store:
            for number in order:
                store.add(_record(number, [names[number]]))
            assert _joined(store, names) == expected, order


def test_parties_are_joined_by_the_codebook(store: Store) -> None:
    for number, name in enumerate(("United Kingdom", "UK", "Britain", "Türkiye", "Turkey", "Norland")):
        store.add(Record(id=f"d{number}", text=".", actors=[country("it", name)], readout=MADE))
    store.add(Record(id="o", text=".", actors=[{"id": "it", "name": "UN", "kind": "organization"}], readout=MADE))
    found = {row.actor: (row.name, set(row.aliases)) for row in store.actors()}
    assert found == {
        "united-kingdom": ("United Kingdom", {"UK", "Britain"}),
        "turkey": ("Turkey", {"Türkiye"}),
        "norland": ("Norland", set()),
        "united-nations": ("United Nations", {"UN"}),
    }


def test_an_actor_is_called_by_its_usual_name(store: Store) -> None:
    names = ["Kostin", "Vladimir Vladimirovich Kostin", "Vladimir Kostin", "V. Kostin"]
    for number, name in enumerate(names):
        store.add(_record(number, [(name, "norland")]))
    (row,) = store.actors("Kostin")
    assert (row.actor, row.name, row.party, row.documents) == ("vladimir-kostin", "Vladimir Kostin", "norland", 4)
    assert set(row.aliases) == set(names) - {"Vladimir Kostin"}


def test_actors_are_found_by_party_and_kind(filled: Store) -> None:
    assert [row.actor for row in filled.actors(party="sudland", kind="person")] == ["edit-varga", "jorg-hallen"]
