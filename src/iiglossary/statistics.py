"""How large a table is, and how well its renderings are cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from .terms import ConceptEntry, Rendering, Source


class Summary(Struct, frozen=True, gc=False):
    """Counts over a table; the counters have the most frequent value first.

    ``annotated`` counts the concepts that are marked in text. ``cited``, ``usage`` and ``memory``
    count renderings: with a publication that can be looked up, with plain vocabulary as their
    only source, and not verified.
    """

    concepts: int
    annotated: int
    renderings: int
    forms: int
    by_field: dict[str, int]
    by_kind: dict[str, int]
    by_status: dict[str, int]
    cited: int
    usage: int
    memory: int

    def share(self, count: int) -> float:
        """*count* as a share of all renderings, from 0 to 1; 0 where there are none.

        Example:
            >>> summary = summarise([ConceptEntry("a-1", "政策", (Rendering("policy"),))], {})
            >>> summary.share(summary.renderings), summary.share(summary.cited)
            (1.0, 0.0)
        """
        return count / self.renderings if self.renderings else 0.0


def summarise(entries: Iterable[ConceptEntry], sources: Mapping[str, Source]) -> Summary:
    """What a table holds: concepts by field and kind, renderings by status and by source.

    Example:
        >>> report = {"gwr-2017": Source("gwr-2017", "Report", authority=1)}
        >>> rendering = Rendering("policy", sources=("gwr-2017",))
        >>> summary = summarise([ConceptEntry("a-1", "政策", (rendering,), kind="concept")], report)
        >>> summary.concepts, summary.by_kind, summary.cited
        (1, {'concept': 1}, 1)
    """
    concepts = list(entries)
    renderings = [rendering for entry in concepts for rendering in entry.renderings]
    citable = {key for key in sources if is_citable(sources[key])}
    return Summary(
        concepts=len(concepts),
        annotated=sum(entry.is_annotated for entry in concepts),
        renderings=len(renderings),
        forms=sum(len(entry.forms) for entry in concepts),
        by_field=_counts(entry.subject_field for entry in concepts),
        by_kind=_counts(entry.kind for entry in concepts),
        by_status=_counts(str(rendering.status) for rendering in renderings),
        cited=sum(not citable.isdisjoint(rendering.sources) for rendering in renderings),
        usage=_count_only(renderings, "usage"),
        memory=_count_only(renderings, "memory"),
    )


def is_citable(source: Source) -> bool:
    """Whether a reader can look it up: it has date and address, or comes from the body itself.

    Example:
        >>> is_citable(Source("a", "Page", url="https://example.org/")), is_citable(
        ...     Source("b", "Page", url="https://example.org/", date="2021"))
        (False, True)
    """
    return bool(source.date and source.url) or source.authority == 1


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(value for value in values if value).most_common())


def _count_only(renderings: Iterable[Rendering], key: str) -> int:
    return sum(rendering.sources == (key,) for rendering in renderings)
