"""The whole pipeline against the bare automaton and the tools people use instead, in one run.

    pip install -e '.[benchmark]'
    python benchmarks/pipeline.py CORPUS     # a folder of .txt files; or IIGLOSSARY_CORPUS/policy

The pipeline folds, decides boundaries and makes annotation objects; the automaton only returns
tuples; each peer gets the same Chinese forms and the same text. A peer that is not installed is
left out. Slow peers read a part of the text; figures are characters a second, of the best of
several rounds, which take turns so that a busy machine slows all alike. The pipeline's very first
round is shown beside: it builds what later ones use, and judges every contested place anew.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import ahocorasick_rs

from iiglossary import Glossary, load
from iiglossary.shipped import shipped_index

PART = 200_000
"""Characters read by peers that would need minutes for everything."""

Run = Callable[[list[str]], object]


def corpus() -> list[str]:
    """The documents to read."""
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
    else:
        folder = Path(os.environ["IIGLOSSARY_CORPUS"]) / "policy"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def part_of(texts: list[str], size: int) -> list[str]:
    """Texts from all over the corpus, *size* characters in all."""
    step = max(1, sum(map(len, texts)) // size)
    part: list[str] = []
    for text in texts[::step]:
        part.append(text[: size - sum(map(len, part))])
    return part


def seconds(run: Run, texts: list[str]) -> float:
    """How long one round takes."""
    begun = perf_counter()
    run(texts)
    return perf_counter() - begun


def speeds(runs: list[Run], texts: list[str], rounds: int = 5) -> list[float]:
    """Characters a second of every run, the best of several rounds that take turns."""
    taken = [[seconds(run, texts) for run in runs] for _ in range(rounds)]
    return [sum(map(len, texts)) / min(times) for times in zip(*taken, strict=True)]


def pipeline(glossary: Glossary) -> Run:
    """Annotates every text."""
    return lambda texts: [len(annotated) for annotated in glossary.annotate_many(texts)]


def automaton(forms: list[str]) -> Run:
    """The bare call of the engine: tuples of offsets, nothing decided."""
    engine = ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return lambda texts: [len(engine.find_matches_as_indexes(text)) for text in texts]


def jieba_user_dictionary(forms: list[str]) -> Run:
    """Run jieba with the forms as a user dictionary; tokens that are forms are the hits."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    for form in forms:
        tokenizer.add_word(form)
    known = set(forms)
    return lambda texts: [sum(t in known for t in tokenizer.cut(text)) for text in texts]


def flashtext_processor(forms: list[str]) -> Run:
    """flashtext, told that every Chinese character is a word of its own."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    processor.set_non_word_boundaries(set())
    for form in forms:
        processor.add_keyword(form)
    return lambda texts: [len(processor.extract_keywords(t, span_info=True)) for t in texts]


def spacy_phrase_matcher(forms: list[str]) -> Run:
    """Run spaCy's PhraseMatcher over its character tokenizer for Chinese."""
    from spacy.lang.zh import Chinese
    from spacy.matcher import PhraseMatcher

    language = Chinese()
    language.max_length = 10**8
    matcher = PhraseMatcher(language.vocab)
    matcher.add("TERM", [language.make_doc(form) for form in forms])
    return lambda texts: [len(matcher(language.make_doc(text))) for text in texts]


def enlarged(glossary: Glossary, times: int) -> Glossary:
    """A glossary with *times* as many forms; the further ones hardly occur in any text."""
    from msgspec.structs import replace

    entries = list(glossary)
    more = [
        replace(e, id=f"{e.id[:3]}-{n}{e.id[4:]}", zh=f"{e.zh[::-1]}{chr(0x4E00 + n)}",
                short_zh=(), variant_zh=())
        for n in range(1, 2 * times)
        for e in entries
    ]  # fmt: skip
    return Glossary(entries + more[: len(shipped_index().by_key) * times - len(entries)])


PEERS = (
    ("flashtext", flashtext_processor),
    ("jieba with a user dictionary", jieba_user_dictionary),
    ("spaCy PhraseMatcher", spacy_phrase_matcher),
)


def compare(ours: Run, forms: list[str], texts: list[str]) -> None:
    """Print the speed of every peer, and how much faster the pipeline is on the same texts."""
    bare = automaton(forms)
    mine, theirs = speeds([ours, bare], texts)
    print_row("iiglossary, whole pipeline", mine, 1.0)
    print_row("ahocorasick-rs, tuples only", theirs, mine / theirs)
    part = part_of(texts, PART)
    for name, make in PEERS:
        try:
            mine, theirs = speeds([ours, make(forms)], part, rounds=3)
        except ImportError:
            print(f"{name}: not installed, left out")
        else:
            print_row(name, theirs, mine / theirs)


def print_row(name: str, rate: float, ratio: float) -> None:
    """Print a line of the table."""
    print(f"{name:32} {rate / 1e6:8.2f} M characters a second {ratio:8.2f}")


def main() -> None:
    """Print speeds, ratios, and how time grows with the text and with the table."""
    texts = corpus()
    size = sum(map(len, texts))
    print(f"{len(texts)} documents, {size:,} characters; the last column: times as fast")
    ours = pipeline(load())
    print_row("iiglossary, the first round", size / seconds(ours, texts), 1.0)
    compare(ours, list(shipped_index().annotated()), texts)
    once, twice = seconds(ours, texts), seconds(ours, texts + texts)
    for _ in range(4):
        once, twice = min(once, seconds(ours, texts)), min(twice, seconds(ours, texts + texts))
    print(f"twice the text takes {twice / once:.2f} times the time")
    # Both without the term families, which belong to the shipped table alone.
    larger = enlarged(load(), 20)
    plain, grown = speeds([pipeline(Glossary(list(load()))), pipeline(larger)], texts)
    growth = plain / grown
    print(f"with {len(larger):,} concepts instead of {len(load()):,}: {growth:.2f} times the time")


if __name__ == "__main__":
    main()
