"""Whom the words around a participant name, read from left to right: long lists and titles are where trees are lost.

"DRC President X", "his counterpart, X", "the envoy's deputy X" are X; one of "A, B and C" stands for all three.
"""

from __future__ import annotations

from spacy.tokens import Token

from readout.reading.actors import Cast
from readout.record import Actor

Ids = tuple[str, ...]
# How many words on a phrase may come back to the name of the same person.
REST = 9
SEPARATORS = frozenset({",", "and", "&", "plus", "or"})


class Phrases:
    """Reads on from a word of a participant's phrase."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def named(self, token: Token) -> Ids:
        """Whom the phrase means: the person whose title, country or description heads it, the member of a possessor."""
        own = self.cast.at(token)
        if token.ent_type_ == "PERSON" or token.pos_ not in ("NOUN", "PROPN", "ADJ", "DET"):
            return own
        aside, owned = False, False
        for one in token.doc[token.i + 1 : token.sent.end]:
            aside = (aside or one.text == "(") and one.text != ")"
            if aside or one.text == ")":
                continue
            if one.tag_ == "POS":
                owned = True
                continue
            found = self.cast.at(one)
            if found and not set(found) <= set(own) and (owned or self._heads(one, found, own)):
                return found
            owned = False
            if one.ent_type_ == "PERSON" and found:
                return own
            if one.lower_ not in ("of", ",", "-") and one.pos_ not in ("PROPN", "ADJ", "NOUN", "DET"):
                return own
            if one.text == "," and not (not one.is_sent_end and self._heads(one.nbor(), self.cast.at(one.nbor()), own)):
                return own
        return own

    def _heads(self, token: Token, found: Ids, own: Ids) -> bool:
        """Whether the person whose name or title goes on there is whom the phrase is about."""
        if not found or any(self.cast[id].kind != "person" for id in found):
            return False
        theirs = {self.cast.party(id) for id in found} & {self.cast.party(id) or id for id in own}
        return token.ent_type_ == "PERSON" or (
            token.pos_ in ("PROPN", "ADJ") and (bool(theirs) or not own or self._unnamed(own))
        )

    def known(self, ids: Ids) -> Ids:
        """The people that have a name, the parties of those who have none ("his Georgian counterpart")."""
        named = [(id, self._unnamed((id,)) and self.cast.party(id)) for id in ids]
        sides = {self.cast.party(id) for id, unnamed in named if not unnamed}
        return tuple(dict.fromkeys(unnamed or id for id, unnamed in named if not unnamed or unnamed not in sides))

    def _unnamed(self, ids: Ids) -> bool:
        """Whether they are known by a description only ("Georgian counterpart")."""
        return bool(ids) and all(self.cast[id].kind == "person" and self.cast[id].name.split()[-1].islower() for id in ids)

    def fellows(self, token: Token, ids: Ids) -> Ids:
        """With one member of a list, the whole list, however the tree cuts it."""
        if not ids or any(self.cast[id].kind == "group" for id in ids):
            return ids
        own = self.cast.at(token, joint=False)
        seed = own[0] if len(own) == 1 and own[0] in ids else ids[0]
        before, behind = self._run(token, seed, step=-1), self._run(token, seed, step=1)
        return tuple(dict.fromkeys([*reversed(before), *ids, *behind]))

    def _run(self, token: Token, seed: str, *, step: int) -> list[str]:
        """The other members on one side of it: actors of its level with commas and conjunctions between them."""
        doc, sent = token.doc, token.sent
        found, parted, last, i = list[str](), False, seed, self._edge(token, seed, step) + step
        while sent.start <= i < sent.end:
            one = doc[i]
            member = self._member(one, seed)
            if one.lower_ in SEPARATORS:
                parted = True
            elif member is None and not self._title(one, seed):
                break
            elif member not in (None, last):
                if not parted:
                    break
                found.append(str(member))
                last, parted = member, False
            i += step
        if step > 0 and found and i < sent.end and doc[i].pos_ in ("VERB", "AUX") and doc[i].tag_ not in ("VBN", "VBG"):
            found.pop()
        return found

    def _member(self, token: Token, seed: str) -> str | None:
        """The actor there, where it is one that may stand in a list with the first: people with people."""
        ids = self.cast.at(token, joint=False) if token.pos_ != "PRON" else ()
        if len(ids) != 1 or (self.cast[ids[0]].kind == "person") != (self.cast[seed].kind == "person"):
            return None
        return None if town(token, self.cast[ids[0]]) else ids[0]

    def _title(self, token: Token, seed: str) -> bool:
        """Whether the word may belong to a title or a name in the list ("President X of Taria")."""
        if self.cast[seed].kind == "person" and (token.lower_ in ("of", "the") or self.cast.at(token, joint=False)):
            return token.pos_ not in ("PRON", "VERB")
        return (token.text[0].isupper() or token.pos_ in ("DET", "ADJ")) and token.pos_ not in ("VERB", "AUX", "PRON", "ADP")

    def _edge(self, token: Token, seed: str, step: int) -> int:
        """Where its own phrase ends: names of it that stand a few words on belong to it ("envoy for Iran X")."""
        edge = token.i
        for n in range(1, REST):
            i = token.i + n * step
            if not token.sent.start <= i < token.sent.end or token.doc[i].pos_ in ("VERB", "AUX") or token.doc[i].text == ",":
                break
            if self.cast.at(token.doc[i], joint=False) == (seed,):
                edge = i
        return edge


def town(token: Token, actor: Actor) -> bool:
    """Whether the word is a place where a party sits and not its name: "the Vienna talks" are not with Austria."""
    return (
        token.pos_ == "PROPN"
        and actor.kind != "person"
        and not token.text.isupper()
        and "." not in token.text
        and token.text not in actor.name
    )
