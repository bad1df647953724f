from io import StringIO

import pytest
from rich.cells import cell_len

from readout.exports.terminal import print_records
from readout.record import Statement
from tests.exports.sample import sample, span

LAYERS = ("actors", "statements", "contacts", "proposals", "positions", "commitments", "warnings")


def printed(*records, width=100):
    out = StringIO()
    print_records(records, out, width=width)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_every_layer_is_shown_as_a_person_reads_it():
    assert (
        printed(sample())
        == """\
Tavria and Lemuria talk
The Example · 2026-03-03 · 4 statements · 1 contact · 1 proposal · 2 positions · 1 commitment
1 warning

Statements
  Ana Ruiz                 said      ·   The two ministers met on Monday
  Ana Ruiz                 added     “”  “Tavria stressed that it wants peace,”
  └ Tavria                 stressed  ·   that it wants peace
  Jon Vale                 warned    ·   Without a deal, Tavria will cut the gas [Monday]
  · in other words   “” quoted

Contacts
  ●  2026-03-02  meeting  Jon Vale, Ana Ruiz                        The two ministers met on Monday
                          in Oslo, 40 minutes, initiated by Jon
                          Vale

Positions
                        Lemuria            Tavria
  peace settlement                           +
  prisoners                −

  +  peace settlement  Tavria              wants peace
  −  prisoners         Lemuria             Lemuria rejected
  + for   − against

Proposals
  Tavria                   a prisoner swap  [prisoners]
  └ Lemuria                rejects: Lemuria rejected

Commitments
  Lemuria                  to open the border  to Tavria  by 2026-05

Warnings
  Jon Vale to Lemuria      Without a deal → Tavria will cut the gas"""
    )


@pytest.mark.parametrize("width", [40, 80, 132, 200])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(map(cell_len, printed(sample(), width=width).splitlines())) <= width


def test_a_person_is_called_in_full_once_and_then_as_the_text_does():
    (ana, *others), spans = sample().actors, (span("Ruiz"),)
    text = printed(sample(actors=(ana.model_copy(update={"mentions": spans}), *others)))
    assert text.index("  Ana Ruiz  ") < text.index("  Ruiz  ") and text.count("Ana Ruiz  ") == 1


def test_empty_layers_are_left_out():
    text = printed(sample(**dict.fromkeys(LAYERS[1:], ())))
    assert text.splitlines() == ["Tavria and Lemuria talk", "The Example · 2026-03-03 · nothing found"]


def test_a_record_of_nothing_says_so():
    nothing = dict.fromkeys(("title", "outlet", "published", "url"))
    assert printed(sample(text="", **nothing, **dict.fromkeys(LAYERS, ()))).splitlines() == ["(no text)", "nothing found"]


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x9b31m", "\x07", "\r", "\u202e", "\x08"])
def test_control_characters_of_a_text_never_reach_the_terminal(evil):
    text = f"He {evil} said {evil} so."
    statement = Statement(id="s", source=(0, 2 + len(evil)), cue=None, content=((3, len(text)),), mode="indirect")
    changed = {"text": text, "title": evil, "outlet": evil, "statements": (statement,)}
    out = StringIO()
    print_records([sample(**(dict.fromkeys(LAYERS, ()) | changed))], out, width=80)
    assert evil not in out.getvalue()


def test_markup_of_a_text_is_shown_as_it_is():
    assert "[bold red]Talk[/]" in printed(sample(title="[bold red]Talk[/]"))


def test_no_colour_where_output_is_not_a_terminal():
    assert "\x1b" not in printed(sample())


def test_where_the_table_of_positions_has_no_room_each_holder_has_a_line():
    text = printed(sample(), width=50)
    assert "\n  Lemuria  − prisoners\n  Tavria   + peace settlement\n" in text


@pytest.mark.parametrize(("party", "shown"), [("tavria", "wants peace  (per Ana Ruiz)"), ("ana-ruiz", "wants peace")])
def test_a_row_says_on_whose_word_it_is_where_that_is_another_s(party, shown):
    position = sample().positions[0].model_copy(update={"party": party, "statement": "s0"})
    text = printed(sample(positions=(position,)))
    assert next(line for line in text.splitlines() if "  +  peace" in line).endswith(f"  {shown}")


def test_lines_have_no_spaces_at_their_end():
    out = StringIO()
    print_records([sample()], out, width=100)
    assert not [line for line in out.getvalue().splitlines() if line != line.rstrip()]


def test_an_unknown_speaker_is_shown_by_its_words():
    statements = (
        sample().statements[0].model_copy(update={"speakers": ()}),
        Statement(id="x", source=None, cue=None, content=((0, 6),), mode="mixed"),
    )
    text = printed(sample(statements=statements), width=150)
    assert "‘Lemurian envoy Ana Ruiz’" in text and "unnamed" in text
