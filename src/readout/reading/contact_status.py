"""Whether a contact was held, is planned, proposed, refused or cancelled: from tense, negation and the words over it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Token

from readout.codebook.contacts import Contacts, Found
from readout.reading.clauses import auxiliaries, children, marker
from readout.reading.contact_mentions import NOUNS, Mention, cue, word
from readout.record.model import Status

ARGUMENTS = frozenset({"obj", "xcomp", "ccomp", "acl", "nsubj", "csubj", "nmod", "appos", "obl", "root", "advcl", "conj"})
FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})
MODAL = frozenset({"can", "could", "may", "might", "must", "should", "ca"})
NOT = frozenset({"not", "n't", "n’t", "never", "no", "without", "neither", "nor"})
IF = frozenset({"if", "unless", "whether", "were"})
BE = frozenset({"is", "are", "was", "were", "am", "'s", "’s"})
GOVERNED = frozenset({"for", "on", "to", "of", "against", "about", "into", ""})
AHEAD = frozenset({"before", "ahead of", "prior to", "until"})
OPPOSITE: dict[str, Status] = {"refused": "proposed", "planned": "refused", "proposed": "refused", "cancelled": "planned"}


class Reading(NamedTuple):
    """A status, and whether the text says so or nothing speaks against it."""

    status: Found
    told: bool


def status(mention: Mention, book: Contacts) -> Reading:
    """The status of a contact as this mention tells it; `denied` where the text says that there was none."""
    if mention.verb and mention.verb.status:
        return Reading(mention.verb.status, True)
    if mention.verb is None and _ahead(mention.top):
        return Reading("planned", False)
    found = _beside(mention, book)
    above = _above(mention.clause, mention, book)
    if mention.verb is None and (_negated(mention.top) or _negated(mention.token)):
        return Reading(OPPOSITE.get(above.status if above else "held", "denied"), True)
    if above and (found is None or above.status in ("refused", "cancelled", "denied") or found == "held"):
        return above if above.told or found is None else Reading(found, True)
    return Reading(found, True) if found else Reading("held", False)


def _beside(mention: Mention, book: Contacts) -> Found | None:
    """What the words beside the noun tell ("the next round", "a possible meeting", "talks scheduled for Monday")."""
    for site in mention.sites:
        if site.pos_ in NOUNS:
            for child in children(site, "amod", "compound", "advmod", "acl"):
                hyphened = child.i > 0 and child.nbor(-1).text == "-"  # "a well-wishing conversation" was held
                found = None if hyphened else book.cues.get(word(child, book))
                if found:
                    return found
    return None


def _above(token: Token, mention: Mention, book: Contacts) -> Reading | None:
    """Walk up from the mention; the nearest word that tells decides."""
    if token != mention.top and token == mention.predicate and (own := cue(token, mention.top, book)):
        return Reading(_turned(own, token), True)
    for node in _path(token):
        if told := _tense(node) if node.pos_ in ("VERB", "AUX") or children(node, "cop") else None:
            return _outer(node, told, book)
        if node.head == node or node.dep_.split(":")[0] not in ARGUMENTS:
            return None
        if told := _told_by(node.head, node, book):
            return told
    return None


def _told_by(over: Token, node: Token, book: Contacts) -> Reading | None:
    """What the word over a step of the way tells."""
    if _governed(node) and (found := cue(over, node, book)):
        return Reading(_turned(found, over), True)
    if over.lower_ in BE and any(child.lower_ == "to" and child.dep_ == "mark" for child in node.children):
        return Reading("planned", True)
    if node.dep_ in ("obl", "nmod") and over.pos_ in ("VERB", "AUX"):
        return _adjunct(node, over)
    return None


def _path(token: Token) -> Iterator[Token]:
    yield token
    while token.head != token:
        token = token.head
        yield token


def _governed(node: Token) -> bool:
    """Whether what stands over it says something of it, and is not merely what was done meanwhile."""
    if node.tag_ == "VBN" and node.dep_.startswith("acl") and node.head.pos_ in NOUNS:
        return False  # "the plan discussed by both" is no planned discussion
    if node.dep_ in ("conj", "advcl", "nsubj", "parataxis"):
        return node.dep_ == "advcl" and node.head.pos_ in ("ADJ", "NOUN")
    return node.dep_ not in ("obl", "nmod") or marker(node) in GOVERNED


def _turned(found: Found, over: Token) -> Found:
    """The status under negation: "did not rule out", "has no plans"."""
    if not _negated(over):
        return found
    return OPPOSITE.get(found, "denied")


def _negated(token: Token) -> bool:
    return any(child.lower_ in NOT for child in children(token, "advmod", "det", "mark", "case", "cc:preconj"))


def _tense(node: Token) -> Reading | None:
    """What the verb's own form tells; None where it has none (an infinitive, a participle, a bare noun)."""
    words = auxiliaries(node)
    to = any(child.lower_ == "to" and child.dep_ == "mark" for child in node.children)
    negative = _negated(node)
    if any(child.lower_ in IF and child.dep_ == "mark" for child in node.children):
        return Reading("denied", False)
    if to:
        headline = node.head == node and bool(children(node, "nsubj"))  # "Minister to visit Norvia"
        return Reading("planned", True) if words & BE or headline else None
    if words & (FUTURE | MODAL):
        return Reading("refused" if negative else "planned" if words & FUTURE else "proposed", True)
    bare = not words and node.tag_ in ("VBG", "VBN", "VB") and node.dep_ != "root"
    if bare or (node.pos_ not in ("VERB", "AUX") and not children(node, "cop")):
        return None
    return Reading("denied" if negative else "held", True)


def _outer(node: Token, told: Reading, book: Contacts) -> Reading:
    """A finite clause under a wish, a plan or a denial takes its status from there ("hopes that they will meet")."""
    while node.dep_ == "conj" and node.head != node and node.head.pos_ in ("VERB", "AUX"):
        node = node.head
    if node.dep_ != "ccomp" or told.status not in ("held", "planned"):
        return told
    found = cue(node.head, node, book)
    if found in ("proposed", "denied") or (found and told.status != "held"):
        return Reading(_turned(found, node.head), True)
    return told


def _adjunct(node: Token, over: Token) -> Reading | None:
    """A noun that is only the setting of another act: that act's tense, or what is still ahead."""
    case = marker(node)
    told = _tense(over)
    if case in AHEAD:
        return Reading("planned", False)
    if told and told.status == "planned" and case in ("at", "during", "in", "on", "after", "following"):
        return Reading("planned", False)
    return Reading("held", False)


def _ahead(node: Token) -> bool:
    """Whether "ahead of" stands before the phrase, whatever the tree makes of its two words."""
    first = node.left_edge
    before = [token.lower_ for token in node.doc[max(0, first.i - 2) : first.i + 2]]
    return any(f"{one} {other}" in AHEAD for one, other in pairwise(before))
