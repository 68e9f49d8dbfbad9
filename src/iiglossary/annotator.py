"""Text → annotations: accepted candidates at offsets of the original, with the term to show."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .boundary import Boundary, Rejection
from .families import Families, FamilyMatch, outlasting
from .folding import CLOSING, OPENING, STRAIGHT, Folded, fold
from .index import HEADWORD, FormRef, Index
from .lexicon import Lexicon
from .matcher import Hit, Matcher, Span
from .terms import ConceptEntry, Reason, Status

_START = itemgetter(1)
_BEGIN = attrgetter("start")

if TYPE_CHECKING:
    from .fuzzy_matcher import FuzzyMatcher


class Annotation(Struct, frozen=True, gc=False):
    """A term found in a text; ``text[start:end] == surface`` in code points of the original.

    ``score`` is 100 but for fuzzy hits, where it tells how alike text and term are (0 to 100).
    """

    start: int
    end: int
    surface: str
    entry: ConceptEntry
    reason: Reason
    score: float = 100.0

    @property
    def en(self) -> str:
        """The English rendering to use."""
        return self.entry.en

    @property
    def status(self) -> Status:
        """Administrative status of that rendering."""
        return self.entry.status

    def moved(self, by: int) -> Annotation:
        """The same annotation in a text where it stands *by* code points further on."""
        return replace(self, start=self.start + by, end=self.end + by)


class RejectedCandidate(NamedTuple):
    """A candidate that is no hit: its span in the original, its concept, and the reason."""

    span: tuple[int, int]
    entry: ConceptEntry
    why: str


class Annotator:
    """Finds the terms of an index in text; immutable, safe to share, picklable."""

    __slots__ = (
        "_boundary", "_families", "_fuzzy", "_index", "_known", "_lexicon", "_matcher", "_refs",
    )  # fmt: skip

    def __init__(
        self, index: Index, lexicon: Callable[[], Lexicon], families: Families | None = None
    ) -> None:
        self._index = index
        self._families = families
        self._lexicon = lexicon
        self._refs = index.annotated()
        self._matcher = Matcher(self._refs)
        self._boundary = Boundary(self._matcher, lexicon)
        # By the number of a form: what it stands for, once asked. None for homographs, too: of
        # these the surface decides.
        self._known: list[tuple[ConceptEntry, str, Reason] | None] = []
        self._fuzzy: FuzzyMatcher | None = None

    def __reduce__(
        self,
    ) -> tuple[type[Annotator], tuple[Index, Callable[[], Lexicon], Families | None]]:
        return Annotator, (self._index, self._lexicon, self._families)

    def find(
        self, text: str, *, fuzzy: bool = False
    ) -> tuple[list[Annotation], list[RejectedCandidate]]:
        """The annotations of *text* in order, never overlapping, and what was turned down.

        With *fuzzy*, damaged spellings of terms are among them.
        """
        folded = fold(text)
        rejections: list[Rejection] = []
        hits = self._boundary.decide(folded.text, rejections)
        instances = self._families().find(folded.text) if self._families else []
        if instances:
            # Of a term and an instance of a family the longer one is meant; of equals the term:
            # a person chose its English, and a user's own table must overrule a family.
            whole = [match for match in instances if _span(text, folded, *match[:2])]
            instances = outlasting(whole, hits)
            hits = self._beside(folded.text, hits, instances)
        found = self._annotations(text, folded, hits)
        if instances:
            found += _instances(text, folded, instances)
            found.sort(key=_BEGIN)
        if fuzzy:
            spans = [hit[1:] for hit in hits] + [instance[:2] for instance in instances]
            found = _merged(found, list(self._damaged(text, folded, sorted(spans))))
        rejected = [self._rejected(text, folded, rejection) for rejection in rejections]
        return found, rejected

    def _damaged(self, text: str, folded: Folded, accepted: Sequence[Span]) -> Iterator[Annotation]:
        """The annotations of damaged spellings beside the accepted spans, or round them."""
        if self._fuzzy is None:
            # Few ask for it. Two threads may make one each; both are alike.
            from .fuzzy_matcher import FuzzyMatcher

            self._fuzzy = FuzzyMatcher(self._matcher, self._lexicon)
        for start, end, form, score in self._fuzzy.find(folded.text, accepted):
            span = _span(text, folded, start, end)
            if span is not None:
                entry = self._index.entry(self._refs[form][0])
                surface = text[slice(*span)]
                yield Annotation(*span, surface, entry, Reason.FUZZY, score)

    def _beside(
        self, text: str, hits: Sequence[Hit], instances: Sequence[FamilyMatch]
    ) -> list[Hit]:
        """The hits beside the instances; where one sticks out, what else is known there."""
        beside: list[Hit] = []
        position = behind = 0
        for instance in instances:
            first = bisect_left(hits, instance.start, position, key=_START)
            first -= first > position and hits[first - 1][2] > instance.start
            beside += hits[position:first]
            position = bisect_left(hits, instance.end, first, key=_START)
            for _, start, end in hits[first:position]:
                beside += self._within(text, max(start, behind), min(end, instance.start))
                behind = instance.end
                if end > behind:
                    beside += self._within(text, behind, end)
        beside += hits[position:]
        return beside

    def _within(self, text: str, begin: int, stop: int) -> Iterator[Hit]:
        if begin < stop:
            for number, start, end in self._boundary.decide(text[begin:stop]):
                yield number, begin + start, begin + end

    def _annotations(self, text: str, folded: Folded, hits: Iterable[Hit]) -> list[Annotation]:
        """The annotations of *hits* in the folded text, which must be in order."""
        known = self._known or self._prepare()
        starts, origins = (*folded.starts, len(folded.text) + 1), folded.origins
        annotations: list[Annotation] = []
        # The runs are walked along with the hits: a bisection for each costs twice as much.
        run, shift, following = 0, origins[0], starts[1]
        for number, start, end in hits:
            while following <= start:
                run += 1
                shift, following = origins[run] - starts[run], starts[run + 1]
            begin, stop = start + shift, end + shift
            if end > following:
                span = _span(text, folded, start, end)
                if span is None:
                    continue
                begin, stop = span
            surface = text[begin:stop]
            term = known[number]
            if term is None:
                entry, reason = self._term(number, surface)
            else:
                entry, form, reason = term
                if form != surface and reason is Reason.EXACT:
                    reason = Reason.FOLDED
            annotations.append(Annotation(begin, stop, surface, entry, reason))
        return annotations

    def _prepare(self) -> list[tuple[ConceptEntry, str, Reason] | None]:
        self._known = [None] * len(self._refs)
        return self._known

    def _term(self, number: int, surface: str) -> tuple[ConceptEntry, Reason]:
        """The concept that *surface* stands for; remembered where there is only one."""
        refs = self._refs[self._matcher.forms[number]]
        ref, reason = choose(refs, surface)
        entry = self._index.entry(ref)
        if len(refs) == 1:
            kind = Reason.EXACT if ref.kind == HEADWORD else Reason.VARIANT
            self._known[number] = entry, ref.form, kind
        return entry, reason

    def _rejected(self, text: str, folded: Folded, rejection: Rejection) -> RejectedCandidate:
        refs = self._refs[folded.text[rejection.start : rejection.end]]
        span = _wide_span(text, folded, rejection.start, rejection.end)
        return RejectedCandidate(span, self._index.entry(refs[0]), rejection.why)


def _merged(found: Iterable[Annotation], damaged: Sequence[Annotation]) -> list[Annotation]:
    """All annotations in order; a damaged term takes the place of the shorter ones in it."""
    starts = [annotation.start for annotation in damaged]
    merged = list(damaged)
    for annotation in found:
        before = bisect_left(starts, annotation.end) - 1
        if before < 0 or damaged[before].end <= annotation.start:
            merged.append(annotation)
    return sorted(merged, key=_BEGIN)


def _instances(text: str, folded: Folded, instances: Iterable[FamilyMatch]) -> Iterator[Annotation]:
    for start, end, entry in instances:
        begin, stop = _wide_span(text, folded, start, end)
        yield Annotation(begin, stop, text[begin:stop], entry, Reason.FAMILY)


def choose(refs: Sequence[FormRef], surface: str) -> tuple[FormRef, Reason]:
    """The concept that *surface* stands for, of several homographs, and how it matched.

    The form spelt exactly like *surface* wins; otherwise the first, for *refs* has headwords
    before short forms and these before variants.
    """
    ref = next((ref for ref in refs if ref.form == surface), refs[0])
    if ref.kind != HEADWORD:
        return ref, Reason.VARIANT
    return ref, Reason.EXACT if ref.form == surface else Reason.FOLDED


def _wide_span(text: str, folded: Folded, start: int, end: int) -> tuple[int, int]:
    """The original span of a folded one, without partners of quotes that stand elsewhere."""
    span = _span(text, folded, start, end)
    return span or (folded.origin(start), folded.origin(end - 1) + 1)


def _span(text: str, folded: Folded, start: int, end: int) -> tuple[int, int] | None:
    """The original span of a folded one, or None where a quote in it has its partner elsewhere.

    五个加快”“一个加大 takes the quotes round it; 发展”中国家 is no term.
    """
    begin, stop = folded.origin(start), folded.origin(end - 1) + 1
    if stop - begin == end - start:
        return begin, stop
    missing_open, missing_close = unmatched_quotes(text[begin:stop])
    before = begin - len(missing_open)
    if text[max(before, 0) : begin] != missing_open:
        return None
    after = stop + len(missing_close)
    if text[stop:after] != missing_close:
        return None
    return _with_straight_quotes(text, before, after)


def _with_straight_quotes(text: str, begin: int, stop: int) -> tuple[int, int]:
    """The span with the partner of a straight quote in it, where that stands beside the span.

    Which way a straight quote turns cannot be seen: "十四五"规划 takes the one before.
    """
    for quote in STRAIGHT:
        if text.count(quote, begin, stop) % 2:
            if begin and text[begin - 1] == quote:
                begin -= 1
            elif text[stop : stop + 1] == quote:
                stop += 1
    return begin, stop


def unmatched_quotes(surface: str) -> tuple[str, str]:
    """The opening quotes missing before *surface* and the closing ones missing behind it.

    Example:
        >>> unmatched_quotes("五个加快”“一个加大"), unmatched_quotes("“十四五”规划")
        (('“', '”'), ('', ''))
    """
    waiting: list[str] = []
    missing = ""
    for character in surface:
        if character in OPENING:
            waiting.append(CLOSING[OPENING.index(character)])
        elif character in CLOSING:
            if waiting and waiting[-1] == character:
                waiting.pop()
            else:
                missing = OPENING[CLOSING.index(character)] + missing
    return missing, "".join(reversed(waiting))


def first_mentions(annotations: Sequence[Annotation]) -> Iterator[Annotation]:
    """The annotations that mention their concept for the first time."""
    seen = set()
    for annotation in annotations:
        if annotation.entry.identity not in seen:
            seen.add(annotation.entry.identity)
            yield annotation
