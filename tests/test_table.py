"""Tables: every mistake is named by file, line, column and remedy; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiglossary import Status, TableError, load
from iiglossary.table import dump_csv, lay_over, parse_entries, parse_table, read_raw

HEADER = "zh,en,status\n"


def problem(text: str) -> str:
    with pytest.raises(TableError) as caught:
        parse_entries(parse_table(text, "mine.csv"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "mine.csv: is empty; expected a header line with zh and en"),
        ("cn,en\n", "mine.csv:1: has no column 'zh' (found cn, en); "),
        ("zh,zh,en\n", "mine.csv:1: column 'zh' stands twice in the header"),
        (HEADER + "工业,industry,prefered\n", "mine.csv:2: status: 'prefered' is not an administrative status; expected preferred, admitted, deprecated or superseded"),
        (HEADER + "工业,,\n", "mine.csv:2: en: is empty"),
        (HEADER + "工业,industry\n", "mine.csv:2: has 2 cells, the header has 3"),
        (HEADER + '工业,"industry,\n农业,agriculture,\n', "mine.csv:2: a quote is opened and not closed"),
        (HEADER + "工业,a,\n" + '农业,"x" y,\n', "mine.csv:3: a quote is opened and not closed"),
        (HEADER + "工业,in\0dustry,\n", "mine.csv: holds NUL bytes"),
        ("id,zh,en\nnet-0001,工业,industry\nnet-0001,农业,agriculture\n", "mine.csv:3: id: 'net-0001' already stands for '工业' on line 2"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place_and_remedy(text: str, expected: str) -> None:
    assert problem(text).startswith(expected)


def test_a_byte_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gbk.csv"
    path.write_bytes("zh,en\n工业,industry\n".encode("gb18030"))
    with pytest.raises(TableError, match=r"gbk\.csv:2: not UTF-8 \(byte 0xb9 at position 6\)"):
        read_raw(path)


def test_a_missing_file_is_a_table_error(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        load(tmp_path / "none.csv")


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    path.write_bytes(b"\xef\xbb\xbf" + "zh,en\r\n工业,industry\r\n".encode())
    assert load(path, builtin=False)["工业"].en == "industry"


def test_zh_and_en_are_enough_and_repeated_rows_are_further_renderings() -> None:
    (entry,) = parse_entries(parse_table("zh,en\n工业,industry\n工业,industrial sector\n", "x"))
    assert [(r.en, r.status) for r in entry.renderings] == [
        ("industry", Status.PREFERRED),
        ("industrial sector", Status.ADMITTED),
    ]
    assert entry.id == "own-0001"


def test_the_preferred_rendering_comes_first_wherever_it_stands() -> None:
    text = HEADER + "工业,trade,deprecated\n工业,industry,preferred\n"
    (entry,) = parse_entries(parse_table(text, "x"))
    assert entry.en == "industry"


def test_unknown_columns_are_kept_and_reported() -> None:
    raw = parse_table("zh,en,team\n工业,industry,red\n", "x")
    assert raw.unknown_columns == ("team",)
    assert parse_entries(raw)[0].extra == (("team", "red"),)


def test_a_layer_wins_for_its_concept_and_changes_nothing_else() -> None:
    below = parse_entries(
        parse_table("id,zh,en,short_zh,kind\ngov-1,工业和信息化部,MIIT,工信部,institution\ngov-2,财政部,MOF,,institution\n", "x")
    )  # fmt: skip
    above = parse_entries(parse_table("zh,en\n工业和信息化部,the Ministry\n中宣部,PD\n", "y"))
    merged = lay_over(below, above)
    assert [(e.id, e.en, e.short_zh, e.kind) for e in merged] == [
        ("gov-1", "the Ministry", ("工信部",), "institution"),
        ("gov-2", "MOF", (), "institution"),
        ("own-0002", "PD", (), ""),
    ]


def test_the_last_of_several_layers_wins(tmp_path: Path) -> None:
    for name, en in (("a.csv", "first"), ("b.csv", "second")):
        (tmp_path / name).write_text(f"zh,en\n工业互联网,{en}\n", encoding="utf-8")
    glossary = load(tmp_path / "a.csv", tmp_path / "b.csv")
    assert glossary["工業互聯網"].en == "second"
    assert glossary["工业互联网"].id == "net-0001"


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)


@given(st.lists(st.tuples(CELL.filter(str.strip), CELL.filter(str.strip), CELL), max_size=5))
def test_writing_then_reading_is_the_identity(rows: list[tuple[str, str, str]]) -> None:
    raw = parse_table(dump_csv(["zh", "en", "team"], rows), "x")
    assert [(r["zh"], r["en"], r["team"]) for r in raw.rows] == rows
