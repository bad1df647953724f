"""Who takes part in a contact, and on whose initiative it came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from readout.codebook.contacts import Contacts
from readout.reading.actors import Cast
from readout.reading.clauses import agent, children, marker
from readout.reading.contact_control import controller
from readout.reading.contact_mentions import FINITE, REACH, Mention, cue, word
from readout.reading.contact_phrases import Ids, Phrases, town

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
DASHES = ("-", "–", "—")
PLURAL = ("NNS", "NNPS")
FAR = 30
OWNED = 5
# How far from its word the name of a format may begin or end, in words.
AROUND = 7
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
    whole: bool = False
    strangers: bool = False
    around: list[Ids] = field(default_factory=list)

    @property
    def all(self) -> Ids:
        """All of them, each once, in order."""
        return tuple(dict.fromkeys((*self.ours, *self.theirs, *self.joined)))


class Parties:
    """Finds the participants of mentions in one document."""

    def __init__(self, cast: Cast, book: Contacts) -> None:
        self.cast, self.book = cast, book
        self.phrases = Phrases(cast)

    def sides(self, mention: Mention) -> Sides:
        """Everyone who takes part by the tree."""
        sides = Sides()
        actor = self._actor(mention)
        if actor is not None:
            sides.ours += self.who(actor)
        for site in mention.sites:
            for child in site.children:
                self._add(child, site, mention, sides, actor)
        held = mention.predicate is not None and mention.top not in children(mention.predicate, *SUBJECTS)
        if not sides.ours and (mention.verb or held):
            sides.ours += self._before(mention.clause, sides.theirs)
        if not sides.ours and not mention.verb:
            sides.ours += self._owner(mention)
        pressed = [*self._beside(mention), *self._format(mention)]
        if len(set(pressed)) > 1:
            sides.theirs += [id for id in pressed if id not in sides.theirs]
        if not sides.theirs:
            sides.theirs += self._after(mention)
        closed = any(marker(child) in CLOSED for site in mention.sites for child in site.children)
        if len(sides.all) < 2 and not closed and (doer := self._doer(mention)) is not None:
            sides.ours += self.who(doer)
        sides.theirs = [id for id in sides.theirs if id not in sides.ours] or sides.theirs
        both = bool(sides.ours and sides.theirs) or bool(mention.verb and mention.verb.alone)
        sides.around = list(self._subjects(mention))[:2] if not both else []
        sides.whole = closed or both or len(set(pressed)) > 1
        if mention.verb and mention.verb.initiates and sides.ours and sides.initiator is None:
            sides.initiator = sides.ours[0]
        if mention.verb and mention.verb.status:  # who is invited is to visit the country of whoever invites
            sides.ours = [self.cast.party(id) or id for id in sides.ours]
        return sides

    def who(self, token: Token) -> Ids:
        """The actors that a noun phrase and those coordinated with it denote."""
        ids = tuple(dict.fromkeys(id for one in self._members(token) for id in self._one(one)))
        return self.phrases.known(self.phrases.fellows(token, ids))

    def _members(self, token: Token) -> list[Token]:
        """What is coordinated, and names that stand beside it without a conjunction."""
        beside = [child for child in children(token, "appos", "list", "conj") if child.dep_ != "appos"]
        return [token, *(one for child in beside for one in self._members(child))]

    def _one(self, token: Token) -> Ids:
        """The people named, else the parties that they act for ("the Iranian delegation", "officials of Iran")."""
        led = self._leader(token) if word(token, self.book) in self.book.delegations else ()
        own = led or self.phrases.named(token) or self.cast.at(token)
        if token.pos_ == "PRON" or any(self.cast[id].kind != "group" for id in own):
            return own
        if own and token.tag_ in PLURAL:
            return own  # "Norvian officials" take part as written, as do "the rebels"
        if word(token, self.book) in self.book.things:
            return ()
        sides = tuple(id for child in children(token, *MODIFIERS) for id in self._modifier(child))
        return sides or tuple(self.cast.party(id) or id for id in own)

    def _modifier(self, child: Token) -> Ids:
        """Whom a noun's modifier names: adjectives and compounds name sides, complements anybody."""
        if child.dep_ in ("compound", "amod", "nmod:desc"):
            sides = [(one, self.cast.side(one)) for one in child.subtree]
            named = [(one, side) for one, side in sides if side is not None]
            return tuple(side for one, side in named if len(named) > 1 or not town(one, self.cast[side]))
        if child.dep_ == "nmod" and marker(child) not in ("of", "from", "including"):
            return ()
        return self.who(child)

    def _leader(self, token: Token) -> Ids:
        """Who heads a delegation."""
        heads = (agent(clause) for clause in children(token, "acl") if word(clause, self.book) in self.book.leads)
        return tuple(id for head in heads if head is not None for id in self.who(head))

    def _actor(self, mention: Mention) -> Token | None:
        """Whoever holds, pays or takes part in it: the subject, through control and relative clauses."""
        clause = mention.token if mention.verb else mention.predicate
        if clause is None and children(mention.top, "cop"):
            return controller(mention.top)  # "who was on a visit to Norvia"
        if clause is None or (mention.verb is None and word(clause, self.book) not in self.book.light):
            return None
        if mention.verb is None and mention.top in children(clause, *SUBJECTS):
            return None
        return controller(clause)

    def _before(self, clause: Token, others: Sequence[str] = ()) -> Ids:
        """Where the tree loses the subject: whoever stands nearest before the verb, what lies between dashes left out."""
        doc, start, i = clause.doc, max(clause.sent.start, clause.i - FAR), clause.i - 1
        while i >= start:
            token = doc[i]
            if token.text in DASHES:
                i = max((n for n in range(start, i) if doc[n].text in DASHES), default=start - 1) - 1
                continue
            if token.pos_ == "VERB" and token.tag_ in FINITE:
                return ()
            if token.pos_ != "VERB" and (found := self._one(token)):
                return () if set(found) & set(others) else self.phrases.fellows(token, found)
            i -= 1
        return ()

    def _owner(self, mention: Mention) -> Ids:
        """Who stands before the noun with an apostrophe ("X's visit to Y"), whatever the tree makes of it."""
        doc, start = mention.token.doc, mention.token.sent.start
        for i in range(mention.token.i - 1, max(start, mention.token.i - OWNED), -1):
            if doc[i].tag_ == "POS" or doc[i].lower_ in ("'s", "’s", "’", "'"):
                return self.phrases.fellows(doc[i - 1], self._one(doc[i - 1]))
            if doc[i].pos_ in ("VERB", "AUX", "ADP", "PUNCT"):
                return ()
        return ()

    def _beside(self, mention: Mention) -> list[str]:
        """The sides named right before the noun ("the Russian-Ukrainian talks", "US-China trade talks")."""
        if mention.verb:
            return []
        found, i = list[str](), mention.token.i - 1
        while i >= mention.token.sent.start and mention.token.doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "PUNCT", "SYM"):
            token = mention.token.doc[i]
            helped = self.book.forms.get(token.lower_) in self.book.joined  # "UN-sponsored" talks are not with the UN alone
            if helped or (token.is_punct and token.text not in (*DASHES, "/")):
                break
            side = self.cast.side(token)
            if side is not None and not town(token, self.cast[side]):
                found.insert(0, side)
            i -= 1
        return found

    def _format(self, mention: Mention) -> list[str]:
        """The members of the format that it is held in, as far as the text names them."""
        at, sent = mention.token.i, mention.token.sent
        around = mention.token.doc[max(sent.start, at - AROUND) : min(sent.end, at + AROUND)]
        return [id for id in self.book.format(around.text) if id in self.cast]

    def _after(self, mention: Mention) -> Ids:
        """Where the tree loses it: whoever stands after "with", "between" or, of a visit, "to" right behind the word."""
        heads = self.book.between | ({"to"} if mention.kind == "visit" else frozenset())
        if mention.verb:
            heads = frozenset(mention.verb.others)
        stop = min(mention.token.i + REACH, mention.token.sent.end)
        for token in mention.token.doc[mention.token.i + 1 : stop]:
            if token.lower_ in heads:
                following = mention.token.doc[token.i + 1 : min(token.i + REACH, mention.token.sent.end)]
                return next((self.phrases.fellows(one, found) for one in following if (found := self._one(one))), ())
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

    def _subjects(self, mention: Mention) -> Iterator[Ids]:
        """The subjects of the clauses around, nearest first: one of them may meet whoever the noun names."""
        node = mention.top
        while node.head != node:
            node = node.head
            if node.pos_ == "VERB" and (subject := controller(node)) is not None and (found := self.who(subject)):
                yield found

    def _add(self, child: Token, site: Token, mention: Mention, sides: Sides, actor: Token | None) -> None:
        case, lemma, book = marker(child), word(child, self.book), self.book
        if child.dep_ == "nsubj:pass" and site == mention.token and mention.verb and "object" in mention.verb.others:
            sides.theirs += self.who(child)
        if child == mention.token or child in mention.sites or child.dep_ in SUBJECTS or child == actor:
            return
        if child.dep_ in ("nmod", "obl", "nmod:poss") and lemma in book.initiative:
            whose = next((one for one in children(child, "nmod") if marker(one) == "of"), child)
            sides.initiator = next(iter(self.cast.at(whose) or self._one(child) or self.who(child)), sides.initiator)
        elif child.dep_ in ("amod", "compound") and book.forms.get(child.lower_) in book.joined:
            sides.joined += [side for one in child.subtree if (side := self.cast.side(one)) is not None]
        elif child.dep_ in ("nmod", "obl") and lemma in book.presence:
            sides.joined += self.who(child)
        elif child.dep_ in ("acl", "advcl") and word(child, self.book) in book.joined:
            helper = agent(child)
            sides.joined += self.who(helper) if helper is not None else ()
        elif self._other(child, site, case, mention):
            sides.audience |= lemma in book.audiences or any(
                word(one, book) in book.audiences for one in children(child, "compound", "amod")
            )
            inside = child.dep_ in ("compound", "amod") and site.pos_ in ("NOUN", "PROPN")
            found = self._modifier(child) if inside else self.who(child)
            sides.theirs += found
            sides.strangers |= not found and case in self.book.between

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
