"""Where and when those meet who are on a journey: where it has led them, unless the text says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from readout.reading.actors import Cast
from readout.reading.contact_rows import MEETINGS, Draft

TOLD = ("held", "planned")


def settle(rows: Sequence[Draft], cast: Cast) -> None:
    """Give meetings without a place that of the journey, or of the meeting before, on which they are; and its date."""
    scene: Draft | None = None
    for row in rows:
        if row.kind == "visit":
            scene = None if _stages(row, rows) else row
        elif row.kind in MEETINGS and row.status in TOLD:
            if scene is not None and row.place is None and _there(scene, row, cast):
                _join(scene, row)
            if row.place is not None:
                scene = row


def _stages(row: Draft, rows: Sequence[Draft]) -> bool:
    """Whether it is one of several stages told together: none of them is where a meeting took place."""
    return any(one is not row and one.kind == "visit" and one.evidence[0] == row.evidence[0] for one in rows)


def _there(scene: Draft, row: Draft, cast: Cast) -> bool:
    """Whether somebody who is there takes part, at the same time as far as the text tells."""
    people = {id for id in scene.participants if cast[id].kind == "person"} & set(row.participants)
    agree = row.date is None or scene.date is None or scene.date[:7] == row.date[:7]
    return bool(people) and scene.status in TOLD and agree and not row.another


def _join(scene: Draft, row: Draft) -> None:
    row.place = scene.place
    if row.date is None and scene.date is not None:
        row.date, row.ranged = scene.date[:7] if scene.ranged else scene.date, False
