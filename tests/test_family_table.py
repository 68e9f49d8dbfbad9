"""The languages of patterns and templates, and the errors of the tables that hold them."""

from __future__ import annotations

import re

import pytest

from iiglossary import TableError, family_table
from iiglossary.alternation import alternation
from iiglossary.families import FamilyEngine
from iiglossary.family_search import compile_pattern, regular_expression
from iiglossary.family_table import (
    FamilyTable,
    compile_families,
    dump_families,
    load_families,
    read_families,
    read_values,
    term_lists,
)
from iiglossary.family_templates import compile_template
from iiglossary.schema import read_bytes
from iiglossary.table import parse_entries, parse_table

HEADER = "id,pattern,zh,en,status,source,kind,subject_field,order"
LISTS = read_values(
    "list,zh,en,issuer_zh,issuer_en\n"
    "body,工业和信息化部|工信部,Ministry of Industry,,\n"
    "body,广东省,Guangdong Province,,\n"
    "letter,联,lian,,\nletter,规,gui,,\nletter,信,xin,国务院,State Council\n"
)


def surfaces(pattern: str, text: str) -> list[str]:
    compiled = compile_pattern(pattern, LISTS)
    choices = {name: alternation(values) for name, values in LISTS.items()}
    return [match[0] for match in regular_expression(compiled, choices).finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("{n:1-25}届大会", "十四届大会、14届大会", ["十四届大会", "14届大会"]),
        ("{n:一-二十}届大会", "十四届大会、14届大会", ["十四届大会"]),
        ("{y:1949-2099}年报告", "2024年报告、二〇二四年报告、24年报告", ["2024年报告", "二〇二四年报告"]),
        ("[第]{n:1-9}次大会", "第三次大会、三次大会", ["第三次大会", "三次大会"]),
        ("第{n:1-9}次<大会/会议>", "第三次大会、第三次会议、第三次", ["第三次大会", "第三次会议"]),
        ("{m:1-9*中}中全会", "三中、四中和五中全会", ["三中、四中和五中全会"]),
        ("{b:body}令第{n:1-99}号", "工信部令第3号、工业和信息化部令第3号、某部令第3号",
         ["工信部令第3号", "工业和信息化部令第3号"]),
        ("国发{s:letter 0-2}号文", "国发号文、国发联规号文、国发联规信号文", ["国发号文", "国发联规号文"]),
        ("«法/条例»第{n:1-9}条规定", "刑法第三条规定、第四条规定", ["第三条规定"]),
        ("«!省»{n:1-9}届人大", "省四届人大、四届人大", ["四届人大"]),
        ("{n:1-9}届人大«会/./，»", "四届人大会、四届人大，四届人大甲、四届人大", ["四届人大"] * 3),
        ("国发〔{y:1949-2099}〕{n:1-999}号", "国发(2017)50号", ["国发(2017)50号"]),
        ("<会/会议>第{n:1-9}次", "会议第一次", ["会议第一次"]),
        ("大会第{n:1-99}", "大会第十四", ["大会第十四"]),
    ],
)  # fmt: skip
def test_a_pattern_matches_what_it_says(pattern: str, text: str, expected: list[str]) -> None:
    assert surfaces(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "anchors"),
    [
        ("[第]{n:1-20}届全国<人大/人民代表大会>", ("届全国人",)),
        ("{n:一-三}五规划", ("一五规划", "三五规划", "二五规划")),
        ("«法/条例»第{n:1-9}条", ("条例第", "法第")),
        ("（{y:1949-2099}年）", ("(19", "(20", "(一九", "(二○", "(二〇", "(二零")),
        ("{n:1-9}月{m:1-9}日会议", ("日会议",)),
    ],
)
def test_the_anchors_are_the_rarest_fixed_characters(
    pattern: str, anchors: tuple[str, ...]
) -> None:
    assert compile_pattern(pattern, LISTS).anchors == anchors


@pytest.mark.parametrize(
    ("template", "fillings", "expected"),
    [
        ("{n|Ordinal} Session of the {m|nth}", {"n": 3, "m": 3}, "Third Session of the 3rd"),
        ("{n|Word} Five-Year Plan", {"n": 12}, "Twelfth Five-Year Plan"),
        ("{n|anniversary}", {"n": 100}, "centenary"),
        ("{n|anniversary}", {"n": 95}, "95th anniversary"),
        ("and {n|others} others", {"n": 7}, "and six others"),
        ("({n|first_year}-{n|last_year})", {"n": 14}, "(2021-2025)"),
        ("Amendment ({n|roman})", {"n": 11}, "Amendment (XI)"),
        ("{n|ordinal} plenums", {"n": (2, 3)}, "second and third plenums"),
        ("{n|ordinal} plenums", {"n": (2, 3, 4)}, "second, third, and fourth plenums"),
        ("plan[ of {y}][ ({n})]", {"n": 3}, "plan (3)"),
        ("[[{n}]]", {"n": 3}, "[3]"),
        ("{b|adjective} Committee", {"b": (LISTS["body"]["广东省"],)}, "Guangdong Provincial Committee"),
        ("{b|lower}", {"b": (LISTS["body"]["广东省"],)}, "guangdong province"),
        ("of the {s|issuer}", {"s": (LISTS["letter"]["信"],)}, "of the State Council"),
    ],
)  # fmt: skip
def test_a_template_says_what_it_says(template: str, fillings: dict, expected: str) -> None:
    assert compile_template(template, "en").fill(fillings) == expected


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("pty-0001,{n:1-9}届大会,届,C,preferred,usage,meeting,pty,", "id: 'pty-0001' is no id"),
        ("fam-0001,,届,C,preferred,usage,meeting,pty,", "pattern: is empty"),
        ("fam-0001,{n:1-9}届大会,,C,preferred,usage,meeting,pty,", "zh: is empty"),
        ("fam-0001,{n:1-9}届大会,届,C,preferred,,meeting,pty,", "source: is empty"),
        ("fam-0001,{n:1-9}届大会,届,C,admitted,usage,meeting,pty,", "status: 'admitted' stands first"),
        ("fam-0001,{n:1-9}届大会,届,C,preferred,usage,party,pty,", "kind: 'party' is not known"),
        ("fam-0001,{n:1-9}届大会,届,C,preferred,usage,meeting,xyz,", "subject_field: 'xyz' is not known"),
        ("fam-0001,{n}届大会,届,C,preferred,usage,meeting,pty,", "pattern: {n} is no slot"),
        ("fam-0001,{n:9-1}届大会,届,C,preferred,usage,meeting,pty,", "'9-1' is no range"),
        ("fam-0001,{n:nowhere}届大会,届,C,preferred,usage,meeting,pty,", "neither a range nor a list"),
        ("fam-0001,{n:1-9}届{n:1-9}大会,届,C,preferred,usage,meeting,pty,", "two slots 'n'"),
        ("fam-0001,第{n:1-9}届,届,C,preferred,usage,meeting,pty,", "no two fixed characters"),
        ("fam-0001,[大会{n:1-9}届,届,C,preferred,usage,meeting,pty,", "'[' is not closed"),
        ("fam-0001,大会]{n:1-9}届,届,C,preferred,usage,meeting,pty,", "']' closes nothing"),
        ("fam-0001,{n:1-9届大会,届,C,preferred,usage,meeting,pty,", "without its partner"),
        ("fam-0001,大会{n:1-9}«!.»,届,C,preferred,usage,meeting,pty,", "can only be asked for"),
        ("fam-0001,{n:1-9}«的»届大会,届,C,preferred,usage,meeting,pty,", "beginning or the end"),
        ("fam-0001,<甲«的»/乙>{n:1-9}届大会,届,C,preferred,usage,meeting,pty,", "beginning or the end"),
        ("fam-0001,{n:1-9}届大会,届,{m} C,preferred,usage,meeting,pty,", "'m', which no pattern has"),
        ("fam-0001,[第{n:1-9}]届大会,届,{n} C,preferred,usage,meeting,pty,", "may leave open"),
        ("fam-0001,{n:1-9}届大会,届,{n|nht} C,preferred,usage,meeting,pty,", "'nht' is no form"),
        ("fam-0001,{n:1-9}届大会,届,{n|issuer} C,preferred,usage,meeting,pty,", "does not fit 'n'"),
        ("fam-0001,{n:1-9}届大会,届,[{n} C,preferred,usage,meeting,pty,", "'[' is not closed"),
        ("fam-0001,{n:1-9}届大会,届,{n}] C,preferred,usage,meeting,pty,", "']' has no partner"),
        ("fam-0001,{n:1-9}届大会,届,{n C,preferred,usage,meeting,pty,", "without its partner"),
        ("fam-0001,{n:1-9}届大会,届,C,preferred,usage,meeting,pty,n>m", "order: 'n>m' is no order"),
    ],
)  # fmt: skip
def test_an_error_names_line_column_and_value(row: str, problem: str) -> None:
    with pytest.raises(TableError, match=re.escape(problem)) as caught:
        read_families(f"{HEADER}\n{row}\n", LISTS)
    assert str(caught.value).startswith("families.csv:2: ")


def test_a_further_row_needs_a_pattern_or_english() -> None:
    row = "fam-0001,{n:1-9}届大会,届,C,preferred,usage,meeting,pty,"
    with pytest.raises(TableError, match=r"families\.csv:3: en: is empty, and pattern too"):
        read_families(f"{HEADER}\n{row}\nfam-0001,,,,,,,,\n")


def test_a_further_pattern_must_fill_what_the_english_shows() -> None:
    text = (
        f"{HEADER}\nfam-0001,{{n:1-9}}届大会,届,{{n}} C,preferred,usage,meeting,pty,\n"
        "fam-0001,本届大会,,,,,,,\n"
    )
    with pytest.raises(TableError, match="'n', which '本届大会' may leave open"):
        read_families(text)


def test_a_value_stands_once_in_a_list() -> None:
    with pytest.raises(TableError, match=r"family_values\.csv:3: zh: '甲' already stands"):
        read_values("list,zh,en\na,甲|乙,A\na,甲,B\n")


def test_a_value_needs_chinese() -> None:
    with pytest.raises(TableError, match=r"family_values\.csv:2: zh: is empty"):
        read_values("list,zh,en\na,,A\n")


def test_slots_that_must_rise_are_compared() -> None:
    engine = FamilyEngine(read_families(
        f"{HEADER}\nfam-0001,{{from:1900-2099}}至{{to:1900-2099}}年规划,规划,"
        "plan ({from}-{to}),preferred,usage,document,doc,from<to\n"
    ))  # fmt: skip
    assert engine.parse("2021至2025年规划") is not None
    assert engine.parse("2025至2021年规划") is None


def test_the_issuer_of_a_value_is_data() -> None:
    engine = FamilyEngine(read_families(
        f"{HEADER}\nfam-0001,{{s:letter 1-3}}〔{{n:1-99}}〕号文,{{s}}〔{{n}}〕号文,"
        "{s} {n},preferred,usage,document,doc,\n", LISTS,
    ))  # fmt: skip
    match = engine.parse("联规信〔3〕号文")
    assert match is not None
    assert match.entry.en == "lianguixin 3"
    assert match.entry.values == (("s", "联规信"), ("n", "3"), ("issuer", "国务院"))


def test_the_compiled_families_are_those_of_the_tables() -> None:
    """If this fails, run tools/make_families.py."""
    assert read_bytes("families.json") == dump_families(compile_families())
    assert load_families() == compile_families()


def test_laws_documents_and_programmes_of_the_table_are_lists() -> None:
    rows = (
        "id,zh,en,status,variant_zh,kind\n"
        "law-0001,立法法,Legislation Law,preferred,中华人民共和国立法法,law\n"
        "doc-0001,工作规则,Working Rules,preferred,,document\n"
        "gov-0001,国务院,State Council,preferred,,institution\n"
    )
    lists = term_lists(parse_entries(parse_table(rows, "terms.csv")))
    full = "Legislation Law of the People's Republic of China"
    laws = {"中华人民共和国立法法": full, "立法法": "Legislation Law"}
    assert {zh: value.en for zh, value in lists["laws"].items()} == laws
    assert {zh: value.en for zh, value in lists["titles"].items()} == {
        **laws,
        "工作规则": "Working Rules",
    }


def test_the_compiled_families_are_not_used_beside_another_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A law that is added to the table is known to the families at once."""

    def read(name: str) -> bytes:
        data = read_bytes(name)
        return data + b"zzz-0001,x\n" if name == "terms.csv" else data

    compiled = FamilyTable()
    monkeypatch.setattr(family_table, "compile_families", lambda: compiled)
    assert load_families() is not compiled
    monkeypatch.setattr(family_table, "read_bytes", read)
    assert load_families() is compiled
