"""`Glossary`, what users hold: the lower floors composed, no rule of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import UnknownTermError
from .index import Index
from .lookup import Candidate, Lookup
from .shipped import ShippedSources, shipped_index
from .table import lay_over, parse_entries, read_raw
from .terms import ConceptEntry, Source

if TYPE_CHECKING:
    from .annotated import AnnotatedText
    from .annotator import Annotator
    from .families import Families, FamilyEngine


class Glossary:
    """Concepts with their English renderings; looks terms up and annotates text.

    Immutable once made, safe to share between threads, picklable to worker processes.

    Example:
        >>> from iiglossary.terms import Rendering
        >>> rendering = Rendering("industrial internet")
        >>> glossary = Glossary([ConceptEntry("net-0001", "工业互联网", (rendering,))])
        >>> glossary["工業互聯網"].en
        'industrial internet'
        >>> [(a.start, a.end, a.surface) for a in glossary.annotate("推进工業互聯網建设")]
        [(2, 7, '工業互聯網')]
    """

    __slots__ = ("_annotator", "_families", "_index", "_lookup", "sources")

    def __init__(
        self,
        entries: Iterable[ConceptEntry] | Index,
        sources: Mapping[str, Source] | None = None,
        families: Families | None = None,
    ) -> None:
        self._index = entries if isinstance(entries, Index) else Index.of(entries)
        self._families = families
        self._lookup = Lookup(self._index, families)
        self._annotator: Annotator | None = None
        self.sources = {} if sources is None else sources
        """Key → publication, for the keys in ``rendering.sources``."""

    def __reduce__(self) -> tuple[type[Glossary], tuple[object, ...]]:
        return Glossary, (self._index, self.sources, self._families)

    def __len__(self) -> int:
        return len(self._index.entries)

    def __iter__(self) -> Iterator[ConceptEntry]:
        return iter(self._index.entries.values())

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._find(key) is not None

    def __getitem__(self, key: str) -> ConceptEntry:
        """The concept with this id or Chinese form, in any spelling.

        Raises:
            UnknownTermError: there is none; the error names the closest form.
        """
        entry = self._find(key)
        if entry is None:
            raise UnknownTermError(key, self._lookup.closest(key))
        return entry

    def _find(self, key: str) -> ConceptEntry | None:
        return self._lookup.by_name(key)

    def lookup(self, query: str, *, limit: int = 5) -> list[Candidate]:
        """The concepts that *query* may mean, best first; empty where nothing is alike enough.

        *query* may be Chinese in any spelling, pinyin, initials or English, typos allowed.
        """
        return self._lookup(query, limit=limit)

    def annotate(self, text: str, *, fuzzy: bool = False) -> AnnotatedText:
        """*text* with every term in it; with *fuzzy*, misspelt and damaged ones too.

        A damaged term has ``reason`` ``fuzzy`` and a ``score`` below 100.

        Example:
            >>> from iiglossary.terms import Rendering
            >>> entry = ConceptEntry("net-0001", "工业互联网", (Rendering("industrial internet"),))
            >>> damaged = Glossary([entry]).annotate("推进工业互连网建设", fuzzy=True)
            >>> [(a.surface, a.entry.zh, str(a.reason), a.score) for a in damaged]
            [('工业互连网', '工业互联网', 'fuzzy', 80.0)]
        """
        from .annotated import AnnotatedText

        return AnnotatedText(text, *self._make_annotator().find(text, fuzzy=fuzzy), self.sources)

    def _make_annotator(self) -> Annotator:
        # Made when first asked: looking a term up needs no automaton. Two threads may make one
        # each; both are complete and alike.
        if self._annotator is None:
            from .annotator import Annotator
            from .lexicon import general_lexicon

            self._annotator = Annotator(self._index, general_lexicon, self._families)
        return self._annotator

    def annotate_many(
        self, texts: Iterable[str], *, fuzzy: bool = False
    ) -> Iterator[AnnotatedText]:
        """Every text with its terms, lazily, in order; any iterable of texts will do."""
        return map(partial(self.annotate, fuzzy=fuzzy), texts)


def load(*tables: str | Path, builtin: bool = True) -> Glossary:
    """The shipped table with *tables* laid over it, later ones over earlier ones.

    With ``builtin=False`` the given tables stand alone, without the shipped term families.

    Raises:
        TableError: a table cannot be read or understood.
    """
    if not tables and builtin:
        return _shipped()
    entries = list(shipped_index().entries.values()) if builtin else []
    for number, path in enumerate(tables, 1):
        prefix = "own" if number == 1 else f"own{number}"
        entries = lay_over(entries, parse_entries(read_raw(path), id_prefix=prefix))
    return Glossary(entries, ShippedSources(), _shipped_families if builtin else None)


def _shipped_families() -> FamilyEngine:
    # Imported when first asked, for the families bring the automaton with them.
    from .families import shipped_families

    return shipped_families()


@cache
def _shipped() -> Glossary:
    return Glossary(shipped_index(), ShippedSources(), _shipped_families)
