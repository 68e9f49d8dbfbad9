"""Numbers: what Chinese text writes is read, what no one writes has no value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiglossary.numerals import (
    chinese,
    five_year_plan,
    nth,
    ordinal,
    ordinal_word,
    parse_number,
    roman,
)


@given(st.integers(0, 9_999))
def test_a_number_written_in_chinese_reads_back(number: int) -> None:
    assert parse_number(chinese(number)) == number


@given(st.integers(0, 99_999))
def test_digits_are_read_as_they_stand(number: int) -> None:
    assert parse_number(str(number)) == number


@given(st.integers(1_000, 9_999))
def test_a_year_is_read_digit_by_digit(year: int) -> None:
    for zero in "〇零○":
        written = "".join((zero + "一二三四五六七八九")[int(digit)] for digit in str(year))
        assert parse_number(written) == year


@pytest.mark.parametrize(
    ("written", "value"),
    [("廿", 20), ("廿一", 21), ("卅", 30), ("两百", 200), ("一百十", 110), ("一百〇五", 105),
     ("一百○五", 105), ("一千零五", 1005), ("一千零五十", 1050), ("六九四", 694), ("二〇", 20)],
)  # fmt: skip
def test_other_spellings_have_the_same_value(written: str, value: int) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize(
    "written",
    ["", "十十", "廿十", "百", "千", "五百二", "一千五", "一百零", "二三", "两", "零五",
     "二十十", "百五十", "123456", "1.5", "-1", "x"],
)  # fmt: skip
def test_what_no_one_writes_has_no_value(written: str) -> None:
    assert parse_number(written) is None


@given(st.integers(1, 99))
def test_ordinals_are_words_below_ten_and_figures_from_there_on(number: int) -> None:
    expected = ordinal_word(number) if number < 10 else nth(number)
    assert ordinal(number) == expected
    assert ordinal(number)[0].isdigit() is (number >= 10)


@pytest.mark.parametrize(
    ("number", "figures", "word"),
    [(1, "1st", "first"), (2, "2nd", "second"), (3, "3rd", "third"), (5, "5th", "fifth"),
     (8, "8th", "eighth"), (9, "9th", "ninth"), (11, "11th", "eleventh"), (12, "12th", "twelfth"),
     (13, "13th", "thirteenth"), (20, "20th", "twentieth"), (21, "21st", "twenty-first"),
     (22, "22nd", "twenty-second"), (40, "40th", "fortieth"), (99, "99th", "ninety-ninth"),
     (100, "100th", "100th"), (111, "111th", "111th"), (123, "123rd", "123rd")],
)  # fmt: skip
def test_ordinals_are_spelt_right(number: int, figures: str, word: str) -> None:
    assert (nth(number), ordinal_word(number)) == (figures, word)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (11, "XI"), (14, "XIV"), (40, "XL"), (99, "XCIX"),
     (100, "C"), (144, "CXLIV")],
)  # fmt: skip
def test_roman_numerals_subtract(number: int, numeral: str) -> None:
    assert roman(number) == numeral


@given(st.integers(4, 40))
def test_five_year_plans_follow_one_another(number: int) -> None:
    assert five_year_plan(number)[0] == five_year_plan(number - 1)[1] + 1
    assert five_year_plan(number)[1] == five_year_plan(number)[0] + 4
