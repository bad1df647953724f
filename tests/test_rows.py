"""What a short text gives, layer by layer, with the packaged model: proposals and answers, commitments, warnings."""

import pytest

import readout
from readout import Record

PLAN = "President Zelenskyy presented a ten-point peace plan. China welcomed the plan. Moscow dismissed it as a non-starter."
OFFER = "Ukraine proposed a 30-day ceasefire at talks in Geneva. Russia rejected the proposal."
PLEDGE = "France pledged to send 20 armoured vehicles to Ukraine by the end of March, the Elysee said."
THREAT = "Iran will respond harshly if Israel attacks its nuclear facilities, Foreign Minister Abbas Araghchi warned."
BEFORE = "If Kiev refuses to talk, Russia will continue its military operation, President Vladimir Putin warned."


def read(text: str) -> tuple[Record, dict[str, str]]:
    record = readout.read(text, published="2025-03-10")
    return record, {a.id: a.name for a in record.actors}


@pytest.mark.parametrize(
    ("text", "by", "name", "answers"),
    [
        (PLAN, "Zelenskyy", "a ten-point peace plan", [("China", "welcomes"), ("Russia", "rejects")]),
        (OFFER, "Ukraine", "a 30-day ceasefire", [("Russia", "rejects")]),
    ],
)
def test_a_proposal_has_its_answers(text: str, by: str, name: str, answers: list[tuple[str, str]]) -> None:
    record, names = read(text)
    (found,) = record.proposals
    assert [names[a] for a in found.by] == [by]
    assert record.quote(found.name).startswith(name)
    assert [(names[r.by], r.response) for r in found.responses] == answers


def test_a_commitment_has_its_deadline_and_the_statement_it_rests_on() -> None:
    record, names = read(PLEDGE)
    (found,) = record.commitments
    assert [names[a] for a in found.by] == ["France"]
    assert record.quote(found.action).startswith("send 20 armoured vehicles")
    assert found.due == "2025-03"
    assert found.statement in {s.id for s in record.statements}


@pytest.mark.parametrize(
    ("text", "by", "condition", "consequence"),
    [
        (THREAT, "Abbas Araghchi", "if Israel attacks its nuclear facilities", "Iran will respond harshly"),
        (BEFORE, "Vladimir Putin", "If Kiev refuses to talk", "Russia will continue its military operation"),
    ],
)
def test_a_warning_parts_condition_and_consequence(text: str, by: str, condition: str, consequence: str) -> None:
    record, names = read(text)
    (found,) = record.warnings
    assert (names[found.by], record.quote(found.consequence)) == (by, consequence)
    assert found.condition is not None
    assert record.quote(found.condition) == condition


@pytest.mark.parametrize("text", ["The weather in Geneva was mild.", "He arrived smiling.", ""])
def test_plain_narration_gives_no_rows(text: str) -> None:
    record, _ = read(text)
    assert (record.proposals, record.commitments, record.warnings, record.positions, record.contacts) == ((), (), (), (), ())
