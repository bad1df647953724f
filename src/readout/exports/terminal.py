"""A record as tables on a terminal, in the width that it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from readout.exports.palette import Palette
from readout.exports.view import (
    ANSWER_STANCES,
    MODE_SIGNS,
    MODES,
    STANCE_SIGNS,
    STANCE_WORDS,
    STATUS_SIGNS,
    View,
    shorten,
    words,
)
from readout.record import Contact, Proposal, Record, Span, Statement
from readout.record.model import Row

# Eight hues of middle lightness: each can be read on black and on white.
_COLOURS = tuple(f"color({number})" for number in (33, 160, 34, 98, 166, 36, 162, 100))
_STANCES = {"for": "bold green", "against": "bold red", "conditional": "bold yellow"}
_STATUS = {"held": "green", "planned": "cyan", "proposed": "yellow", "refused": "red", "cancelled": "red"}
_WIDEST = 150
_MATRIX_COLUMN = 16
_LONGEST_WORD = 16
# Control characters and marks that turn the direction of writing: from a text they could rewrite the screen.
_TRAILING = re.compile(" +$", re.M)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def print_records(records: Iterable[Record], out: TextIO, *, width: int | None = None) -> None:
    """Write each record as tables; in colour where `out` is a terminal and NO_COLOR is not set."""
    console = Console(file=out, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if width is None and console.width > _WIDEST:
        console.width = _WIDEST
    palette = Palette()
    for number, record in enumerate(records):
        palette.turn()
        with console.capture() as shown:
            if number:
                console.print()
                console.print(Rule(style="dim"))
            for part in _Terminal(_harmless(record), palette, console.width).parts():
                console.print(part)
        out.write(_TRAILING.sub("", shown.get()))
        out.flush()


class _Terminal:
    """One record as the parts that are printed."""

    def __init__(self, record: Record, palette: Palette, width: int) -> None:
        self.record, self.palette, self.width = record, palette, width
        self.view = View(record)
        self._named: set[str] = set()

    def parts(self) -> Iterator[RenderableType]:
        yield from self._head()
        layers = (
            ("Statements", self.record.statements, self._statements),
            ("Contacts", self.record.contacts, self._contacts),
            ("Positions", self.record.positions, self._positions),
            ("Proposals", self.record.proposals, self._proposals),
            ("Commitments", self.record.commitments, self._commitments),
            ("Warnings", self.record.warnings, self._warnings),
        )
        for title, rows, show in layers:
            if rows:
                yield Text(f"\n{title}", style="bold underline")
                yield from show()

    def _head(self) -> Iterator[RenderableType]:
        record = self.record
        title = record.title or next((line for line in record.text.splitlines() if line.strip()), "(no text)")
        yield Text(shorten(" ".join(title.split()), 200), style="bold")
        facts = [record.outlet, record.published, *(self.view.counts() or ["nothing found"])]
        yield Text("\n".join(_filled(filter(None, facts), self.width)), style="dim")

    def _statements(self) -> Iterator[RenderableType]:
        table = _table(None, 5, None, None, 12)
        table.columns[2].no_wrap, table.columns[2].width = False, self._cue_width()
        for depth, statement in self.view.tree():
            table.add_row("", self._speaker(statement, depth), self._cue(statement), *self._content(statement))
        yield table
        shown = dict.fromkeys(statement.mode for statement in self.record.statements)
        yield Text("  " + "   ".join(f"{MODE_SIGNS[mode]} {MODES[mode]}" for mode in shown), style="dim")

    def _cue_width(self) -> int:
        """Room for the longest cue, up to a sixth of the width, but never less than its longest word."""
        cues = [self._cue(statement).plain for statement in self.record.statements]
        longest = max(map(len, cues), default=0)
        word = max((len(word) for cue in cues for word in cue.split()), default=0)
        return max(min(longest, self.width // 6), min(word, _LONGEST_WORD))

    def _speaker(self, statement: Statement, depth: int) -> Text:
        indent = Text().append("  " * (depth - 1) + "└ " if depth else "", style="dim")
        if statement.speakers:
            return indent + self._names(statement.speakers)
        said = f"‘{self._quote([statement.source], 40)}’" if statement.source else "unnamed"
        return indent + Text(said, style="italic dim")

    def _cue(self, statement: Statement) -> Text:
        cue = Text(self._quote([statement.cue], 40) if statement.cue else "", style="italic")
        if statement.hedge and statement.hedge != statement.cue:
            cue.append(f"\n({self._quote([statement.hedge], 30)})", style="dim")
        return cue

    def _content(self, statement: Statement) -> tuple[Text, Text]:
        content = Text(self._quote(statement.content, self._room(0.45, lines=3)))
        if statement.channel:
            content.append(f" [{self._quote([statement.channel], 40)}]", style="dim")
        return Text(MODE_SIGNS[statement.mode], style="dim"), content

    def _contacts(self) -> Iterator[RenderableType]:
        table = _table(None, None, None, None, 10, 8)
        for contact in self.view.timeline():
            table.add_row(
                "",
                Text(STATUS_SIGNS[contact.status], style=_STATUS[contact.status]),
                Text(contact.date or "undated", style="" if contact.date else "dim"),
                Text(contact.kind if contact.status == "held" else f"{contact.kind}, {contact.status}"),
                self._parties_to(contact),
                Text(self._quote(contact.evidence[:1], self._room(0.25, lines=2)), style="dim"),
            )
        yield table

    def _parties_to(self, contact: Contact) -> Text:
        who = self._names(contact.participants)
        said = ", ".join(self.view.particulars(contact))
        who.append(f"\n{said}" if said else "", style="dim")
        return who.append_text(self._per(contact, contact.participants))

    def _positions(self) -> Iterator[RenderableType]:
        found = self.view.positions()
        issues = list(dict.fromkeys(position.issue for position in self.record.positions))
        longest = max(len(words(issue)) for issue in issues)
        if len(found) > 1 and len(issues) > 1:
            fits = longest + 4 + len(found) * (_MATRIX_COLUMN + 2) <= self.width
            yield Padding(self._matrix(issues) if fits else self._by_holder(), (0, 0, 1, 2))
        table = _table(None, None, None, 4, 12)
        for position, parties in self.view.stances():
            sign = Text(STANCE_SIGNS[position.stance], style=_STANCES[position.stance])
            issue = Text(words(position.issue), style=_STANCES[position.stance])
            evidence = Text(self._quote([position.evidence], self._room(0.55, lines=2)), style="dim")
            table.add_row("", sign, issue, self._names(parties), evidence.append_text(self._per(position, parties)))
        yield table
        shown = dict.fromkeys(position.stance for position in self.record.positions)
        yield Text("  " + "   ".join(f"{STANCE_SIGNS[stance]} {STANCE_WORDS[stance]}" for stance in shown), style="dim")

    def _matrix(self, issues: list[str]) -> RenderableType:
        found = self.view.positions()
        table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="")
        table.add_column("")
        for party in found:
            table.add_column(self._names([party]), justify="center", width=_MATRIX_COLUMN, vertical="bottom")
        for issue in issues:
            cells = []
            for positions in found.values():
                stances = dict.fromkeys(position.stance for position in positions if position.issue == issue)
                cells.append(Text(" ").join(Text(STANCE_SIGNS[stance], style=_STANCES[stance]) for stance in stances))
            table.add_row(Text(words(issue)), *cells)
        return table

    def _by_holder(self) -> RenderableType:
        """The same where the columns have no room: a line a holder and stance."""
        table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, show_header=False)
        table.add_column(max_width=self.width // 3, overflow="fold")
        table.add_column(overflow="fold")
        for party, positions in self.view.positions().items():
            name = self._names([party])
            for stance in STANCE_SIGNS:
                held = dict.fromkeys(words(position.issue) for position in positions if position.stance == stance)
                if held:
                    table.add_row(name, Text(f"{STANCE_SIGNS[stance]} {', '.join(held)}", style=_STANCES[stance]))
                    name = Text("")
        return table

    def _proposals(self) -> Iterator[RenderableType]:
        table = _table(None, 5, 15)
        for proposal in self.record.proposals:
            table.add_row("", self._names(proposal.by) if proposal.by else Text("unnamed", style="dim"), self._offer(proposal))
            for response, by in self.view.answers(proposal):
                answer = Text(f"{response.response}: ", style=_STANCES[ANSWER_STANCES[response.response]])
                answer.append(self._quote([response.evidence], self._room(0.6, lines=2)), style="dim")
                who = Text().append("└ ", style="dim") + self._names(by)
                table.add_row("", who, answer.append_text(self._per(response, by)))
        yield table

    def _offer(self, proposal: Proposal) -> Text:
        offer = Text(self._quote([proposal.name], self._room(0.6, lines=2)))
        if proposal.terms:
            offer.append(f"  [{', '.join(map(words, proposal.terms))}]", style="cyan")
        return offer.append_text(self._per(proposal, proposal.by))

    def _commitments(self) -> Iterator[RenderableType]:
        table = _table(None, 5, 15)
        for commitment in self.record.commitments:
            action = Text(self._quote([commitment.action], self._room(0.6, lines=3)))
            if commitment.to:
                action.append("  to ", style="dim").append_text(self._names(commitment.to))
            if commitment.due:
                action.append(f"  by {commitment.due}", style="cyan")
            who = self._names(commitment.by)
            table.add_row("", who, action.append_text(self._per(commitment, commitment.by)))
        yield table

    def _warnings(self) -> Iterator[RenderableType]:
        table = _table(None, 5, 15)
        for warning in self.record.warnings:
            said = Text("")
            if warning.condition:
                said.append(self._quote([warning.condition], self._room(0.3, lines=2)), style="dim").append(" → ", style="red")
            said.append(self._quote([warning.consequence], self._room(0.6, lines=2)))
            who = self._names([warning.by])
            if warning.against:
                who = who.append(" to ", style="dim").append_text(self._names([warning.against]))
            table.add_row("", who, said.append_text(self._per(warning, [warning.by])))
        yield table

    def _per(self, row: Row, actors: Iterable[str]) -> Text:
        """Whose word a row is, where it is not that of its own actors."""
        said = self.view.word(row, actors)
        if said is None or not (said.speakers or said.source):
            return Text()
        who = ", ".join(map(self.view.short, said.speakers)) or f"‘{self._quote([said.source or (0, 0)], 40)}’"
        return Text(f"  (per {who})", style="dim")

    def _names(self, actors: Iterable[str]) -> Text:
        """Names in their sides' colours: in full at first, then as the text calls them."""
        found = Text()
        for number, actor in enumerate(actors):
            if number:
                found.append(", ", style="dim")
            colour = _COLOURS[self.palette[self.view.party(actor)]]
            name = self.view.short(actor) if actor in self._named else self.view.name(actor)
            self._named.add(actor)
            found.append(name, style=colour)
        return found

    def _quote(self, spans: Iterable[Span], size: int) -> str:
        return shorten(self.view.quote(spans), size)

    def _room(self, share: float, *, lines: int) -> int:
        """How many characters of a quote fit a column of this share of the width in so many lines."""
        return max(40, int(self.width * share) * lines)


def _table(*columns: int | None) -> Table:
    """A table without lines: None is a column that fits what it holds, a number one that takes such a share of the rest."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True, pad_edge=False)
    for share in columns:
        table.add_column(ratio=share, no_wrap=share is None, overflow="fold")
    return table


def _filled(facts: Iterable[str], width: int) -> list[str]:
    """Facts in lines of at most this width, with points between; none is broken over two lines that fits one."""
    lines: list[str] = []
    for fact in facts:
        if lines and len(lines[-1]) + len(fact) + 3 <= width:
            lines[-1] += f" · {fact}"
        else:
            lines.append(fact)
    return lines


def _harmless(record: Record) -> Record:
    """The record as it can be shown; offsets hold."""
    return Record.model_validate(printable(record.to_dict()))


def printable(value: Any) -> Any:
    """Plain data with a space for every character that could do more than be shown."""
    if isinstance(value, str):
        return _CONTROL.sub(" ", value)
    if isinstance(value, list):
        return [printable(item) for item in value]
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    return value
