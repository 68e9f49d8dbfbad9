"""A query → ranked concepts: Chinese in any spelling, pinyin, initials, English, with typos."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .folding import fold_key, has_han
from .full_names import as_named
from .fuzzy import FuzzyIndex
from .index import HEADWORD, FormRef, Index
from .romanize import strip_tones, typed
from .spellings import spelling_of
from .terms import ConceptEntry, Reason, Status

if TYPE_CHECKING:
    from .families import Families

_WORD = re.compile(r"[a-z0-9+]+")
# Two letters are the initials of hundreds of words, and the whole of AI, 5G or EU.
_SHORTEST_INITIALS = 3
# One word of a long rendering tells little: development is in hundreds.
_SHARED = 50.0
# Letters are few: at 75 network and artwork are alike.
_LATIN_CUTOFF = 82.0

T = TypeVar("T")


class Candidate(NamedTuple):
    """A concept that a query may mean.

    ``matched`` is the form that matched, ``score`` (0 to 100) how alike it and the query are,
    ``reason`` what kind of likeness it is.
    """

    entry: ConceptEntry
    matched: str
    score: float
    reason: Reason


class Lookup:
    """Finds concepts by any of their names; what a kind of query needs is built when first asked.

    Example:
        >>> from iiglossary.terms import Rendering
        >>> entry = ConceptEntry("net-0001", "工业互联网", (Rendering("industrial internet"),))
        >>> lookup = Lookup(Index.of([entry]))
        >>> for query in ["工業互聯網", "工业互连网", "gyhlw", "industral internet", "财政"]:
        ...     print(query, [(c.matched, round(c.score), str(c.reason)) for c in lookup(query)])
        工業互聯網 [('工业互联网', 100, 'folded')]
        工业互连网 [('工业互联网', 80, 'fuzzy')]
        gyhlw [('gyhlw', 100, 'initials')]
        industral internet [('industrial internet', 97, 'fuzzy')]
        财政 []
    """

    def __init__(self, index: Index, families: Families | None = None) -> None:
        self._index = index
        self._families = families

    def __call__(self, query: str, *, limit: int = 5) -> list[Candidate]:
        """The best candidates, best first; nothing where nothing is alike enough.

        Fuzzy candidates are offered only where nothing matches better.
        """
        query = query.strip()
        if not query or limit < 1:
            return []
        found = _distinct(self._certain(query))
        if not found:
            found = _distinct(self._fuzzy(query, limit))
        return found[:limit]

    def by_name(self, name: str) -> ConceptEntry | None:
        """The concept with this id or this Chinese form, in any spelling."""
        entry = self._index.entries.get(name)
        if entry is not None:
            return entry
        candidate = min(self._chinese(name), key=lambda c: _RANK[c.reason], default=None)
        return candidate.entry if candidate else None

    def closest(self, query: str) -> list[tuple[str, float]]:
        """The Chinese form most like *query*, with its score, for an error message."""
        return [(c.entry.zh, c.score) for c in self._fuzzy(query.strip(), 1)]

    def _certain(self, query: str) -> Iterator[Candidate]:
        entry = self._index.entries.get(query)
        if entry is not None:
            yield Candidate(entry, query, 100.0, Reason.EXACT)
        chinese = list(self._chinese(query))
        yield from sorted(chinese, key=lambda c: _RANK[c.reason])
        if not has_han(query):
            yield from self._latin(query)

    def _chinese(self, query: str) -> Iterator[Candidate]:
        refs = self._refs(query)
        if not refs and self._families and has_han(query):
            match = self._families().parse(query)
            if match is not None:
                yield Candidate(match.entry, match.entry.zh, 100.0, Reason.FAMILY)
        for ref in refs:
            entry = self._index.entry(ref)
            if ref.kind != HEADWORD:
                reason = Reason.VARIANT
            else:
                reason = Reason.EXACT if ref.form == query else Reason.FOLDED
            yield Candidate(entry, ref.form, 100.0, reason)

    def _refs(self, query: str) -> Sequence[FormRef]:
        by_key = self._index.by_key
        # Keys are folded: a query that is one need not be folded, which costs tables to load.
        return by_key.get(query) or by_key.get(fold_key(query), ())

    def _latin(self, query: str) -> Iterator[Candidate]:
        words = _words(query)
        whole = " ".join(words)
        for rendering, entry in self._english.get(whole, ()):
            yield Candidate(entry, rendering, 100.0, Reason.ENGLISH)
        plain = strip_tones(query)
        for key, names, reason in (
            (plain, self._pinyin, Reason.PINYIN),
            (plain if len(plain) >= _SHORTEST_INITIALS else "", self._initials, Reason.INITIALS),
        ):
            for entry in names.get(key, ()):
                yield Candidate(entry, key, 100.0, reason)
        yield from sorted(self._containing(words), key=lambda c: -c.score)

    def _containing(self, words: Sequence[str]) -> Iterator[Candidate]:
        """Renderings that hold every word of the query, shorter ones first."""
        if not words:
            return
        wanted = set(words)
        for whole, named in self._english.items():
            if wanted <= set(whole.split()):
                score = 200 * len(wanted) / (len(wanted) + len(whole.split()))
                if score >= _SHARED or len(wanted) > 1:
                    for rendering, entry in named:
                        yield Candidate(entry, rendering, score, Reason.ENGLISH)

    def _fuzzy(self, query: str, limit: int) -> Iterator[Candidate]:
        if has_han(query):
            for key, score in self._fuzzy_chinese.search(fold_key(query), limit=limit):
                for ref in self._index.by_key[key]:
                    yield Candidate(self._index.entry(ref), ref.form, score, Reason.FUZZY)
            return
        english = self._fuzzy_english.search(
            " ".join(_words(query)), limit=limit, cutoff=_LATIN_CUTOFF
        )
        pinyin = self._fuzzy_pinyin.search(strip_tones(query), limit=limit, cutoff=_LATIN_CUTOFF)
        candidates = [
            Candidate(entry, rendering, score, Reason.FUZZY)
            for whole, score in english
            for rendering, entry in self._english[whole]
        ]
        candidates.extend(
            Candidate(entry, key, score, Reason.FUZZY)
            for key, score in pinyin
            for entry in self._pinyin[key]
        )
        yield from sorted(candidates, key=lambda c: -c.score)

    @cached_property
    def _pinyin(self) -> dict[str, list[ConceptEntry]]:
        return _group((plain, entry) for plain, _, entry in self._sounds)

    @cached_property
    def _initials(self) -> dict[str, list[ConceptEntry]]:
        return _group((first_letters, entry) for _, first_letters, entry in self._sounds)

    @cached_property
    def _sounds(self) -> list[tuple[str, str, ConceptEntry]]:
        """What people type for every Chinese form: pinyin without tones, and initials."""
        return [
            (*typed(pinyin), entry)
            for entry in self._index.entries.values()
            for pinyin in (entry.pinyin, *(spelling_of(form).pinyin for form in entry.forms[1:]))
        ]

    @cached_property
    def _english(self) -> dict[str, list[tuple[str, ConceptEntry]]]:
        names = [
            (_STATUSES[rendering.status], name, entry)
            for entry in self._index.entries.values()
            for rendering in entry.renderings
            for name in (rendering.en, rendering.abbr_en)
            if name
        ]
        named = (
            (entry, as_named(entry, form))
            for entry in self._index.entries.values()
            for form in entry.variant_zh
        )
        names += [
            (_STATUSES[full.status], full.en, full) for entry, full in named if full is not entry
        ]
        # What is preferred for one concept may be admitted or deprecated for others.
        ordered = sorted(names, key=itemgetter(0))
        return _group((" ".join(_words(name)), (name, entry)) for _, name, entry in ordered)

    @cached_property
    def _fuzzy_chinese(self) -> FuzzyIndex:
        return FuzzyIndex(list(self._index.by_key))

    @cached_property
    def _fuzzy_english(self) -> FuzzyIndex:
        return FuzzyIndex(list(self._english))

    @cached_property
    def _fuzzy_pinyin(self) -> FuzzyIndex:
        return FuzzyIndex(list(self._pinyin))


_RANK = {reason: rank for rank, reason in enumerate(Reason)}
_STATUSES = {status: rank for rank, status in enumerate(Status)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("'s", "s").replace("’s", "s"))


def _group(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        if key:
            groups.setdefault(key, []).append(value)
    return groups


def _distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates in order, every concept once, under its best reason."""
    seen: dict[str, Candidate] = {}
    for candidate in candidates:
        seen.setdefault(candidate.entry.id, candidate)
    return list(seen.values())
