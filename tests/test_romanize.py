"""Pinyin: spelling, search keys and sorting."""

from __future__ import annotations

import pytest

from iiglossary.romanize import first_letter, initials, romanize, sort_key, strip_tones


@pytest.mark.parametrize(
    ("pinyin", "expected"),
    [
        ("gōngyè hùliánwǎng", ["gong", "ye", "hu", "lian", "wang"]),
        ("xī'ān", ["xi", "an"]),
        ("fāngàn", ["fan", "gan"]),
        ("nǚ'ér", ["nu~", "er"]),
        ("huán'ǎo", ["huan", "ao"]),
        ("èrshí dà", ["er", "shi", "da"]),
        ("wéirén", ["wei", "ren"]),
    ],
)
def test_syllables_are_told_apart(pinyin: str, expected: list[str]) -> None:
    assert [syllable for syllable, _ in sort_key(pinyin)] == expected


def test_tones_decide_between_equal_syllables() -> None:
    assert sorted(["shìchǎng", "shíchǎng", "shīchǎng"], key=sort_key) == [
        "shīchǎng",
        "shíchǎng",
        "shìchǎng",
    ]


def test_a_shorter_word_comes_before_its_extension() -> None:
    assert sorted(["gōngyèhuà", "gōngyè"], key=sort_key) == ["gōngyè", "gōngyèhuà"]


@pytest.mark.parametrize("typed", ["gong1 ye4", "GongYe", "gōng yè", "gōngyè", "gong'ye"])
def test_every_way_of_typing_pinyin_gives_one_key(typed: str) -> None:
    assert strip_tones(typed) == "gongye"


@pytest.mark.parametrize("typed", ["lǜsè", "lvse", "lu:se", "lv4se4"])
def test_umlaut_u_is_v(typed: str) -> None:
    assert strip_tones(typed) == "lvse"


def test_initials_keep_digits_and_letters() -> None:
    assert initials("5G wǎngluò") == "5gwl"
    assert initials(romanize(["长江", "三角洲"])) == "cjsjz"


def test_punctuation_has_no_letter() -> None:
    assert first_letter("5G") == "#"
    assert first_letter("") == "#"
