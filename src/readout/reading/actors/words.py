"""The tokens of a text as plain lists, with the tags of pronouns set right."""

from __future__ import annotations

from spacy.tokens import Doc

PERSONAL = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves we us our ours ourselves "
    "i me my mine myself you your yours yourself yourselves".split()
)
RELATIVE = frozenset({"who", "whom", "whose", "which"})
POSSESSIVE = frozenset({"his", "its", "their", "our", "my", "your", "whose"})
CLITIC = frozenset({"'s", "’s", "'", "’"})

ADPOSITIONS = frozenset({"of", "for", "with", "in", "at", "to", "on", "by", "from", "about", "after", "before", "between"})


class Words:
    """One list an attribute: reading a spaCy token attribute costs more than all else here."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        tokens = list(doc)
        self.text = [t.text for t in tokens]
        self.lower = [t.lower_ for t in tokens]
        self.dep = [t.dep_ for t in tokens]
        self.tag = [t.tag_ for t in tokens]
        self.ent = [t.ent_type_ for t in tokens]
        self.spaced = [bool(t.whitespace_) for t in tokens]
        self.pos = [self._pos(i, t.pos_) for i, t in enumerate(tokens)]

    def __len__(self) -> int:
        return len(self.text)

    def _pos(self, i: int, pos: str) -> str:
        """The tag, but that only pronouns are pronouns: an unknown name at the start of a sentence may be taken for one."""
        if self.pronoun(i):
            return "PRON"
        if pos == "PROPN" and self.text[i].islower():
            return "ADP" if self.lower[i] in ADPOSITIONS else "NOUN"  # a headline's words are easily taken for names
        if pos == "PRON" and self.lower[i] not in OPEN:
            return "PROPN" if self.text[i][:1].isupper() else "NOUN"
        return pos

    def pronoun(self, i: int) -> bool:
        """Whether the word is a personal or relative pronoun ("US" is none)."""
        lower = self.lower[i]
        if lower == "that":
            return self.tag[i] in {"WDT", "WP"}
        return (lower in PERSONAL or lower in RELATIVE) and not (len(lower) > 1 and self.text[i].isupper())

    def possessive(self, i: int) -> bool:
        """Whether the word is a possessive pronoun."""
        return self.lower[i] in POSSESSIVE or (self.lower[i] == "her" and (self.tag[i] == "PRP$" or self._noun_after(i)))

    def _noun_after(self, i: int) -> bool:
        return i + 1 < len(self.pos) and self.pos[i + 1] in {"NOUN", "PROPN", "ADJ"}

    def clitic(self, i: int) -> bool:
        """Whether the word is a possessive ending."""
        return i < len(self.text) and self.lower[i] in CLITIC and (self.tag[i] == "POS" or len(self.text[i]) == 2)


# Other words that the tag set calls pronouns.
OPEN = frozenset(
    "this that these those there what whatever whoever all any anybody anyone anything both each either everybody everyone "
    "everything few many more most neither nobody none nothing one ones other others same several some somebody someone "
    "something such two three another much less half".split()
)
