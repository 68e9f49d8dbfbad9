"""Source keys → what a reader is shown of a source."""

from __future__ import annotations

from collections.abc import Mapping

from .terms import Rendering, Source

_WITHOUT_PUBLICATION = {"usage": "plain vocabulary", "memory": "not verified yet"}


def cite(key: str, sources: Mapping[str, Source]) -> str:
    """A source in a few words: its title, or else its publisher, and its date.

    Example:
        >>> report = Source("gwr-2017", "Report on the Work of the Government", date="2017-03-05")
        >>> cite("gwr-2017", {"gwr-2017": report}), cite("usage", {}), cite("my-key", {})
        ('Report on the Work of the Government, 2017-03-05', 'plain vocabulary', 'my-key')
    """
    source = sources.get(key)
    if source is None:
        return _WITHOUT_PUBLICATION.get(key, key)
    parts = [source.title or source.publisher]
    if source.date and source.date not in parts[0]:
        parts.append(source.date)
    return ", ".join(parts)


def cite_all(rendering: Rendering, sources: Mapping[str, Source]) -> list[str]:
    """The sources of a rendering, the highest authority first."""

    def authority(key: str) -> int:
        return sources[key].authority if key in sources else 6

    return [cite(key, sources) for key in sorted(rendering.sources, key=authority)]
