"""Where a text names a contact: a verb ("met"), or a noun with the words that its arguments hang on ("held talks")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from readout.analysis.evidence import of
from readout.codebook.contacts import Contacts, Found, Verb
from readout.reading.clauses import children, marker
from readout.record.model import ContactKind

NOUNS = ("NOUN", "PROPN")
# How far behind its verb the other side's preposition may stand, in words.
REACH = 9
# A noun within so many words before another is part of its name; one farther off was put there by a lost tree.
NEAR = 3
FINITE = ("VBD", "VBZ", "VBP")
MEANS = ("by", "via", "on", "over", "through")
# Kinds that the model tells apart; the odds, as a logarithm, from which on a word that the codebook does not know may name one;
# where the other side stands beside such a verb.
FAMILIES: tuple[ContactKind, ...] = ("call", "meeting", "letter")
LIKELY = 1.0
OTHERS = ("object", "with", "to", "from")
INTO = ("in", "into", "for", "to", "from", "with", "of", "on", "at", "")


@dataclass(frozen=True)
class Mention:
    """One naming of a contact.

    `sites` are the words whose dependents may be its participants, date and place: the word itself, the nouns that stand
    over it ("the third round of talks"), participles and relative clauses about it ("held in Oslo"), and its predicate.
    """

    token: Token
    kind: ContactKind
    top: Token
    sites: tuple[Token, ...]
    verb: Verb | None = None
    predicate: Token | None = None
    firm: bool = True

    @property
    def form(self) -> str:
        """A verb, a noun that a verb holds, or a noun alone."""
        return "verb" if self.verb else "held" if self.predicate is not None else "noun"

    @property
    def clause(self) -> Token:
        """The word that carries tense and negation, or else the noun itself."""
        return self.token if self.verb else self.predicate or self.top


def word(token: Token, book: Contacts) -> str:
    """The codebook's word that the token is a form of, else its lemma."""
    table = book.forms if token.pos_ in ("VERB", "AUX") else book.plurals
    return table.get(token.lower_) or str(token.lemma_).lower()


def cue(over: Token, child: Token, book: Contacts) -> Found | None:
    """The status that a governing word tells, alone or with its particle or the preposition of what hangs on it."""
    lemma = word(over, book)
    particles = [part.lower_ for part in children(over, "compound:prt", "advmod")]
    keys = [*(f"{lemma} {part}" for part in particles), f"{lemma} {marker(child)}", lemma]
    return next((book.cues[key] for key in keys if key in book.cues), None)


def mentions(doc: Doc, book: Contacts) -> Iterator[Mention]:
    """All namings of contacts, in order: by words of the codebook, in sentences without them by what the model sees."""
    named = list(_worded(doc, book))
    sentences = {mention.token.sent.start for mention in named}
    found = [*named, *(seen for sent in doc.sents if sent.start not in sentences for seen in _seen(sent, book))]
    yield from sorted(found, key=lambda mention: mention.token.i)


def _seen(sent: Span, book: Contacts) -> Iterator[Mention]:
    """The word of a sentence that the model takes most for evidence of a contact, if it is likely enough."""
    evidence = of(sent.doc)
    if evidence is None:
        return
    odds = {token: evidence.peak("contact", token.i, token.i + 1) for token in sent if token.pos_ in ("VERB", "NOUN")}
    best = max(odds, key=lambda token: odds[token], default=None)
    if best is None or odds[best] < LIKELY:
        return
    kind = max(FAMILIES, key=lambda family: evidence.peak(family, best.i, best.i + 1))
    if best.pos_ == "VERB":
        yield Mention(best, kind, best, (best,), Verb(kind=kind, others=OTHERS))
    else:
        predicate = _predicate(best, book)
        yield Mention(best, kind, best, (best, *([predicate] if predicate else ())), None, predicate, firm=False)


def _worded(doc: Doc, book: Contacts) -> Iterator[Mention]:
    for token in doc:
        lemma = word(token, book)
        owned = token.i > 0 and token.nbor(-1).tag_ == "POS"
        if lemma in book.verbs and token.pos_ in ("VERB", "AUX") and not owned:
            yield from _verbal(token, book.verbs[lemma], book)
        elif lemma in book.kinds and (owned or token.pos_ in NOUNS) and _names(token, lemma, book):
            yield _nominal(token, lemma, book)


def _names(token: Token, lemma: str, book: Contacts) -> bool:
    """Whether the noun is a contact here, and not part of another's name or of something else's."""
    if lemma in book.plural and token.lower_ == lemma:
        return False
    if (lemma in book.telephone and marker(token) in MEANS) or (
        lemma in book.loose and token.pos_ == "PROPN" and token.sent.start > 0 and _predicate(token, book) is None
    ):
        return False
    inside = token.dep_ in ("flat", "nmod:desc") or (token.dep_ == "compound" and 0 < token.head.i - token.i < NEAR)
    if inside and (token.dep_ != "compound" or word(token.head, book) not in book.telephone):
        return False
    if book.unless.get(lemma, frozenset()) & {marker(child) for child in token.children if child.i > token.i}:
        return False
    beside = {word(child, book) for child in children(token, "compound", "amod", "flat")}
    beside |= {f"{word(token.nbor(-2), book)} {word(token.nbor(-1), book)}"} if token.i > 1 else set()
    return not beside & book.excluded or "joint" in beside


def _verbal(token: Token, verb: Verb, book: Contacts) -> Iterator[Mention]:
    inside = token.dep_ in ("amod", "compound", "case", "flat", "aux", "cop") and token.tag_ not in FINITE
    if inside or children(token, "compound:prt"):
        return
    if any(marker(child) in verb.unless and child.ent_type_ != "DATE" for child in children(token, "obl")):
        return
    if verb.needs and not any(marker(child) in verb.needs and child.ent_type_ == "LOC" for child in _placed(token)):
        return
    if token.lower_ in book.topics and any(_spoken(over, book) for over in _over(token)):
        return
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if verb.initiates and after.lower_ == "on" and after.head.ent_type_ != "DATE":
        return  # "called on both to meet"
    if verb.status and any(word(purpose, book) not in book.coming for purpose in children(token, "xcomp", "advcl", "ccomp")):
        return
    kind = verb.kind
    following = token.doc[token.i + 1 : min(token.i + REACH, token.sent.end)]
    if kind == "call" and verb.alone and not any(other.lower_ in verb.others for other in following):
        kind = _by_phone(token, token, "talks", book)
    yield Mention(token, kind, token, (token,), verb)


def _placed(token: Token) -> Iterator[Token]:
    """What may say where: what hangs on the verb, or on its object."""
    yield from children(token, "obl")
    yield from (child for met in children(token, "obj") for child in children(met, "nmod"))


def _over(token: Token) -> Iterator[Token]:
    """What an infinitive or a participle tells the purpose of ("met to discuss")."""
    while token.head != token and token.dep_.split(":")[0] in ("xcomp", "advcl", "acl") and token.tag_ in ("VB", "VBG"):
        token = token.head
        yield from (token, *children(token, "obj", "obl"))


def _spoken(token: Token, book: Contacts) -> bool:
    lemma = word(token, book)
    return lemma in book.verbs or (lemma in book.kinds and token.pos_ in NOUNS)


def _nominal(token: Token, lemma: str, book: Contacts) -> Mention:
    kind, loose = book.kinds[lemma], lemma in book.loose
    sites = [token]
    while _contained(sites[-1], book):
        sites.append(sites[-1].head)
    top = sites[-1]
    kind = _by_phone(token, top, kind, book)
    sites += [about for site in tuple(sites) for about in _about(site, book)]
    predicate = _predicate(top, book)
    return Mention(token, kind, top, (*sites, *([predicate] if predicate else ())), None, predicate, not loose)


def _contained(token: Token, book: Contacts) -> bool:
    over = token.head
    lemma = word(over, book)
    return (
        over != token
        and token.dep_ == "nmod"
        and marker(token) == "of"
        and over.pos_ in (*NOUNS, "NUM")
        and (lemma in book.containers or lemma in book.kinds)
    )


def _by_phone(token: Token, top: Token, kind: ContactKind, book: Contacts) -> ContactKind:
    beside = {word(child, book) for site in {token, top} for child in children(site, "compound", "amod", "obl", "nmod")}
    if token.i > token.sent.start:
        beside.add(word(token.nbor(-1), book))  # wherever the tree puts it
    far = beside & book.telephone or (kind == "talks" and beside & book.online)
    return "call" if kind != "letter" and far else kind


def _about(token: Token, book: Contacts) -> Iterator[Token]:
    """Participles and relative clauses that say how the contact went or who helped."""
    for clause in children(token, "acl"):
        if word(clause, book) in book.happening | book.joined:
            yield from (verb for verb in (clause, *children(clause, "conj")) if verb.pos_ in ("VERB", "AUX"))


def _predicate(top: Token, book: Contacts) -> Token | None:
    """The verb that holds, attends or ends it, or of which it is the subject."""
    while top.dep_ == "conj" and top.head != top and top.head.pos_ in NOUNS:
        top = top.head
    over, lemma = top.head, word(top.head, book)
    if over == top or over.pos_ not in ("VERB", "AUX"):
        return None
    if top.dep_ == "obj" or (top.dep_ == "obl" and marker(top) in INTO):
        return over if lemma in book.light and (top.dep_ == "obj" or lemma not in book.verbs) else None
    return over if top.dep_ in ("nsubj", "nsubj:pass") and lemma in book.happening else None
