"""A text together with its annotations; renders itself in any registered format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from .annotator import Annotation, RejectedCandidate, first_mentions
from .renderers import render
from .terms import ConceptEntry, Source


class AnnotatedText:
    """A text, the terms found in it, and the candidates that were turned down.

    A sequence of annotations: iterate over it, index it, ask for its length.

    Example:
        >>> annotated = AnnotatedText("空", [])
        >>> list(annotated), annotated.render("text")
        ([], '空')
    """

    __slots__ = ("annotations", "rejected", "sources", "text")

    def __init__(
        self,
        text: str,
        annotations: Sequence[Annotation],
        rejected: Sequence[RejectedCandidate] = (),
        sources: Mapping[str, Source] | None = None,
    ) -> None:
        self.text = text
        self.annotations = tuple(annotations)
        self.rejected = tuple(rejected)
        self.sources = {} if sources is None else sources

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self.annotations)

    def __len__(self) -> int:
        return len(self.annotations)

    def __getitem__(self, number: int) -> Annotation:
        return self.annotations[number]

    def __repr__(self) -> str:
        return f"<AnnotatedText of {len(self.text)} characters, {len(self)} terms>"

    def first_mentions(self) -> AnnotatedText:
        """The same text with only the first annotation of every concept."""
        return AnnotatedText(
            self.text, list(first_mentions(self.annotations)), self.rejected, self.sources
        )

    def counts(self) -> list[tuple[ConceptEntry, int]]:
        """The concepts found and how often, the most frequent first."""
        entries = {a.entry.identity: a.entry for a in self.annotations}
        counted = Counter(a.entry.identity for a in self.annotations)
        return [(entries[identity], count) for identity, count in counted.most_common()]

    def render(self, format: str = "text", *, name: str = "") -> str:  # noqa: A002 - the word users know
        """The text in one of the formats text, markdown, html, json, jsonl and tsv.

        *name* is the document's name in the formats that show one.

        Raises:
            ConfigurationError: there is no such format.
        """
        return render(format, [(name, self)])
