"""The tree of words matches what the words one after the other, longest first, would match."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from iiglossary.alternation import alternation

LETTERS = "国家院.[]|?甲"
WORDS = st.sets(st.text(LETTERS, min_size=1, max_size=5), min_size=1, max_size=12)


def spelt_out(words: set[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@given(WORDS, st.text(LETTERS, max_size=30))
def test_the_tree_finds_what_the_list_finds(words: set[str], text: str) -> None:
    tree, flat = re.compile(alternation(words)), re.compile(spelt_out(words))
    assert [m.span() for m in tree.finditer(text)] == [m.span() for m in flat.finditer(text)]


@given(WORDS, st.text(LETTERS, min_size=1, max_size=5))
def test_a_word_is_matched_whole_and_nothing_else_is(words: set[str], word: str) -> None:
    assert bool(re.fullmatch(alternation(words), word)) == (word in words)
