"""The inputs that commands share: files, what is known of them, what happens to bad ones, and how far the work is."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

import typer

from readout.cli.command import complain
from readout.errors import InputError

if TYPE_CHECKING:
    from readout.document import Document
    from readout.sources import Columns, Known, Online

T = TypeVar("T")

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Texts (.txt, .md), web pages (.html), tables (.jsonl, .json, .csv, .tsv, .parquet), any of them as .gz, "
        "PDFs, web archives (.warc, .warc.gz, .warc.zst), or folders of these; '-' is standard input. Also addresses "
        "(https://…) of pages, PDFs and feeds, or lists of such (.urls, .opml).",
    ),
]
Title = Annotated[str | None, typer.Option(help="Headline of a plain text.")]
Outlet = Annotated[str | None, typer.Option(help="Who published the texts, where they do not say it.")]
Published = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="Day of publication, where the texts do not say it; 'on Friday' is told from it."),
]
Url = Annotated[str | None, typer.Option(help="Address of a plain text.")]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write there, not to standard output.")]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Leave out what cannot be read, and count it at the end.")]
CodebookFolder = Annotated[
    str | None, typer.Option("--codebook", metavar="FOLDER", help="Your own codebook tables, laid over the packaged ones.")
]
Processes = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Processes that read long inputs, of some 250 MB each. Default: one a core, 8 at most; of two cores one.",
    ),
]
TextField = Annotated[str | None, typer.Option(metavar="NAME", help="Column of a table that holds the text.")]
IdField = Annotated[str | None, typer.Option(metavar="NAME", help="Column that holds the id.")]
TitleField = Annotated[str | None, typer.Option(metavar="NAME", help="Column that holds the headline.")]
OutletField = Annotated[str | None, typer.Option(metavar="NAME", help="Column that holds who published it.")]
PublishedField = Annotated[str | None, typer.Option(metavar="NAME", help="Column that holds the day of publication.")]
UrlField = Annotated[str | None, typer.Option(metavar="NAME", help="Column that holds the address.")]

Delay = Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Between two requests to one host.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from this machine and its network too, not from the internet alone.")
]


TEXTS = {"title": Title, "outlet": Outlet, "published": Published, "url": Url}
COLUMNS = {
    "text_field": TextField,
    "id_field": IdField,
    "title_field": TitleField,
    "outlet_field": OutletField,
    "published_field": PublishedField,
    "url_field": UrlField,
}
NETWORK = {"delay": Delay, "allow_private": AllowPrivate}
MANNERS = {"delay": 1.0, "allow_private": False}
"""What is so of the network where no option says otherwise."""


def network(delay: float, *, allow_private: bool) -> Online:
    """The network, as the options say it is to be used."""
    from readout.sources import Manners, Online

    return Online(Manners(delay=delay, allow_private=allow_private))


def known(title: str | None, outlet: str | None, published: str | None, url: str | None) -> Known:
    """What the options say of the texts."""
    from readout.sources import Known
    from readout.sources.known import day

    try:
        when = day(published) if published else None
    except InputError as error:
        raise InputError(error.reason, source="--published") from None
    return Known(title=title, outlet=outlet, published=when, url=url)


@dataclass
class Inputs:
    """The documents a command reads.

    `skip_bad` leaves out those that cannot be read; `report` then says how many and why. `aside` counts those that `english`
    leaves out, by their language.
    """

    files: list[str]
    known: Known
    columns: Columns
    online: Online
    skip_bad: bool = False
    aside: Counter[str] = field(default_factory=Counter)
    _bad: list[InputError] = field(default_factory=list)

    @classmethod
    def of(cls, files: list[str], asked: Mapping[str, Any], *, skip_bad: bool) -> Self:
        """The inputs as the options of TEXTS, COLUMNS (where the command has them) and NETWORK say."""
        from readout.sources import Columns

        named = Columns(**{name.removesuffix("_field"): asked.get(name) for name in COLUMNS})
        online = network(asked["delay"], allow_private=asked["allow_private"])
        return cls(files, known(**{name: asked[name] for name in TEXTS}), named, online, skip_bad)

    def open(self) -> Iterator[Document]:
        """The documents. Files are opened at once, so that a wrong name is known before any work is done."""
        from readout.sources import check, documents, is_folder

        on_error = self._bad.append if self.skip_bad else None
        if (self.known.title or self.known.url) and (len(self.files) > 1 or any(map(is_folder, self.files))):
            raise InputError("--title and --url are for one text; several were given")
        self.files = check(self.files, on_error=on_error)
        return documents(self.files, known=self.known, columns=self.columns, on_error=on_error, online=self.online)

    def english(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Those of the documents that are in English."""
        from readout.sources.languages import english

        return english(documents, aside=self._set_aside)

    def _set_aside(self, document: Document, language: str) -> None:
        self.aside[language] += 1
        self.online.refuse(document, f"in another language ({language})")

    def watched(self, results: Iterable[T], *, output: str | None) -> Iterator[T]:
        """The results, with a progress bar on a terminal where there is more than one document.

        Results that go to the terminal themselves show how far the work is; a bar would break into them.
        """
        from readout.sources import count

        total = count(self.files)
        shown = output is None and sys.stdout.isatty()
        if shown or not sys.stderr.isatty() or total == 1:
            yield from results
            return
        from rich.console import Console
        from rich.progress import track

        yield from track(results, total=total, description="Reading", console=Console(stderr=True), transient=True)

    def report(self) -> None:
        """Say how many were left out, and the reason of each."""
        if self.aside:
            languages = ", ".join(f"{n} {language}" for language, n in self.aside.most_common())
            complain(f"{self.aside.total()} set aside in other languages: {languages}")
        if not self._bad:
            return
        for error in self._bad[:20]:
            complain(f"left out: {error}")
        if len(self._bad) > 20:
            rest = Counter(error.reason.split(" at ")[0] for error in self._bad[20:])
            complain("left out: " + ", ".join(f"{n} more with {reason}" for reason, n in rest.most_common()))
        complain(f"{len(self._bad)} left out")
