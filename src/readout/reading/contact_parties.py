"""Who takes part in a contact, and on whose initiative it came about."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from readout.codebook.contacts import Contacts
from readout.reading.actors import Cast
from readout.reading.clauses import agent, children, marker
from readout.reading.contact_control import controller
from readout.reading.contact_mentions import REACH, Mention, cue, word

Ids = tuple[str, ...]
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
SETTING = ("during", "at", "in", "following", "after", "before", "on", "for", "ahead of", "prior to")
# A contact between these is between nobody else.
CLOSED = ("between", "among", "amongst")
MODIFIERS = ("nmod", "nmod:poss", "compound", "amod", "appos", "nmod:desc")


@dataclass
class Sides:
    """Those who take part: the side that acts, those it meets, and others who helped or were there."""

    ours: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    initiator: str | None = None
    audience: bool = False

    @property
    def all(self) -> Ids:
        """All of them, each once, in order."""
        return tuple(dict.fromkeys((*self.ours, *self.theirs, *self.joined)))


class Parties:
    """Finds the participants of mentions in one document."""

    def __init__(self, cast: Cast, book: Contacts) -> None:
        self.cast, self.book = cast, book

    def sides(self, mention: Mention) -> Sides:
        """Everyone who takes part by the tree."""
        sides = Sides()
        actor = self._actor(mention)
        if actor is not None:
            sides.ours += self.who(actor)
        for site in mention.sites:
            for child in site.children:
                self._add(child, site, mention, sides, actor)
        if not sides.ours and sides.theirs and (mention.verb or mention.predicate):
            sides.ours += self._before(mention.clause, sides.theirs)
        if not sides.theirs:
            sides.theirs += self._after(mention)
        if mention.verb and mention.verb.alone and len(sides.all) < 2:
            sides.ours += self._all_before(mention.token)
        closed = any(marker(child) in CLOSED for site in mention.sites for child in site.children)
        if len(sides.all) < 2 and not closed and (doer := self._doer(mention)) is not None:
            sides.ours += self.who(doer)
        if mention.verb and mention.verb.initiates and sides.ours and sides.initiator is None:
            sides.initiator = sides.ours[0]
        return sides

    def who(self, token: Token) -> Ids:
        """The actors that a noun phrase and those coordinated with it denote."""
        return tuple(dict.fromkeys(id for one in self._members(token) for id in self._one(one)))

    def _members(self, token: Token) -> list[Token]:
        """What is coordinated, and names that stand beside it without a conjunction."""
        beside = [child for child in children(token, "appos", "list", "conj") if child.dep_ != "appos"]
        return [token, *(one for child in beside for one in self._members(child))]

    def _one(self, token: Token) -> Ids:
        """The people named, else the parties that they act for ("the Iranian delegation", "officials of Iran")."""
        led = self._leader(token) if word(token, self.book) in self.book.delegations else ()
        own = led or self._people(token) or self.cast.at(token)
        if token.pos_ == "PRON" or any(self.cast[id].kind != "group" for id in own):
            return own
        if word(token, self.book) in self.book.things:
            return ()
        sides = tuple(id for child in children(token, *MODIFIERS) for id in self._modifier(child))
        return sides or tuple(self.cast.party(id) or id for id in own)

    def _people(self, token: Token) -> Ids:
        """The person whose title or country heads the phrase ("DRC President X", "President of the Republic of Finland X")."""
        own = self.cast.at(token)
        if token.ent_type_ == "PERSON" or token.pos_ not in ("NOUN", "PROPN", "ADJ", "DET"):
            return own
        for one in token.doc[token.i + 1 : token.sent.end]:
            if one.ent_type_ == "PERSON":
                named = tuple(id for id in self.cast.at(one) if self.cast[id].kind == "person")
                return named if named and not set(named) <= set(own) else own
            if one.lower_ not in ("of", ",") and one.pos_ not in ("PROPN", "ADJ", "NOUN", "DET"):
                return own
            if one.text == "," and not one.is_sent_end and one.nbor().ent_type_ != "PERSON":
                return own
        return own

    def _modifier(self, child: Token) -> Ids:
        """Whom a noun's modifier names: adjectives and compounds name sides, complements anybody."""
        if child.dep_ in ("compound", "amod", "nmod:desc"):
            sides = [(one, self.cast.side(one)) for one in child.subtree]
            named = [(one, side) for one, side in sides if side is not None]
            return tuple(side for one, side in named if len(named) > 1 or not self.town(one, side))
        if child.dep_ == "nmod" and marker(child) not in ("of", "from", "including"):
            return ()
        return self.who(child)

    def town(self, token: Token, side: str) -> bool:
        """Whether the word is a capital: "the Vienna talks" are not with Austria."""
        return (
            token.pos_ == "PROPN"
            and not token.text.isupper()
            and "." not in token.text
            and token.text not in self.cast[side].name
        )

    def _leader(self, token: Token) -> Ids:
        """Who heads a delegation."""
        heads = (agent(clause) for clause in children(token, "acl") if word(clause, self.book) in self.book.leads)
        return tuple(id for head in heads if head is not None for id in self.who(head))

    def _actor(self, mention: Mention) -> Token | None:
        """Whoever holds, pays or takes part in it: the subject, through control and relative clauses."""
        clause = mention.token if mention.verb else mention.predicate
        if clause is None or (mention.verb is None and word(clause, self.book) not in self.book.light):
            return None
        if mention.verb is None and mention.top in children(clause, *SUBJECTS):
            return None
        return controller(clause)

    def _before(self, clause: Token, others: list[str]) -> Ids:
        """Where the tree loses the subject: whoever stands nearest before the verb in its sentence."""
        start = max(clause.sent.start, clause.i - REACH)
        for token in reversed(clause.doc[start : clause.i]):
            if token.pos_ == "VERB":
                return ()
            found = self.cast.at(token)
            if found:
                return () if set(found) & set(others) else found
        return ()

    def _all_before(self, verb: Token) -> Ids:
        """Where the tree loses a long subject: everybody named in the sentence before its first verb."""
        before = verb.doc[verb.sent.start : verb.i]
        if any(token.pos_ == "VERB" for token in before):
            return ()
        return tuple(id for token in before for id in self.cast.at(token) if self.cast[id].kind != "group")

    def _after(self, mention: Mention) -> Ids:
        """Where the tree loses it: whoever stands after "with", "between" or, of a visit, "to" right behind the word."""
        heads = self.book.between | ({"to"} if mention.kind == "visit" else frozenset())
        if mention.verb:
            heads = frozenset(mention.verb.others)
        stop = min(mention.token.i + REACH, mention.token.sent.end)
        for token in mention.token.doc[mention.token.i + 1 : stop]:
            if token.lower_ in heads:
                following = mention.token.doc[token.i + 1 : min(token.i + REACH, mention.token.sent.end)]
                return next((found for one in following if (found := self.cast.at(one))), ())
            if token.pos_ in ("VERB", "AUX") or (token.pos_ == "PUNCT" and token.text != ","):
                return ()
        return ()

    def _doer(self, mention: Mention) -> Token | None:
        """Whose act the contact is the setting of ("during talks with X, Y said"), or who asks for it ("Y proposed talks")."""
        top, over = mention.top, mention.top.head
        if mention.verb or mention.predicate or over == top:
            return None
        if over.lower_ == "following" and over.head.pos_ == "VERB":
            return controller(over.head)
        if over.pos_ == "VERB" and (marker(top) in SETTING or cue(over, top, self.book)):
            return controller(over)
        return None

    def _add(self, child: Token, site: Token, mention: Mention, sides: Sides, actor: Token | None) -> None:
        case, lemma, book = marker(child), word(child, self.book), self.book
        if child.dep_ == "nsubj:pass" and site == mention.token and mention.verb and "object" in mention.verb.others:
            sides.theirs += self.who(child)
        if child == mention.token or child in mention.sites or child.dep_ in SUBJECTS or child == actor:
            return
        if child.dep_ in ("nmod", "obl", "nmod:poss") and lemma in book.initiative:
            sides.initiator = next(iter(self._one(child) or self.who(child)), sides.initiator)
        elif child.dep_ in ("nmod", "obl") and lemma in book.presence:
            sides.joined += self.who(child)
        elif child.dep_ in ("acl", "advcl") and word(child, self.book) in book.joined:
            helper = agent(child)
            sides.joined += self.who(helper) if helper is not None else ()
        elif self._other(child, site, case, mention):
            sides.audience |= lemma in book.audiences
            inside = child.dep_ in ("compound", "amod") and site.pos_ in ("NOUN", "PROPN")
            sides.theirs += self._modifier(child) if inside else self.who(child)

    def _other(self, child: Token, site: Token, case: str, mention: Mention) -> bool:
        """Whether the phrase stands where the other side of such a contact does."""
        if case in self.book.between:
            return child.dep_ in ("nmod", "obl")
        verb = mention.verb if site == mention.token else None
        if child.dep_ == "obj":
            return verb is not None and "object" in verb.others
        if verb is not None:
            return child.dep_ == "obl" and case in verb.others
        if child.dep_ in ("nmod:poss", "compound", "amod"):
            return site.pos_ in ("NOUN", "PROPN")
        journey = mention.kind in ("visit", "letter") and case in ("to", "from")
        return child.dep_.split(":")[0] in ("nmod", "obl") and (case in ("of", "by") or journey)
