"""Lemma rules: how a lemma comes from a form (after Straka 2018)."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=100_000)
def lemma(form: str, rule: str) -> str:
    """Apply a rule: `l` or `k` (lower the form, or keep it), letters to cut from the end, letters to add."""
    base = form.lower() if rule[0] == "l" else form
    digits = 1
    while digits < len(rule) and rule[digits].isdigit():
        digits += 1
    cut = int(rule[1:digits])
    return (base[: len(base) - cut] if cut <= len(base) else base) + rule[digits:] or form
