"""The whole pipeline against the bare automaton and the tools people use instead, in one run.

    pip install -e '.[benchmark]'
    python benchmarks/pipeline.py CORPUS     # a folder of .txt files; or IIGLOSSARY_CORPUS/policy

The pipeline folds, decides boundaries and makes annotation objects; the automaton only returns
tuples; each peer gets the same Chinese forms and the same text. A peer that is not installed is
left out. Slow peers read a part of the text; figures are characters a second.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

import ahocorasick_rs

from iiglossary import Glossary, load
from iiglossary.shipped import shipped_index

PART = 200_000
"""Characters read by peers that would need minutes for everything."""

Run = Callable[[Iterable[str]], object]


def corpus() -> list[str]:
    """The documents to read."""
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
    else:
        folder = Path(os.environ["IIGLOSSARY_CORPUS"]) / "policy"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def part_of(texts: Iterable[str], size: int) -> list[str]:
    """The first texts, *size* characters in all."""
    part: list[str] = []
    for text in texts:
        part.append(text[: size - sum(map(len, part))])
        if sum(map(len, part)) >= size:
            break
    return part


def speed(run: Run, texts: list[str], rounds: int = 3) -> float:
    """Characters a second, the best of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        begun = perf_counter()
        run(texts)
        best = min(best, perf_counter() - begun)
    return sum(map(len, texts)) / best


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


def measure(texts: list[str]) -> list[tuple[str, float]]:
    """What is measured and how fast it is, the pipeline first."""
    glossary = load()
    forms = [form for form in shipped_index().by_key if form]
    rows = [
        ("iiglossary, whole pipeline", speed(pipeline(glossary), texts)),
        ("ahocorasick-rs, tuples only", speed(automaton(forms), texts)),
    ]
    for name, make in (
        ("flashtext", flashtext_processor),
        ("jieba with a user dictionary", jieba_user_dictionary),
        ("spaCy PhraseMatcher", spacy_phrase_matcher),
    ):
        try:
            rows.append((name, speed(make(forms), part_of(texts, PART), rounds=1)))
        except ImportError:
            print(f"{name}: not installed, left out")
    return rows


def main() -> None:
    """Print speeds, ratios, and how time grows with the text and with the table."""
    texts = corpus()
    print(f"{len(texts)} documents, {sum(map(len, texts)):,} characters")
    rows = measure(texts)
    ours = rows[0][1]
    for name, rate in rows:
        print(f"{name:32} {rate / 1e6:8.2f} M characters a second {ours / rate:8.2f}")
    twice = speed(pipeline(load()), texts + texts)
    print(f"twice the text takes {2 * ours / twice:.2f} times the time")
    # Both without the term families, which belong to the shipped table alone.
    plain = speed(pipeline(Glossary(list(load()))), texts)
    larger = enlarged(load(), 20)
    growth = plain / speed(pipeline(larger), texts)
    print(f"with {len(larger):,} concepts instead of {len(load()):,}: {growth:.2f} times the time")


if __name__ == "__main__":
    main()
