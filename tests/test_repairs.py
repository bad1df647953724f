"""What the rules mend, given what an analysis might have marked in a text that is really analysed."""

import pytest

from readout import Reader
from readout.analysis import Attribution
from readout.document import Document
from readout.reading.actors import resolve
from readout.reading.statements import statements
from tests.marked import unmarked

Row = tuple[str | None, str | None, list[str]]

MENDED: list[tuple[str, list[Row]]] = [
    # A content far from its cue is no part of the statement, and finds its own cue.
    (
        "[s:Poland] [c:said] [x:that talks go on]. Sweden said that [x:its roads are open].",
        [("Poland", "said", ["that talks go on"]), ("Sweden", "said", ["that its roads are open"])],
    ),
    # … unless it is quoted.
    (
        "[x:“Talks go on,”] [s:Eide] [c:said]. [x:“Nobody left.”]",
        [("Eide", "said", ["“Talks go on,”", "“Nobody left.”"])],
    ),
    # A content without cue and source finds them, or is nothing.
    ("Poland welcomed [x:the release of the prisoners].", [("Poland", "welcomed", ["the release of the prisoners"])]),
    ("Trucks carried [x:flour and medicine] to the city.", []),
    ("Talks were difficult. [x:“Nobody left the table.”]", [(None, None, ["“Nobody left the table.”"])]),
    # A second verb of the same source makes a statement of its own.
    (
        "[s:Poland] [c:welcomed] [x:the ceasefire and urged both sides to release all prisoners].",
        [("Poland", "welcomed", ["the ceasefire"]), ("Poland", "urged", ["both sides to release all prisoners"])],
    ),
    # What goes on beside the cue is not in its content.
    (
        "[s:Poland] [c:welcomed] [x:the ceasefire and visited the front line].",
        [("Poland", "welcomed", ["the ceasefire"])],
    ),
    (
        "[s:Poland] [c:insists] [x:they must meet in Asia, while Sweden wants to meet in Europe].",
        [("Poland", "insists", ["they must meet in Asia"])],
    ),
    (
        "[s:Poland] [c:said] [x:that the envoys met in Oslo and discussed the ceasefire].",
        [("Poland", "said", ["that the envoys met in Oslo and discussed the ceasefire"])],
    ),
    # A relative clause belongs to the noun it follows.
    (
        "[s:Poland] [c:welcomed] [x:the agreement], which was signed in Geneva.",
        [("Poland", "welcomed", ["the agreement, which was signed in Geneva"])],
    ),
    # The subject of the verb is the source, whoever is marked elsewhere; the owner of a noun, where nobody is.
    (
        "[s:Eide] left early. Norway also [c:welcomed] [x:the release of the prisoners].",
        [("Norway", "welcomed", ["the release of the prisoners"])],
    ),
    (
        "The talks ended with Norway's [c:commitment to] [x:sending more aid].",
        [("Norway's", "commitment to", ["sending more aid"])],
    ),
    (
        "[s:Eide] left early. The leaders [c:were supportive of] [x:new talks].",
        [("The leaders", "were supportive of", ["new talks"])],
    ),
    ("The leaders [c:were supportive of] [x:new talks].", [("The leaders", "were supportive of", ["new talks"])]),
    (
        "[c:According to] Foreign Minister Ola Berg, [x:he and his colleague reached an agreement].",
        [("Foreign Minister Ola Berg", "According to", ["he and his colleague reached an agreement"])],
    ),
    ("The ceasefire [c:was welcomed] [x:in Geneva].", [(None, "was welcomed", ["in Geneva"])]),
    # All of a noun phrase is the source, not its article.
    (
        "[s:An] Interpol spokesperson [c:said] [x:that talks go on].",
        [("An Interpol spokesperson", "said", ["that talks go on"])],
    ),
    # "To" belongs to a noun or an adjective, and to what a verb introduces.
    ("[s:Norway] [c:is ready] [x:to help the refugees].", [("Norway", "is ready to", ["help the refugees"])]),
    ("Canada welcomed [s:Norway's] [c:decision] [x:to send aid].", [("Norway's", "decision to", ["send aid"])]),
    ("[s:Norway] [c:agreed] [x:to help the refugees].", [("Norway", "agreed", ["to help the refugees"])]),
    # A source that gives another.
    (
        "[x:“Talks go on,”] [s:Reuters] [c:quoted] [x:Eide as saying].",
        [("Reuters", "quoted", ["“Talks go on,”"]), ("Eide", "saying", ["“Talks go on,”"])],
    ),
    (
        "[s:Reuters], citing two officials, [c:reported] [x:that talks go on].",
        [("Reuters", "reported", ["that talks go on"]), ("two officials", "citing", ["that talks go on"])],
    ),
    (
        "[s:Norway], citing a bomb attack, [c:said] [x:that talks were off].",
        [("Norway", "said", ["that talks were off"])],
    ),
    # A quotation of several sentences finds what stands after its last.
    (
        "[x:“Nobody left the table. Talks go on,”] Ola Berg told reporters.",
        [("Ola Berg", "told", ["“Nobody left the table. Talks go on,”"])],
    ),
    # A quotation elsewhere is no part of what is told plainly.
    (
        "[s:Poland] [c:welcomed] [x:the release of the prisoners]. It rained. [x:“Talks go on,”] Ola Berg said.",
        [("Poland", "welcomed", ["the release of the prisoners"]), ("Ola Berg", "said", ["“Talks go on,”"])],
    ),
    # "This" is the sentence before.
    (
        "Norway is ready for any talks. [x:This] [c:was stated by] [s:Eide] on Monday.",
        [("Eide", "was stated by", ["Norway is ready for any talks"])],
    ),
    # Headlines.
    (
        "[s:Norway] [c:is ready for] [x:talks] - Eide\n\nIt rained. Eide left.",
        [
            ("Eide", None, ["Norway is ready for talks"]),
            ("Norway", "is ready for", ["talks"]),
        ],
    ),
    ("Poland: talks must go on\n\nIt rained.", [("Poland", None, ["talks must go on"])]),
    ("Talks must go on - Poland\n\nIt rained.", [("Poland", None, ["Talks must go on"])]),
    ("Weather: rain and wind expected\n\nIt rained.", []),
]


@pytest.mark.parametrize(("marked", "rows"), MENDED)
def test_marked_spans_are_mended(reader: Reader, marked: str, rows: list[Row]) -> None:
    text, spans = unmarked(marked)
    doc = reader.nlp(text)
    of = {k: [doc.char_span(a, b) for kind, _, a, b in spans if kind == k] for k in "scx"}
    first = Attribution((of["s"] or [None])[0], (of["c"] or [None])[0], tuple(of["x"]), 0)
    doc._.attributions = (first,) if of["x"] else ()
    cast = resolve(doc, Document(text), reader.codebook)
    found = statements(doc, cast, reader.codebook.attribution)
    quote = {None: None} | {s: text[s[0] : s[1]] for r in found for s in (r.source, r.cue) if s}
    assert [(quote[r.source], quote[r.cue], [text[a:b] for a, b in r.content]) for r in found] == rows
