"""Folding: what is the same, what is different by design, and the map back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiglossary.folding import BARRIER, character_map, fold, fold_characters, fold_key

from .conftest import cases

TEXT = st.text(
    st.sampled_from("工業互聯網中国台和平 \n\r\t“”「」《》·\u200b\u3000ＡaB5５〔［(，。\ud800𠮷⾼"),
    max_size=40,
)


@pytest.mark.parametrize("case", cases("folding_same.csv"), ids=lambda c: c["label"])
def test_spellings_of_one_term_fold_alike(case: dict[str, str]) -> None:
    assert fold_key(case["left"]) == fold_key(case["right"])


@pytest.mark.parametrize("case", cases("folding_different.csv"), ids=lambda c: c["label"])
def test_what_differs_by_design_stays_different(case: dict[str, str]) -> None:
    assert fold_key(case["left"]) != fold_key(case["right"])


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \u3000\n", "\r\r", "\u2029", "\n\n\n”"])
def test_a_blank_line_is_a_barrier(gap: str) -> None:
    assert fold(f"和平{gap}台").text == f"和平{BARRIER}台"


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\r", "\u2028", "\x85", "\n    ", "\u3000\n"])
def test_a_single_line_break_goes(gap: str) -> None:
    assert fold(f"工业{gap}互联网").text == "工业互联网"


def test_characters_fold_to_single_characters() -> None:
    assert all(len(folded) == 1 for folded in character_map().values())


def test_characters_fold_to_what_stays_the_same() -> None:
    again = {folded for folded in character_map().values() if fold_characters(folded) != folded}
    assert not again


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
    assert fold_key(fold_key(text)) == fold_key(text)


@given(TEXT)
def test_character_folding_keeps_the_length(text: str) -> None:
    assert len(fold_characters(text)) == len(text)


@given(TEXT)
def test_every_folded_character_comes_from_its_origin(text: str) -> None:
    folded = fold(text)
    origins = [folded.origin(position) for position in range(len(folded.text))]
    assert origins == sorted(set(origins))
    for position, origin in enumerate(origins):
        character = folded.text[position]
        assert character in {fold_characters(text[origin]), " ", BARRIER}
