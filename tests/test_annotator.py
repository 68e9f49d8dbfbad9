"""Annotations: true to the original text, in order, the right concept and reason."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iiglossary import Glossary, Reason, load

from .conftest import MINI


def found(glossary: Glossary, text: str) -> list[tuple[str, str, str]]:
    return [(a.surface, a.entry.id, str(a.reason)) for a in glossary.annotate(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进工业互联网建设", [("工业互联网", "net-0001", "exact")]),
        ("推進工業互聯網建設", [("工業互聯網", "net-0001", "folded")]),
        ("發展工業網際網路", [("工業網際網路", "net-0001", "variant")]),
        ("工信部负责", [("工信部", "gov-0001", "variant")]),
        ("坚持“五个加快”“一个加大”", [("“五个加快”“一个加大”", "net-0002", "folded")]),
        ("坚持「五個加快」「一個加大」", [("「五個加快」「一個加大」", "net-0002", "folded")]),
        ("工业\n互联网", [("工业\n互联网", "net-0001", "folded")]),
        ("工业\n\n互联网", []),
        ("共建“一带一路”国家", [("一带一路", "dip-0001", "exact")]),
        ("《工业互联网》", [("工业互联网", "net-0001", "exact")]),
        ("工业互联网安全", [("工业互联网", "net-0001", "exact")]),
        ("发展中国家", [("发展中国家", "reg-0002", "exact")]),
        ("产业和平台", [("平台", "eco-0001", "exact")]),
        ("", []),
        ("nothing here", []),
        ("\ud800工业互联网\udfff", [("工业互联网", "net-0001", "exact")]),
        ("𠮷工业互联网", [("工业互联网", "net-0001", "exact")]),
    ],
)
def test_terms_are_found_under_every_spelling(
    mini: Glossary, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(mini, text) == expected


def test_a_quote_without_its_partner_is_no_part_of_a_term(mini: Glossary) -> None:
    assert found(mini, "“发展工业”互联网") == []


def test_exact_spelling_beats_folded_spelling() -> None:
    from iiglossary.table import parse_entries, parse_table

    text = "id,zh,en\naaa-0001,著力,zhuo li\nbbb-0001,着力,focus on\n"
    glossary = Glossary(parse_entries(parse_table(text, "x")))
    assert [a.entry.id for a in glossary.annotate("着力发展，著力")] == ["bbb-0001", "aaa-0001"]


def test_rejected_candidates_say_why() -> None:
    from iiglossary.table import parse_entries, parse_table

    glossary = Glossary(parse_entries(parse_table("zh,en\n中国,China\n和平,peace\n", "x")))
    annotated = glossary.annotate("发展中国家的产业和平台")
    assert list(annotated) == []
    reasons = [(annotated.text[slice(*r.span)], r.entry.en, r.why) for r in annotated.rejected]
    assert reasons == [
        ("中国", "China", "inside 发展中国家"),
        ("和平", "peace", "straddles 和 | 平台"),
    ]


PIECES = st.sampled_from(
    ["工业互联网", "工業互聯網", "中国", "发展中国家", "和平台", "人大力", "“", "”", "\n", "。", " ", "AI",
     "共同富裕", "工信部", "的", "\u200b", "𠮷", "\ud800"]
)  # fmt: skip


@settings(deadline=None)  # the first example loads the lexicon
@given(st.lists(PIECES, max_size=12).map("".join))
def test_annotations_are_true_to_the_text_ordered_and_disjoint(text: str) -> None:
    glossary = load(MINI, builtin=False)
    annotated = glossary.annotate(text)
    position = 0
    for annotation in annotated:
        assert annotation.start >= position
        assert annotation.end > annotation.start
        assert text[annotation.start : annotation.end] == annotation.surface
        position = annotation.end
    for rejected in annotated.rejected:
        start, end = rejected.span
        assert 0 <= start < end <= len(text)


TEXT = "工信部推进工业互联网，支持发展中国家和共同富裕。产业和平台" * 20


def spans(glossary: Glossary) -> list[tuple[int, int]]:
    return [(a.start, a.end) for a in glossary.annotate(TEXT)]


def test_many_threads_give_the_result_of_one() -> None:
    expected = spans(load(MINI, builtin=False))
    fresh = load(MINI, builtin=False)
    with ThreadPoolExecutor(8) as pool:
        assert all(r == expected for r in pool.map(spans, [fresh] * 32))


def test_a_worker_process_gives_the_same_result(mini: Glossary) -> None:
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(spans, mini).result() == spans(mini)


def test_a_pickled_glossary_is_the_same(shipped: Glossary) -> None:
    copy = pickle.loads(pickle.dumps(shipped))  # noqa: S301 - our own bytes
    text = "推进工业互联网和制造强国建设"
    assert list(copy.annotate(text)) == list(shipped.annotate(text))


def test_many_texts_are_annotated_lazily(mini: Glossary) -> None:
    def endless():  # type: ignore[no-untyped-def]
        while True:
            yield "工业互联网"

    stream = mini.annotate_many(endless())
    assert [a.entry.id for a in next(stream)] == ["net-0001"]


def test_first_mentions_leave_the_others_out(mini: Glossary) -> None:
    annotated = mini.annotate("工业互联网、工业互联网、平台").first_mentions()
    assert [(a.start, a.surface) for a in annotated] == [(0, "工业互联网"), (12, "平台")]


def test_the_preferred_rendering_is_given(mini: Glossary) -> None:
    annotation = mini.annotate("“一带一路”")[0]
    assert annotation.en == "Belt and Road Initiative"
    assert annotation.reason is Reason.EXACT
    assert annotation.score == 100


def test_a_concept_that_is_not_annotated_is_looked_up_and_what_is_in_it_is_marked(
    tmp_path: Path,
) -> None:
    table = tmp_path / "own.csv"
    table.write_text("zh,en,annotate\n深化改革,deepen reform,no\n改革,reform,\n", encoding="utf-8")
    glossary = load(table, builtin=False)
    assert glossary["深化改革"].en == "deepen reform"
    assert glossary.lookup("深化改革")[0].score == 100
    assert [a.surface for a in glossary.annotate("全面深化改革")] == ["改革"]


def test_a_row_of_ones_own_silences_a_shipped_term_or_makes_it_heard(tmp_path: Path) -> None:
    below = tmp_path / "below.csv"
    below.write_text("zh,en,annotate\n甲方案,plan A,\n乙方案,plan B,no\n", encoding="utf-8")
    above = tmp_path / "above.csv"
    above.write_text("zh,en,annotate\n甲方案,plan A,no\n乙方案,plan B,yes\n", encoding="utf-8")
    text = "甲方案。乙方案。"
    assert [a.surface for a in load(below, builtin=False).annotate(text)] == ["甲方案"]
    assert [a.surface for a in load(below, above, builtin=False).annotate(text)] == ["乙方案"]
