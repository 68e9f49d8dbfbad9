"""How many damaged terms fuzzy annotation finds, how many it names right, and how fast it is.

    python benchmarks/fuzzy_annotation.py            # terms in sentences of our own
    python benchmarks/fuzzy_annotation.py CORPUS     # and a folder of clean .txt files
    python benchmarks/fuzzy_annotation.py CORPUS --print 200

Every kind of damage is done to the same number of terms, by a seeded generator. Not counted as
damage is what leaves the term standing or makes another known form of it. In a clean text every
hit is false, or a variant or misprint that nobody has noticed: print and read them.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from time import process_time
from typing import NamedTuple

from iiglossary import Glossary, Reason, load
from iiglossary.fuzzy_seeds import SHORTEST
from iiglossary.lexicon import jieba_dictionary
from iiglossary.schema import read_data
from iiglossary.slips import is_chinese

SEED = 20
COUNT = 1_500
"""Damaged terms of each kind."""

FRAMES = (
    "各地要把{}作为重点任务来抓，确保取得实效。",
    "会议强调，必须继续推进{}，不得松懈。",
    "关于{}的通知已经印发。",
    "有关部门就{}听取了各方意见。",
    "我们对{}有了更深的认识。",
    "本报告第三部分介绍{}，并附有说明。",
)

Damage = Callable[[str, random.Random], str]


class Damaged(NamedTuple):
    """A sentence with a damaged term in it, and what was damaged where."""

    text: str
    start: int
    form: str
    spelt: str


@cache
def alike(name: str) -> dict[str, str]:
    """Character → those alike, from one of the two lists of the package."""
    lines = [line for line in read_data(name).split("\n") if line]
    if name == "look_alikes.txt":
        return {line[0]: line[1:] for line in lines}
    return {character: line for line in lines for character in line}


@cache
def frequent() -> tuple[list[str], list[float]]:
    """The 3,000 most frequent characters, and weights that flatten their frequencies."""
    counts: Counter[str] = Counter()
    for word, count in jieba_dictionary().all_entries():
        counts.update(dict.fromkeys(word, count))
    best = [(c, n) for c, n in counts.most_common(3_200) if is_chinese(c)][:3_000]
    return [c for c, _ in best], [n**0.5 for _, n in best]


def _exchange(form: str, place: int, characters: str, rng: random.Random) -> str:
    """The form with one of *characters* that is in use at a place."""
    known = set(frequent()[0])
    choice = [c for c in characters if c != form[place] and c in known]
    return form[:place] + (rng.choice(choice) if choice else form[place]) + form[place + 1 :]


def look_alike(form: str, rng: random.Random) -> str:
    """A character stands for one that looks like it."""
    place = rng.randrange(len(form))
    return _exchange(form, place, alike("look_alikes.txt").get(form[place], ""), rng)


def sound_alike(form: str, rng: random.Random) -> str:
    """A character stands for one that sounds like it."""
    place = rng.randrange(len(form))
    return _exchange(form, place, alike("sound_alikes.txt").get(form[place], ""), rng)


def unlike(form: str, rng: random.Random) -> str:
    """A character stands for any other."""
    place = rng.randrange(len(form))
    return form[:place] + rng.choices(*frequent())[0] + form[place + 1 :]


def lost(form: str, rng: random.Random) -> str:
    """A character is lost."""
    place = rng.randrange(len(form))
    return form[:place] + form[place + 1 :]


def doubled(form: str, rng: random.Random) -> str:
    """A character is written twice."""
    place = rng.randrange(len(form))
    return form[:place] + form[place] + form[place:]


def swapped(form: str, rng: random.Random) -> str:
    """Two neighbours are exchanged."""
    place = rng.randrange(len(form) - 1)
    return form[:place] + form[place : place + 2][::-1] + form[place + 2 :]


def blotted(form: str, rng: random.Random) -> str:
    """A character is illegible."""
    place = rng.randrange(len(form))
    return form[:place] + "□" + form[place + 1 :]


KINDS: tuple[Damage, ...] = (look_alike, sound_alike, unlike, lost, doubled, swapped, blotted)


def forms_of(glossary: Glossary) -> list[str]:
    """The Chinese forms that fuzzy annotation looks for, as the table spells them."""
    forms = {form for entry in glossary for form in entry.forms}
    return sorted(f for f in forms if len(f) >= SHORTEST and all(map(is_chinese, f)))


def damaged_sentences(glossary: Glossary, damage: Damage, count: int) -> Iterator[Damaged]:
    """Sentences with one damaged term each, about *count* of them; the same ones every time."""
    rng = random.Random(SEED)
    for form in rng.choices(forms_of(glossary), k=count):
        spelt = damage(form, rng)
        if form in spelt or spelt in glossary:
            continue
        frame = rng.choice(FRAMES)
        yield Damaged(frame.format(spelt), frame.index("{}"), form, spelt)


def is_right(glossary: Glossary, case: Damaged) -> tuple[bool, int]:
    """Whether the damaged term is found where it stands, and how many fuzzy hits there are."""
    stop = case.start + len(case.spelt)
    hits = [a for a in glossary.annotate(case.text, fuzzy=True) if a.reason is Reason.FUZZY]
    there = [hit for hit in hits if case.start <= hit.start < stop]
    return any(case.form in hit.entry.forms for hit in there), len(hits)


def report_recall(glossary: Glossary) -> None:
    """Print what is found of each kind of damage, by the length of the terms."""
    print(f"{'damage':12}{'4-5':>8}{'6-7':>8}{'8-':>8}{'all':>8}{'precision':>11}")
    for damage in KINDS:
        asked: Counter[int] = Counter()
        found: Counter[int] = Counter()
        hits = 0
        for case in damaged_sentences(glossary, damage, COUNT):
            size = min(max(len(case.form) // 2, 2), 4) - 2
            was_found, count = is_right(glossary, case)
            asked[size] += 1
            found[size] += was_found
            hits += count
        shares = [found[size] / max(1, asked[size]) for size in range(3)]
        shares.append(found.total() / asked.total())
        cells = "".join(f"{share:8.1%}" for share in shares)
        print(f"{damage.__name__:12}{cells}{found.total() / max(1, hits):11.1%}")


def report_clean(glossary: Glossary, folder: Path, printed: int) -> None:
    """Print how often clean text has fuzzy hits, some of them, and how long both ways take."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    size = sum(map(len, texts))
    for fuzzy in (False, True):
        next(glossary.annotate_many(texts, fuzzy=fuzzy))  # builds what is needed
        begun = process_time()
        annotated = list(glossary.annotate_many(texts, fuzzy=fuzzy))
        rate = size / (process_time() - begun)
        print(f"{'with' if fuzzy else 'without'} fuzzy: {rate / 1e6:.2f} M characters a second")
    hits = [
        (text[max(0, a.start - 6) : a.end + 6].replace("\n", " "), a)
        for text, document in zip(texts, annotated, strict=True)
        for a in document
        if a.reason is Reason.FUZZY
    ]
    print(
        f"{len(hits)} fuzzy hits in {size:,} clean characters, {sum(map(len, annotated)):,} in all"
    )
    for context, hit in random.Random(SEED).sample(hits, min(printed, len(hits))):
        print(f"  {hit.score:3.0f} {hit.surface} for {hit.entry.zh}: …{context}…")


def main() -> None:
    """Report on generated damage, and on a folder of clean texts where one is given."""
    parser = argparse.ArgumentParser(description="Measure fuzzy annotation.")
    parser.add_argument("corpus", nargs="?", type=Path, help="folder of clean .txt files")
    parser.add_argument("--print", type=int, default=0, dest="printed", help="hits to print")
    wishes = parser.parse_args()
    glossary = load()
    report_recall(glossary)
    if wishes.corpus:
        report_clean(glossary, wishes.corpus, wishes.printed)


if __name__ == "__main__":
    main()
