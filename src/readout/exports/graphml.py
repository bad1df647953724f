"""GraphML: who speaks of whom, and who meets whom, over all records."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import BinaryIO

from readout.errors import MissingExtraError
from readout.record import Actor, Record


def spoken_of(record: Record) -> Iterator[tuple[str, str]]:
    """(speaker, actor) for every actor mentioned in the content of a speaker's statement, once a statement."""
    mentions = sorted((start, end, a.id) for a in record.actors for start, end in a.mentions)
    starts = [m[0] for m in mentions]
    for s in record.statements:
        found = {
            id
            for low, high in s.content
            for start, end, id in mentions[bisect_left(starts, low) : bisect_left(starts, high)]
            if end <= high
        }
        yield from ((speaker, id) for speaker in s.speakers for id in sorted(found) if id != speaker)


def met(record: Record) -> Iterator[tuple[str, str]]:
    """Pairs that took part in a contact that was held."""
    for c in record.contacts:
        if c.status == "held":
            yield from combinations(sorted(set(c.participants)), 2)


def write_graphml(records: Iterable[Record], out: BinaryIO) -> None:
    """One graph; actors of the same name and kind are one node. Raises `MissingExtraError` without networkx."""
    try:
        import networkx as nx
    except ImportError:
        raise MissingExtraError("GraphML", extra="exports") from None
    actors: dict[str, Actor] = {}
    edges: Counter[tuple[str, str, str]] = Counter()
    for record in records:
        key = {a.id: f"{a.kind}:{a.name}" for a in record.actors}
        for a in record.actors:
            actors.setdefault(key[a.id], a)
        for kind, pairs in (("speaks of", spoken_of(record)), ("meets", met(record))):
            edges.update((key[a], key[b], kind) for a, b in pairs if a in key and b in key)
    graph = nx.MultiDiGraph()
    for id, who in sorted(actors.items()):
        graph.add_node(id, name=who.name, kind=who.kind, role=who.role or "", party=who.party or "")
    for (one, other, kind), count in sorted(edges.items()):
        graph.add_edge(one, other, kind=kind, weight=count)
    nx.write_graphml(graph, out)
