"""Right hits on the labelled sentences of the tests: ours beside the two naive ways.

    python benchmarks/boundaries.py

Of every sentence the terms that must be found are known; every other place where a form of the
table stands is a trap. Longest match takes the longest form at every place; the gate takes it
only where both its ends are cuts of jieba's, which is told the forms. Our own figures are high:
rules and constants were chosen with these sentences in view (first runs: tests/test_boundary.py).
"""

from __future__ import annotations

import csv
import logging
from collections.abc import Callable
from pathlib import Path

from iiglossary import load
from iiglossary.folding import fold_characters
from iiglossary.matcher import Matcher, cuts_latin_word

CASES = Path(__file__).parent.parent / "tests" / "data" / "cases"
Span = tuple[int, int]
Method = Callable[[str], set[Span]]


def sentences(name: str) -> list[tuple[str, set[Span]]]:
    """Every sentence of a file with the spans that must be found."""
    with (CASES / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        (row["text"], set(map(_span, filter(None, row["expected"].split(";"))))) for row in rows
    ]


def _span(expected: str) -> Span:
    surface, _, start = expected.rpartition("@")
    return int(start), int(start) + len(surface)


def traps(text: str, wanted: set[Span], matcher: Matcher) -> set[Span]:
    """Where a form stands that is no hit; what is nested in a hit is suppressed, not a trap."""
    folded = fold_characters(text)
    known = {
        (start, end)
        for start in range(len(text))
        for end in matcher.ends_at(folded, start)
        if not cuts_latin_word(folded, start, end)
    }
    return {
        span
        for span in known - wanted
        if not any(start <= span[0] and span[1] <= end for start, end in wanted)
    }


def longest_match(matcher: Matcher) -> Method:
    """Leftmost-longest, nothing asked."""
    return lambda text: set(matcher.leftmost_longest(fold_characters(text)))


def jieba_gate(matcher: Matcher) -> Method:
    """The longest form at a place, where jieba cuts at both its ends."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    for form in matcher.forms:
        tokenizer.add_word(form)

    def find(text: str) -> set[Span]:
        cuts = {0} | {end for _, _, end in tokenizer.tokenize(text)}
        spans = matcher.leftmost_longest(fold_characters(text))
        return {span for span in spans if span[0] in cuts and span[1] in cuts}

    return find


def report(cases: str, terms: str) -> None:
    """Print how many terms of a set of sentences are found and how many traps avoided."""
    glossary = load(CASES / terms, builtin=False)
    matcher = Matcher(fold_characters(form) for entry in glossary for form in entry.forms)
    methods: dict[str, Method] = {
        "longest match": longest_match(matcher),
        "jieba gate": jieba_gate(matcher),
        "iiglossary": lambda text: {(a.start, a.end) for a in glossary.annotate(text)},
    }
    labelled = sentences(cases)
    print(f"{cases}: {len(labelled)} sentences")
    for name, find in methods.items():
        hits = found = places = entered = 0
        for text, wanted in labelled:
            spans = find(text)
            pits = traps(text, wanted, matcher)
            hits += len(wanted)
            found += len(wanted & spans)
            places += len(pits)
            entered += len(pits & spans)
        print(
            f"{name:16} found {found / hits:6.1%} of {hits}"
            f"   traps avoided {1 - entered / places:6.1%} of {places}"
        )


def main() -> None:
    """Report on every set of sentences."""
    for name in ("", "_second", "_third", "_fourth", "_fifth", "_sixth", "_seventh"):
        report(f"boundaries{name}.csv", f"boundary_terms{name}.csv")


if __name__ == "__main__":
    main()
