"""Who is who: a table of texts, of what is asked in them, and of who is meant."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import readout
from readout.analysis.evidence import Evidence
from readout.codebook import Codebook
from readout.codebook.titles import several
from readout.document import Document
from readout.reading.actors import Cast, resolve
from readout.reading.actors.figures import Roster
from readout.reading.actors.introduce import undoubled
from readout.reading.actors.names import Name, akin, fold, gender

MODEL = Path(readout.__file__).parent / "models" / "en" / "encoder.onnx"
with_model = pytest.mark.skipif(not MODEL.exists(), reason="the packaged model is not here")
BOOK = Codebook.load()


@cache
def nlp() -> spacy.Language:
    return readout.load()


def cast_of(text: str, outlet: str | None = None) -> tuple[Cast, spacy.tokens.Doc]:
    doc = nlp()(text)
    return resolve(doc, Document(text=text, outlet=outlet), BOOK), doc


def meant(text: str, mention: str, *, outlet: str | None = None, last: bool = True) -> list[str]:
    """Names of those whom the last (or first) occurrence of a mention means."""
    cast, doc = cast_of(text, outlet)
    start = text.rindex(mention) if last else text.index(mention)
    span = doc.char_span(start, start + len(mention), alignment_mode="expand")
    return [cast[actor].name for actor in cast.at(span)]


TABLE = [
    # Names and their variants.
    ("Sergei Lavrov met reporters. Lavrov said no.", "Lavrov", ["Sergei Lavrov"]),
    ("President Volodymyr Zelenskyy spoke. Zelensky said no.", "Zelensky", ["Volodymyr Zelenskyy"]),
    ("Benita Ferrero met reporters. Ms. Ferrero said no.", "Ms. Ferrero", ["Benita Ferrero"]),
    # Capitals, seats and demonyms are the state.
    ("Moscow said no.", "Moscow", ["Russia"]),
    ("The Kremlin said no.", "The Kremlin", ["Russia"]),
    ("The White House said no.", "The White House", ["United States"]),
    ("The Russian side said no.", "The Russian side", ["Russia"]),
    ("The French government said no.", "The French government", ["France"]),
    # Descriptions.
    ("Russian President Vladimir Putin spoke. The Russian leader said no.", "The Russian leader", ["Vladimir Putin"]),
    ("Kremlin aide Yury Ushakov spoke. The aide said no.", "The aide", ["Yury Ushakov"]),
    ("The foreign minister of Poland, Anna Zaleska, spoke. The minister said no.", "The minister", ["Anna Zaleska"]),
    ("A senior Turkish official briefed us. The official said no.", "The official", ["senior Turkish official"]),
    ("Two European officials said no.", "Two European officials", ["Two European officials"]),
    # The head decides: Trump's envoy is not Trump.
    ("Donald Trump was silent. Trump's envoy, Steve Witkoff, said no.", "Trump's envoy, Steve Witkoff", ["Steve Witkoff"]),
    (
        "The spokesman for the Russian Foreign Ministry said no.",
        "The spokesman",
        ["spokesman for the Russian Foreign Ministry"],
    ),
    # Several at once.
    ("Russia and China said no.", "Russia and China", ["Russia", "China"]),
    (
        "Russian President Vladimir Putin met French President Emmanuel Macron. Both presidents said no.",
        "Both presidents",
        ["Vladimir Putin", "Emmanuel Macron"],
    ),
    (
        "Kyiv thanked President of the European Commission Ursula von der Leyen. Von der Leyen said no.",
        "Von der Leyen",
        ["Ursula von der Leyen"],
    ),
    (
        "First Deputy Prime Minister and Minister of Economy Yulia Svyrydenko said no.",
        "First Deputy Prime Minister and Minister of Economy Yulia Svyrydenko",
        ["Yulia Svyrydenko"],
    ),
    ("Saeed Owhadi, head of Hajj and Pilgrimage, said no.", "Saeed Owhadi, head of Hajj and Pilgrimage", ["Saeed Owhadi"]),
    (
        "France and Germany, two parties to the deal, said no.",
        "France and Germany, two parties to the deal",
        ["France", "Germany"],
    ),
    ("Kenya signed. The Kenyans said no.", "The Kenyans", ["Kenya"]),
    ("Armenia and Azerbaijan met in Brussels. The two sides said no.", "The two sides", ["Armenia", "Azerbaijan"]),
    (
        "US President Donald Trump called Russian President Vladimir Putin ahead of talks with Ukraine's President "
        "Volodymyr Zelensky. The two presidents said no.",
        "The two presidents",
        ["Donald Trump", "Vladimir Putin"],
    ),
    (
        "Both presidents said no\n\nUS President Donald Trump called Russian President Vladimir Putin.",
        "Both presidents",
        ["Donald Trump", "Vladimir Putin"],
    ),
    (
        "Armenia and Azerbaijan signed a truce mediated by Russia. Russia hailed the truce between Armenia and Azerbaijan. "
        "Both sides said yes.",
        "Both sides",
        ["Armenia", "Azerbaijan"],
    ),
    ("Iran, Russia and Turkey, as the guarantors, said yes.", "Iran, Russia and Turkey", ["Iran", "Russia", "Turkey"]),
    # Pronouns.
    ("Angela Merkel met reporters. She said no.", "She", ["Angela Merkel"]),
    ("Angela Merkel met Emmanuel Macron. He said no.", "He", ["Emmanuel Macron"]),
    (
        "Trump called Putin on Sunday, Kremlin aide Yury Ushakov said. Putin stressed the need for talks, he added.",
        "he",
        ["Yury Ushakov"],
    ),
    # The lead describes whom the next sentence names.
    ("A top Norwegian official says talks failed. Ola Berg told reporters so.", "A top Norwegian official", ["Ola Berg"]),
    (
        "A top Norwegian official says talks failed. French envoy Luc Morel told reporters so.",
        "A top Norwegian official",
        ["top Norwegian official"],
    ),
    (
        "An American official says talks failed. President Joe Biden told reporters so.",
        "An American official",
        ["American official"],
    ),
    # A name spelt out is fuller than its letters, and a surname may be misspelt.
    ("The Korean Central News Agency (KCNA) said no. KCNA said so.", "KCNA", ["Korean Central News Agency"]),
    ("Spokesman Karim Sadeqi met reporters. Sadeghi said no.", "Sadeghi", ["Karim Sadeqi"]),
    ("Karim Velani met Ola Berg. Velari said no.", "Velari", ["Karim Velani"]),
    ("The Minister of External Affairs, Anil Rao, said no.", "The Minister of External Affairs, Anil Rao", ["Anil Rao"]),
    # A headline may leave out the commas.
    ("Iran Russia Turkey agree to talks\n\nThey said so.", "Iran Russia Turkey", ["Iran", "Russia", "Turkey"]),
    ("Envoys of the U S said no.", "the U S", ["United States"]),
    # A role beside a name, within a phrase about something else.
    (
        "Polish Foreign Minister Anna Zaleska left after a meeting with her Danish counterpart, Ola Berg, in Oslo. "
        "The Danish foreign minister said no.",
        "The Danish foreign minister",
        ["Ola Berg"],
    ),
    (
        "Australia backs the deal: diplomat\n\nAmbassador Ian Biggs spoke on Monday. Foreign Minister Ola Berg agreed.",
        "diplomat",
        ["Ian Biggs"],
    ),
    (
        "Head of the Foreign Relations Department of Azerbaijan Karim Velani met reporters. Velani said no.",
        "Velani",
        ["Karim Velani"],
    ),
    # "We" in a quotation is its speaker's side; "they" there may be a state.
    ("“Russia says it is ready. But in reality they say no,” Norwegian minister Ola Berg said.", "they", ["Russia"]),
    # An office may hold an "and"; the person is one.
    (
        "Omani Minister of Culture and Tourism Karim Velani said no.",
        "Omani Minister of Culture and Tourism Karim Velani",
        ["Karim Velani"],
    ),
    ("The Space Agency (OSA) Director Karim Velani said no.", "The Space Agency (OSA) Director Karim Velani", ["Karim Velani"]),
    ("Norway, Denmark (DK), and Japan said no.", "Norway, Denmark (DK), and Japan", ["Norway", "Denmark", "Japan"]),
    (
        "Several ministers, including Karim Velani and Ola Berg, said no.",
        "Several ministers, including Karim Velani and Ola Berg",
        ["Several ministers", "Karim Velani", "Ola Berg"],
    ),
    # Whoever issued a paper speaks through it.
    ("A statement issued on Monday by the Omani foreign ministry said no.", "A statement", ["Omani foreign ministry"]),
    ("Amnesty International said no in a statement. The statement said so twice.", "The statement", ["Amnesty International"]),
    # Described and named elsewhere.
    ("A Norwegian lawmaker says talks failed. In an interview, Ola Berg said so.", "A Norwegian lawmaker", ["Ola Berg"]),
    (
        "Omani Intelligence Minister Karim Velani said no. The spy chief said so twice.",
        "The spy chief",
        ["Karim Velani"],
    ),
    ("US President Joe Biden said no. The villager said so too.", "The villager", ["villager"]),
    ("First Vice-President Karim Velani said no. The vice president said so.", "The vice president", ["Karim Velani"]),
    # "We agreed" is of both who met.
    (
        "Norwegian minister Ola Berg and Danish minister Anna Holm met in Oslo. “We agreed on a date,” Berg said.",
        "We",
        ["Ola Berg", "Anna Holm"],
    ),
    # A group that somebody meets, as written.
    (
        "On Monday, Ola Berg met with Karim Velani and civil society representatives.",
        "civil society representatives",
        ["civil society representatives"],
    ),
    # A name by its initials; what only describes an organization is no name of it.
    ("The Global Harvest Agency said no. The GHA said so.", "The GHA", ["Global Harvest Agency"]),
    ("UNHCR said no. The UN refugee agency said so.", "The UN refugee agency", ["UNHCR"]),
    # What cannot be told is nobody.
    ("He said no.", "He", []),
    ("Nobody said so.", "Nobody", []),
    ("The meeting was short.", "The meeting", []),
]


@with_model
@pytest.mark.parametrize(("text", "mention", "expected"), TABLE, ids=[f"{row[1]} in {row[0][:30]}" for row in TABLE])
def test_a_mention_means(text: str, mention: str, expected: list[str]) -> None:
    assert meant(text, mention) == expected


OFFICIAL = [
    ("U.S. Department of State", "The United States welcomes the truce. We call on both to keep it.", "We", ["United States"]),
    (
        "White House",
        "President Joe Biden called President Xi Jinping of China. The President said no.",
        "The President",
        ["Joe Biden"],
    ),
    (
        "Ministry of Foreign Affairs of Japan",
        "Foreign Minister Mori met Lavrov. The Minister said no.",
        "The Minister",
        ["Mori"],
    ),
    ("Moscow Times", "We say no.", "We", []),
    ("Tehran Times", "“We say no,” a lawmaker, Karim Sadeqi, told reporters on Monday.", "We", ["Iran"]),
    (
        "U.S. Department of State",
        "Secretary Blinken spoke with Libyan Foreign Minister Mona Saleh. The Secretary and Foreign Minister said no.",
        "The Secretary and Foreign Minister",
        ["Blinken", "Mona Saleh"],
    ),
    (
        "U.S. Department of State",
        "Secretary Blinken and Secretary Austin spoke with President Omar Saleh of Libya. The Secretaries said no.",
        "The Secretaries",
        ["Blinken", "Austin"],
    ),
    (
        "White House",
        "National Security Advisor Jake Sullivan called National Security Advisor Ken Mori of Japan and Secretary Jin Park "
        "of South Korea to discuss the meeting of President Putin of Russia with President Xi of China. All said no.",
        "All",
        ["Jake Sullivan", "Ken Mori", "Jin Park"],
    ),
    (
        "White House",
        "National Security Advisor Jake Sullivan called National Security Advisor Ken Mori of Japan and Secretary Jin Park "
        "of South Korea to discuss a meeting of President Putin of Russia with President Xi of China. The three NSAs said no.",
        "The three NSAs",
        ["Jake Sullivan", "Ken Mori", "Jin Park"],
    ),
    (
        "White House",
        "President Biden met President Omar Saleh of Libya. They discussed talks between the regime and the United Front. "
        "They said no.",
        "They",
        ["Omar Saleh", "Biden"],
    ),
    (
        "White House",
        "President Biden met King Omar of Jordan. The President thanked the Kingdom for its help.",
        "the Kingdom",
        ["Jordan"],
    ),
    (
        "U.S. Department of State",
        "G7 Foreign Ministers’ Statement\n\nWe, the G7 Foreign Ministers of Canada, France, Germany, Italy, Japan and "
        "the United States, say no. We call for talks.",
        "We",
        ["G7 Foreign Ministers"],
    ),
    (
        "White House",
        "Joint Statement by the United States and France on Lebanon\n\nPeace matters. We call for talks.",
        "We",
        ["United States", "France"],
    ),
    ("U.S. Department of State", "Joint Statement on Belarus\n\nWe call for talks.", "We", ["United States"]),
    (
        "U.S. Department of State",
        "Joint Statement on Lebanon\n\nThe following statement was released by the Governments of the United States, France, "
        "Germany, Italy and Japan:\n\nPeace matters. We call for talks.",
        "We",
        ["Governments of the United States, France, Germany, Italy and Japan"],
    ),
    (
        "U.S. Department of State",
        "Oman National Day\n\nAntony J. Blinken, Secretary of State\n\nI congratulate the people of Oman.",
        "I",
        ["Antony J. Blinken"],
    ),
    ("White House", "Statement of the President on Oman\n\nI thank President Putin for his call.", "I", ["President"]),
    (
        "U.S. Department of State",
        "Secretary Antony J. Blinken and Danish Foreign Minister Anna Holm Before Their Meeting\n\n"
        "SECRETARY BLINKEN: Good morning.\n\nFOREIGN MINISTER HOLM: Thank you. I am glad to be here.",
        "I",
        ["Anna Holm"],
    ),
    (
        "Kremlin",
        "Greetings to the people of Oman\n\nVladimir Putin sent greetings to the people of Oman.\n\n"
        "The message reads, in part: “I value your friendship.”",
        "The message",
        ["Vladimir Putin"],
    ),
    (
        "Kremlin",
        "Vladimir Putin spoke with President of Oman Salim al-Harthy. The heads of state said yes.",
        "The heads of state",
        ["Vladimir Putin", "Salim al-Harthy"],
    ),
    (
        "President of Ukraine",
        "Minister of Ukraine Ivan Moroz held talks with Ambassador of Japan Ken Mori. The parties agreed to meet.",
        "The parties",
        ["Ivan Moroz", "Ken Mori"],
    ),
    (
        "President of Ukraine",
        "President Volodymyr Zelenskyy held talks with President of the Senate of Italy Ola Berg. The Head of State said no.",
        "The Head of State",
        ["Volodymyr Zelenskyy"],
    ),
]


@with_model
@pytest.mark.parametrize(("outlet", "text", "mention", "expected"), OFFICIAL)
def test_an_official_readout_speaks_for_its_own(outlet: str, text: str, mention: str, expected: list[str]) -> None:
    assert meant(text, mention, outlet=outlet) == expected


@with_model
def test_a_label_holds_until_the_next_and_may_follow_a_heading() -> None:
    text = (
        "Meeting with Ola Berg\n\nVladimir Putin met with President of Norway Ola Berg.*** Beginning of the talks President of "
        "Russia Vladimir Putin: Welcome. I am glad. President of Norway Ola Berg: Thank you. I am happy to be here."
    )
    assert meant(text, "I", outlet="Kremlin", last=False) == ["Vladimir Putin"]
    assert meant(text, "I", outlet="Kremlin") == ["Ola Berg"]


def test_a_name_is_freed_of_what_a_page_adds() -> None:
    assert undoubled("Ola Berg Berg OlaPresident") == "Ola Berg"
    assert undoubled("Ban Ki-moon") == "Ban Ki-moon"


@pytest.mark.parametrize(("title", "plural"), [("head of state", "heads of state"), ("deputy minister", "deputy ministers")])
def test_titles_form_plurals(title: str, plural: str) -> None:
    assert several(title) == plural


def test_an_organization_has_the_fullest_of_its_names() -> None:
    roster = Roster(BOOK)
    for written in ("UN Security Council", "United Nations Security Council", "Security Council"):
        roster.coded("un-security-council", written=written)
    roster.coded("unhcr", written="UN refugee agency")
    assert [roster.coded(code).name for code in ("un-security-council", "unhcr")] == [
        "United Nations Security Council",
        "UNHCR",
    ]


@with_model
def test_the_head_of_an_office_is_not_whom_the_office_serves() -> None:
    text = (
        "Deputy Head of the Office of the President of Ukraine Ivan Moroz met Oslo's envoy. "
        "The Deputy Head of the President's Office thanked Norway."
    )
    cast, _ = cast_of(text, "President of Ukraine")
    assert {a.name: a.role for a in cast.actors}["Ivan Moroz"] == "Deputy Head of the Office of the President of Ukraine"
    assert meant(text, "The Deputy Head", outlet="President of Ukraine") == ["Ivan Moroz"]


@with_model
def test_actors_carry_kind_role_and_party() -> None:
    cast, _ = cast_of("Oman's deputy foreign minister, Salim al-Harthy, said Hamas and the UN had agreed, two diplomats said.")
    rows = {a.name: (a.kind, a.role, a.party) for a in cast.actors}
    assert rows["Salim al-Harthy"] == ("person", "Oman's deputy foreign minister", "oman")
    assert rows["Hamas"] == ("organization", None, "hamas")
    assert rows["Oman"] == ("country", None, None)
    assert cast.party("salim-al-harthy") == "oman"


@with_model
@pytest.mark.parametrize(
    ("outlet", "text", "person", "party"),
    [
        ("VOA", "President Bush met Foreign Secretary Jack Straw in Rome.", "Jack Straw", "united-kingdom"),
        ("VOA", "Special Envoy Witkoff met Foreign Minister Lavrov in Oslo.", "Lavrov", "russia"),
        ("Tehran Times", "TEHRAN – Foreign Minister Karim Sadeqi said no.", "Karim Sadeqi", "iran"),
        ("Reuters", "Norway said no. Prime Minister Ola Berg told reporters so.", "Ola Berg", "norway"),
        ("Reuters", "A report came from Norway. Ola Berg, an economist, told reporters so.", "Ola Berg", None),
        ("Reuters", "Norway said no. Its foreign minister, Ola Berg, told reporters so.", "Ola Berg", "norway"),
        (
            "White House",
            "The President called National Security Council Secretary Karim Velani of Oman.",
            "Karim Velani",
            "oman",
        ),
    ],
)
def test_people_are_put_on_the_side_that_is_known_or_spoken_of(outlet: str, text: str, person: str, party: str | None) -> None:
    cast, _ = cast_of(text, outlet)
    assert {a.name: a.party for a in cast.actors}[person] == party


@with_model
@pytest.mark.parametrize(("odds", "known"), [(-6.0, False), (1.0, True)])
def test_a_group_that_takes_part_in_something_is_somebody(odds: float, known: bool) -> None:
    doc = nlp()("Minister Ola Berg of Norway chatted to local beekeepers.")
    words = np.array([[odds if token.text == "beekeepers" else -6.0] for token in doc])
    doc._.evidence = Evidence(("participant",), words)
    cast = resolve(doc, Document(text=doc.text), BOOK)
    assert ("local beekeepers" in {actor.name for actor in cast.actors if actor.kind == "group"}) is known


@with_model
def test_a_dateline_is_no_party() -> None:
    cast, _ = cast_of("LISBON (Reuters) - Russia said no.")
    assert "LISBON" not in {a.name for a in cast.actors}


@with_model
def test_the_same_text_gives_the_same_ids() -> None:
    text = "Two officials and two other officials said no. Ivan Petrov and Ivana Petrova said no."
    first, second = cast_of(text)[0].actors, cast_of(text)[0].actors
    assert first == second
    assert len({a.id for a in first}) == len(first)


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            ODD := [
                "the",
                "of",
                "'s",
                "Mr",
                "President",
                "Russia",
                "US",
                "said",
                "\n\n",
                "“",
                "his",
                "both",
                "sides",
                ",",
                "and",
                "Ivan",
                "-",
            ]
        ),
        max_size=80,
    ).map(" ".join)
)
def test_any_text_gives_mentions_that_fit_it(text: str) -> None:
    doc = spacy.blank("en")(text)
    for token in doc:
        token.pos_ = "PROPN" if token.text[0].isupper() else "NOUN" if token.is_alpha else "PUNCT"
    cast = resolve(doc, Document(text=text, outlet="Kremlin"), BOOK)
    for actor in cast.actors:
        assert actor.name.strip()
        for start, end in actor.mentions:
            assert 0 <= start < end <= len(text)
    for token in doc:
        assert all(actor in cast for actor in cast.at(token))


def test_a_long_chain_takes_linear_time() -> None:
    sizes = {}
    for count in (2_000, 8_000):
        doc = spacy.blank("en")(" of ".join(["president's envoy"] * count))
        for token in doc:
            token.pos_ = "ADP" if token.text == "of" else "PART" if token.text == "'s" else "NOUN"
        sizes[count] = len(resolve(doc, Document(text=doc.text), BOOK).actors)
    assert sizes[2_000] <= sizes[8_000]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Zelenskyy", "Zelensky"),
        ("Zelenskiy", "Zelensky"),
        ("al-Rawi", "Al-Rawi"),
        ("Lavrov", "Lawrow"),
        ("Khatami", "Hatami"),
        ("Araghchi", "Araqchi"),
        ("Kadhimi", "Kadimi"),
    ],
)
def test_transliterations_fold_alike(one: str, two: str) -> None:
    assert fold(Name.read(one, BOOK.names).parts[0]) == fold(Name.read(two, BOOK.names).parts[0])


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Joe Biden", "Joseph R. Biden Jr.", True),
        ("Sergei Lavrov", "Sergey Lavrov", True),
        ("Jill Biden", "Joe Biden", False),
        ("Bill Clinton", "Hillary Clinton", False),
    ],
)
def test_full_names_of_one_person(one: str, two: str, same: bool) -> None:
    first, second = (Name.read(n, BOOK.names) for n in (one, two))
    assert akin(first, second, BOOK.names) is same or (first.parts == second.parts) is same


@pytest.mark.parametrize(
    ("name", "expected"), [("Angela Merkel", "f"), ("Hassan Rouhani", "m"), ("Zakharova", "f"), ("Xi", None)]
)
def test_gender_is_told_by_given_name_and_ending(name: str, expected: str | None) -> None:
    assert gender(Name.read(name, BOOK.names), BOOK.names) == expected
