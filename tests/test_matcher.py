"""The matcher: leftmost-longest as the tables of the engine define it, at any block size."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiglossary import matcher as module
from iiglossary.matcher import Matcher, Span

# Cases in the manner of the Aho-Corasick test tables: forms, text, leftmost-longest spans.
TABLE = [
    (["a"], "", []),
    (["a"], "a", [(0, 1)]),
    (["a"], "aa", [(0, 1), (1, 2)]),
    (["a"], "ba", [(1, 2)]),
    (["ab", "a"], "ab", [(0, 2)]),
    (["a", "ab", "abc"], "abcab", [(0, 3), (3, 5)]),
    (["abcd", "bcd", "b"], "abcd", [(0, 4)]),
    (["abcdefghi", "hz", "abcdefgh", "a"], "abcdefghz", [(0, 8)]),
    (["abcdefghi", "cde", "hz", "abcdefgh"], "abcdefghz", [(0, 8)]),
    (["b", "a", "abcd"], "abce", [(0, 1), (1, 2)]),
    (["foo", "foofoo"], "foofoofoo", [(0, 6), (6, 9)]),
    (["中国", "国家", "国家电网"], "中国家电国家电网", [(0, 2), (4, 8)]),
    (["𠮷野", "野家"], "𠮷野家", [(0, 2)]),
]


@pytest.mark.parametrize("short", [0, 10_000], ids=["automaton", "heads"])
@pytest.mark.parametrize(("forms", "text", "expected"), TABLE)
def test_the_leftmost_longest_table_holds(
    forms: list[str], text: str, expected: list[Span], short: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SHORT", short)
    assert list(Matcher(forms).leftmost_longest(text)) == expected


def naive(forms: list[str], text: str) -> list[Span]:
    """Leftmost-longest by trying every form at every place."""
    spans = []
    start = 0
    while start < len(text):
        longest = max((len(f) for f in forms if text.startswith(f, start)), default=0)
        if longest:
            spans.append((start, start + longest))
        start += longest or 1
    return spans


FORMS = st.lists(st.text("中国家电网ab", min_size=1, max_size=5), min_size=1, max_size=12)


@given(FORMS, st.text("中国家电网ab。", max_size=60), st.integers(1, 24), st.sampled_from([0, 99]))
def test_the_matcher_equals_a_naive_one_at_any_block_size(
    forms: list[str], text: str, block: int, short: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SHORT", short)
        assert list(Matcher(forms, block=block).leftmost_longest(text)) == naive(forms, text)


@given(FORMS, st.text("中国家电网ab", max_size=12))
def test_ends_are_those_of_the_forms_that_begin_there(forms: list[str], text: str) -> None:
    matcher = Matcher(forms)
    for start in range(len(text)):
        ends = {start + len(form) for form in forms if text.startswith(form, start)}
        assert list(matcher.ends_at(text, start)) == sorted(ends, reverse=True)


def test_many_texts_are_searched_alike_before_and_after_the_automaton_is_built() -> None:
    matcher = Matcher(["工业互联网", "互联网"])
    text = "工业互联网和互联网" * 300
    first = list(matcher.leftmost_longest(text))
    assert all(list(matcher.leftmost_longest(text)) == first for _ in range(20))


def test_a_pickled_matcher_finds_the_same() -> None:
    matcher = Matcher(["中国", "国家"])
    copy = pickle.loads(pickle.dumps(matcher))  # noqa: S301 - our own bytes
    assert list(copy.leftmost_longest("中国家")) == list(matcher.leftmost_longest("中国家"))
