"""Texts made to be slow: twice the text must take about twice the time.

    python benchmarks/hostile.py

Every case is annotated at two sizes, with the shipped table or with one made for the case; a
ratio near 2 is linear, one near 4 would be quadratic.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from iiglossary import ConceptEntry, Glossary, Rendering, load

SIZE = 400_000
"""Characters of the smaller text."""


def table(forms: list[str]) -> Glossary:
    """A glossary of these forms."""
    rendering = (Rendering("x"),)
    return Glossary([ConceptEntry(f"own-{n:05}", form, rendering) for n, form in enumerate(forms)])


def nested_prefixes() -> Glossary:
    """Forms of which each begins the next: 中中, 中中中, … up to a thousand characters."""
    return table(["中" * length for length in range(2, 1000)])


def repeated(piece: str) -> Callable[[int], str]:
    """Texts of a size that repeat one piece."""
    return lambda size: piece * (size // len(piece))


CASES: tuple[tuple[str, Callable[[], Glossary], Callable[[int], str]], ...] = (
    ("one character repeated", load, repeated("国")),
    ("a contested pair repeated", load, repeated("中国家")),
    ("an affix repeated", load, repeated("的人大力")),
    ("a thousand nested prefixes", nested_prefixes, repeated("中")),
    ("ends of titles", load, repeated("法（草案）关于修改的决定")),
    ("quotes never closed", load, repeated("“工业")),
    ("blanks only", load, repeated(" ")),
    ("digits only", load, repeated("第十五")),
    ("ordinary text on one line", load, repeated("推进工业互联网创新发展，支持发展中国家")),
)


def seconds(glossary: Glossary, text: str) -> float:
    """The best of two rounds."""
    best = float("inf")
    for _ in range(2):
        begun = perf_counter()
        glossary.annotate(text)
        best = min(best, perf_counter() - begun)
    return best


def main() -> None:
    """Print seconds and ratios."""
    for label, make, text in CASES:
        glossary = make()
        glossary.annotate(text(2000))
        once, twice = (seconds(glossary, text(size)) for size in (SIZE, 2 * SIZE))
        print(f"{label:28} {once:8.2f} s {twice:8.2f} s  ratio {twice / once:5.2f}")


if __name__ == "__main__":
    main()
