import zlib
from datetime import UTC, date, datetime, timedelta

import pytest

from readout.errors import InputError
from readout.sources import Known, documents, pdf
from readout.sources.pdf_lines import Line, paragraphs
from tests.sources.printed import lines
from tests.sources.printed import pdf as printed

FIRST = (
    "Norland and Estmark have agreed to meet next week, Norland's foreign",
    "minister said on Tuesday, after months in which both had refused to",
    "talk about the border (or anything else).",
)
SECOND = ("“We will talk about the border,” Lena Holt told reporters in the", "capital. She gave no date for the meeting.")
TEXT = f"{' '.join(FIRST)}\n\n{' '.join(SECOND)}"
INFO = "/Title (Norland, Estmark to talk) /CreationDate (D:20260211083000+02'00')"


def release(**more):
    return printed([*lines(*FIRST), *lines(*SECOND, top=760 - 3 * 14 - 8)], info=INFO, **more)


def read(data, **known):
    return pdf.document(data, known=Known(**known))


def test_a_pdf_is_its_text_with_paragraphs(write):
    (found,) = documents([write("release.pdf", release())])
    assert (found.text, found.title, found.published) == (TEXT, "Norland, Estmark to talk", date(2026, 2, 11))


def test_what_is_known_otherwise_goes_before_the_day_of_the_file():
    found = read(release(), published=date(2026, 2, 10), outlet="Ministry", title="Not this")
    assert (found.published, found.outlet, found.title) == (date(2026, 2, 10), "Ministry", "Norland, Estmark to talk")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Talks in  the\ncapital", "Talks in the capital"),
        ("Microsoft Word - release_v3.docx", None),
        ("release-final.indd", None),
        ("Untitled-1", None),
        ("document", None),
        ("Document on the talks", "Document on the talks"),
        ("12.2.2026", None),
        ("x" * 301, None),
        ("", None),
        (None, None),
    ],
)
def test_a_title_that_a_program_has_made_is_none(told, expected):
    assert pdf.title(told) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("D:20260211083000+02'00'", date(2026, 2, 11)),
        ("20260211", date(2026, 2, 11)),
        ("D:20260231", None),
        ("D:19010101", None),
        (f"D:{datetime.now(UTC) + timedelta(days=3):%Y%m%d}", None),
        ("Wed Feb 11", None),
        (None, None),
    ],
)
def test_a_day_that_cannot_be_is_none(told, expected):
    assert pdf.created(told) == expected


KEY = "(01234567890123456789012345678901)"
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O {KEY} /U {KEY} >> /ID [(0123) (0123)]"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (release(trailer=LOCK), "a PDF that is locked with a password; save it without one first"),
        (printed([]), "a PDF without text; where it shows some, recognize it first, as in: ocrmypdf FILE.pdf OUT.pdf"),
        (printed(lines(". . .")), "a PDF without text"),
        (b"%PDF-1.7", "a broken PDF"),
        (b"", "a broken PDF"),
        (b"not one", "a broken PDF"),
        (b"%PDF-1.7" + b"<<" * 100_000, "a broken PDF"),
        (release()[:700], "a broken PDF"),
    ],
    ids="locked,empty,dots,head,nothing,text,nested,cut".split(","),
)  # fmt: skip
def test_a_pdf_that_cannot_be_read_is_one_error(data, reason):
    with pytest.raises(InputError) as caught:
        read(data)
    assert caught.value.reason.startswith(reason)


def test_a_bomb_in_a_pdf_is_one_error(monkeypatch):
    monkeypatch.setattr(pdf, "MEGABYTES", 256)
    packer, zeros = zlib.compressobj(1), b" " * 2**20
    bomb = b"".join(packer.compress(zeros) for _ in range(400)) + packer.flush()
    with pytest.raises(InputError, match="a broken PDF, or one that takes more than 256 MB to read"):
        read(printed(lines("x"), packed=bomb))


def test_a_pdf_that_takes_too_long_is_one_error(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    with pytest.raises(InputError, match=r"a PDF that takes more than 0\.01 seconds to read"):
        read(release())


def test_a_module_in_the_folder_of_the_command_is_not_run(write):
    for name in ("json", "pdfminer", "zlib", "readout"):
        write(f"{name}.py", "raise SystemExit('run')")
    assert read(release()).text == TEXT


def test_running_titles_and_numbers_of_pages_are_left_out():
    pages = [
        [*lines("Ministry", top=810), *lines(*text), *lines(f"Page {number} of 3", top=30), *lines(f"{number}", top=90)]
        for number, text in enumerate(((FIRST[0],), FIRST[1:], SECOND), 1)
    ]  # fmt: skip
    assert read(printed(*pages)).text == TEXT


def set_lines(*rows):
    """Lines of (text, foot), or with the left end and the size."""
    for text, foot, *rest in rows:
        left, size = (*rest, 72, 11)[:2] if len(rest) == 2 else (rest[0] if rest else 72, 11)
        yield Line(text, left, left + 5.0 * len(text), foot, size, foot / 842)


FULL = "A line of print that is as long as all the other lines are here, more or less"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([[(FULL, 500), ("and goes on.", 486), ("Next.", 466)]], [f"{FULL} and goes on.", "Next."]),
        ([[(FULL, 500), ("and ends.", 486), ("Next one,", 472, 90), ("and more.", 458)]],
         [f"{FULL} and ends.", "Next one, and more."]),
        ([[("Talks", 520, 72, 18), (FULL, 500), ("and goes on.", 486)]], ["Talks", f"{FULL} and goes on."]),
        ([[(FULL, 500), ("and ends.", 485), (FULL, 468), ("and ends.", 453)]], [f"{FULL} and ends."] * 2),
        ([[(FULL, 500)], [("and goes on.", 500)]], [f"{FULL} and goes on."]),
        ([[(f"{FULL}.", 500)], [("A new one.", 500)]], [f"{FULL}.", "A new one."]),
        ([[("• one", 500), ("• two", 486), ("1. three", 472)]], ["• one", "• two", "1. three"]),
        ([[(FULL, 100), ("The next column goes on", 700, 320)]], [f"{FULL} The next column goes on"]),
        ([[("Hanging indents", 500), ("stay together", 486, 90), ("to the end", 472, 90)]],
         ["Hanging indents stay together to the end"]),
        ([[("A cease-", 500), ("fire", 486)]], ["A cease-fire"]),
        ([[("A ceasefire in the negotia-", 500), ("tions: nobody knows of negotiations or a cease-", 486), ("fire", 472)]],
         ["A ceasefire in the negotiations: nobody knows of negotiations or a ceasefire"]),
        ([[("The long-", 500), ("term talks are long-term", 486)]], ["The long-term talks are long-term"]),
        ([[("nego\xad", 500), ("tiations of o\ufb03cials", 486)]], ["negotiations of officials"]),
        ([[]], []),
    ],
    ids="step,indent,heading,small step,page,new page,bullets,column,hanging,compound,hyphens,long-term,soft,empty".split(","),
)  # fmt: skip
def test_paragraphs_are_told_from_where_lines_stand(pages, expected):
    assert paragraphs([list(set_lines(*page)) for page in pages]) == expected
