"""Words by what their inflections share, so that a word list finds "pledged", "undertook" and "promises".

Lemmas would do, but those of an analysis are wrong for a fifth of the verbs; a light stem and a table of irregular verbs
are not, and need no tags.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from readout.reading.phrases import stem

_FORMS = """
be am is are was were been being; have has had having; do does did done; say said; tell told; meet met; hold held; give gave
given; take took taken; make made; undertake undertook undertaken; withdraw withdrew withdrawn; draw drew drawn; seek
sought; bring brought; think thought; put putting; set setting; cut cutting; shut shutting; quit quitting; find found; leave
left leaving; lose lost losing; send sent; speak spoke spoken; choose chose chosen; swear swore sworn; break broke broken;
strike struck striking; fight fought; shoot shot; keep kept; see saw seen seeing; hear heard; go went gone; come came; begin
began begun; stand stood; understand understood; pay paid; buy bought; sell sold; build built; spend spent; lead led; rise
rose risen; fall fell fallen; freeze froze frozen; forbid forbade forbidden; forgo forwent forgone; let letting; hit
hitting; win won; get got gotten; know knew known; write wrote written; lay laid; die died dying; tie tied tying; lie lay
lain lying; agree agreed agreeing; free freed freeing; arise arose arisen; overcome overcame; become became; uphold upheld;
withhold withheld; forsake forsook; mean meant; deal dealt
"""
IRREGULAR = {form: base for line in _FORMS.split(";") for base, *forms in [line.split()] for form in forms}
"""The base of each form that no ending tells, or that its ending would cut too far ("agreed")."""


@lru_cache(maxsize=65536)
def base(word: str) -> str:
    """What all inflections of a word share."""
    word = word.lower()
    return stem(IRREGULAR.get(word, word))


@lru_cache(maxsize=4096)
def bases(words: tuple[str, ...]) -> frozenset[str]:
    """What the words of a list share with their inflections."""
    return frozenset(base(word) for word in words)


def among(token: Token, words: tuple[str, ...]) -> bool:
    """Whether a token is an inflection of one of the words."""
    return base(token.lower_) in bases(words)
