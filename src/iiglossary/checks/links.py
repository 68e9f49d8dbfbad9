"""E5xx: references between concepts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..table import split_list
from .registry import Problem, cell_problem, check
from .subject import Subject

_LINK_COLUMNS = ("successor", "parts")


@check("E501", "reference to an unknown id")
def broken_link(table: Subject) -> Iterator[Problem]:
    """Successor and parts are ids of this table, or of one that it is laid over."""
    for concept in table.concepts:
        for column in _LINK_COLUMNS:
            for target in split_list(concept.head[column]):
                if target not in table.concept_by_id and target not in table.known_ids:
                    yield cell_problem(
                        concept.head, column, "is the id of no concept; correct it or add the "
                        "concept", target,
                    )  # fmt: skip


@check("E502", "circular successors")
def circular_successors(table: Subject) -> Iterator[Problem]:
    """Nothing is its own successor, not even through others."""
    yield from _cycles(table, "successor")


@check("E503", "circular parts")
def circular_parts(table: Subject) -> Iterator[Problem]:
    """Nothing is a part of itself, not even through others."""
    yield from _cycles(table, "parts")


def _cycles(table: Subject, column: str) -> Iterator[Problem]:
    def targets(concept_id: str) -> tuple[str, ...]:
        concept = table.concept_by_id.get(concept_id)
        return split_list(concept.head[column]) if concept else ()

    for cycle in find_cycles(list(table.concept_by_id), targets):
        head = table.concept_by_id[cycle[0]].head
        path = " → ".join((*cycle, cycle[0]))
        yield cell_problem(head, column, f"closes the circle {path}; open it")


def find_cycles(
    nodes: list[str], targets: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """The circles of a graph, each once, from the node that is met first; linear in its size.

    Example:
        >>> graph = {"a": ("b",), "b": ("c",), "c": ("b",), "d": ()}
        >>> list(find_cycles(list(graph), graph.__getitem__))
        [('b', 'c')]
    """
    done: set[str] = set()
    for node in nodes:
        if node in done:
            continue
        path = {node: iter(targets(node))}
        while path:
            current, open_targets = next(reversed(path.items()))
            target = next(open_targets, None)
            if target is None:
                done.add(current)
                del path[current]
            elif target in path:
                nodes_on_path = list(path)
                yield tuple(nodes_on_path[nodes_on_path.index(target) :])
            elif target not in done:
                path[target] = iter(targets(target))
