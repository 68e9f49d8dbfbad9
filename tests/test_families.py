"""Term families: every instance under its numbers, nothing else, and in order."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iiglossary import Glossary, Reason, UnknownTermError, load
from iiglossary.alternation import alternation
from iiglossary.families import FamilyEngine, shipped_families
from iiglossary.family_search import Pattern, regular_expression
from iiglossary.family_table import Family, FamilyTable, load_families, read_families
from iiglossary.folding import fold
from iiglossary.shipped import ShippedSources
from iiglossary.table import parse_entries, parse_table

from .conftest import MINI, cases

ENGINE = shipped_families()
LISTS = load_families().lists
ALTERNATIONS = {name: alternation(values) for name, values in LISTS.items()}
CASES = cases("families.csv")
# Of no table: what is found are families only.
FAMILIES_ONLY = Glossary([], families=shipped_families)

PLENUM = (
    "id,pattern,zh,en,status,source,kind,subject_field,example_zh,example_en\n"
    "fam-0001,[第]{n:1-25}届{m:1-12}中全会,{n|han}届{m|han}中全会,"
    "{m|Ordinal} Plenum of the {n|nth} Central Committee,preferred,usage,meeting,pty,,\n"
    "fam-0001,,,{m|nth} Plenum,admitted,usage,,,,\n"
    "fam-0002,{n:十二-二十}大精神,{n|han}大精神,Guiding Principles of the {n|nth} Congress,"
    "preferred,usage,concept,pty,,\n"
)
SMALL = FamilyEngine(read_families(PLENUM))


def small() -> FamilyEngine:
    return SMALL


def glossary(table: str) -> Glossary:
    return Glossary(parse_entries(parse_table(table, "mine.csv")), families=small)


def found(glossary: Glossary, text: str) -> list[tuple[str, str]]:
    return [(a.surface, a.en) for a in glossary.annotate(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_the_labelled_cases_are_read_as_they_say(case: dict[str, str]) -> None:
    expected = [tuple(hit.split(" → ")) for hit in case["expected"].split(" | ") if hit]
    assert found(FAMILIES_ONLY, case["text"]) == expected


def test_there_are_enough_cases_and_a_third_of_them_are_traps() -> None:
    traps = [case for case in CASES if not case["expected"]]
    assert len(CASES) >= 200
    assert len(traps) >= 60


@pytest.mark.parametrize("family", ENGINE.families, ids=lambda family: family.id)
def test_the_example_of_a_family_gives_its_english(family: Family) -> None:
    (match,) = ENGINE.find(fold(family.example_zh).text)
    assert (match.entry.id, match.entry.en) == (family.id, family.example_en)


def test_the_canonical_chinese_is_an_instance_with_the_same_numbers() -> None:
    examples = [ENGINE.parse(family.example_zh) for family in ENGINE.families]
    for match in filter(None, examples):
        again = ENGINE.parse(match.entry.zh)
        assert again is not None, match
        assert again.entry.identity == match.entry.identity
    # Only 十部门 needs its neighbours to be read.
    assert examples.count(None) == 1


def test_every_source_of_a_family_is_known() -> None:
    known = {*ShippedSources(), "usage"}
    cited = {key for family in ENGINE.families for r in family.renderings for key in r.sources}
    assert cited <= known


def test_a_family_has_one_preferred_rendering_and_it_stands_first() -> None:
    for family in ENGINE.families:
        statuses = [str(rendering.status) for rendering in family.renderings]
        assert statuses[0] == "preferred"
        assert statuses.count("preferred") == 1


def test_the_numbers_are_data() -> None:
    entry = load()["工信部联信管〔2020〕197号"]
    assert dict(entry.values) == {
        "series": "工信部", "bureau": "联信管", "year": "2020", "number": "197",
        "issuer": "工业和信息化部",
    }  # fmt: skip


def test_an_instance_has_its_kind_field_note_and_sources() -> None:
    entry = load()["十四届全国人大三次会议"]
    assert (entry.kind, entry.subject_field) == ("meeting", "gov")
    assert entry.zh == "第十四届全国人民代表大会第三次会议"
    assert entry.note
    assert all(rendering.sources for rendering in entry.renderings)


def test_renderings_that_come_out_alike_stand_once() -> None:
    for case in CASES:
        for annotation in FAMILIES_ONLY.annotate(case["text"]):
            english = [rendering.en for rendering in annotation.entry.renderings]
            assert len(english) == len(set(english))


# Fragments of patterns and of what stands round them, to be thrown together.
FRAGMENTS = st.sampled_from(
    [
        *"第届次大五〇年号条十三、，。\n（）〔〕的联规批款项法令", "二十", "14", "2020", "一百", "以来", "精神",
        "规划", "时期", "中全会", "全国人大", "常委会", "会议", "次会议", "党的", "中共", "国发", "工信部", "周年",
        "建党", "草案", "试点", "首批", "百年奋斗目标", "年行动计划", "省委", "次全会", "四川省", "纲要",
        "等七部门", "第三条", "十四五", "政府工作报告",
    ]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=25).map("".join)


def naive_find(engine: FamilyEngine, text: str) -> list[tuple[int, int, str]]:
    """Every pattern tried everywhere, then the longest kept: slow, and plainly right."""
    hits = sorted(
        (start - end, start, rank, end)
        for rank, family in enumerate(engine.families)
        for pattern in family.patterns
        for start, end in matches(family, pattern, text)
    )
    taken: list[tuple[int, int, str]] = []
    for _, start, rank, end in hits:
        if all(end <= first or last <= start for first, last, _ in taken):
            taken.append((start, end, engine.families[rank].id))
    return sorted(taken)


def matches(family: Family, pattern: Pattern, text: str) -> Iterator[tuple[int, int]]:
    compiled = regular_expression(pattern, ALTERNATIONS)
    position = 0
    while match := compiled.search(text, position):
        is_bound = family.bind(pattern, match.groupdict(), LISTS) is not None
        if is_bound:
            yield match.span()
        position = match.end() if is_bound else match.start() + 1


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_engine_agrees_with_a_naive_reference(text: str) -> None:
    folded = fold(text).text
    expected = naive_find(ENGINE, folded)
    assert [(m.start, m.end, m.entry.id) for m in ENGINE.find(folded)] == expected


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_instances_are_in_order_and_never_overlap(text: str) -> None:
    spans = [match[:2] for match in ENGINE.find(fold(text).text)]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_surfaces_are_slices_of_the_original(text: str) -> None:
    for annotation in FAMILIES_ONLY.annotate(text):
        assert text[annotation.start : annotation.end] == annotation.surface


@pytest.mark.parametrize("piece", ["第", "1", "十", "中全会", "(20", "十四五规划", "第一百", "国"])
def test_a_hundred_thousand_repetitions_are_no_trouble(piece: str) -> None:
    for start, end, entry in ENGINE.find(piece * 100_000):
        assert end - start <= 40, entry


def test_a_text_longer_than_a_block_loses_nothing_at_its_seams() -> None:
    for shift in range(12):
        text = "甲" * (65_536 - shift) + "二十届三中全会"
        assert [match[:2] for match in ENGINE.find(text)] == [(65_536 - shift, 65_543 - shift)]


def test_an_engine_survives_pickling() -> None:
    again = pickle.loads(pickle.dumps(ENGINE))  # noqa: S301 - our own bytes
    for case in CASES[:40]:
        folded = fold(case["text"]).text
        assert again.find(folded) == ENGINE.find(folded)


def test_threads_find_what_one_finds() -> None:
    engine = FamilyEngine(load_families())
    texts = [fold(case["text"]).text for case in CASES]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(engine.find, texts)) == [ENGINE.find(text) for text in texts]


def test_an_engine_without_families_finds_nothing() -> None:
    assert FamilyEngine(FamilyTable()).find("二十届三中全会") == []


@pytest.mark.parametrize("query", ["", "三中全会", "召开二十届三中全会", "十" * 1000, "\ud800"])
def test_only_a_whole_instance_is_parsed(query: str) -> None:
    assert ENGINE.parse(query) is None


def test_a_longer_instance_wins_over_the_terms_inside_it() -> None:
    mine = glossary("zh,en\n中全会,plenum\n全会,plenary\n")
    assert found(mine, "二十届三中全会") == [
        ("二十届三中全会", "Third Plenum of the 20th Central Committee")
    ]


def test_a_longer_term_wins_over_the_instance_inside_it() -> None:
    mine = glossary("zh,en\n二十届三中全会精神,spirit of the plenum\n")
    assert found(mine, "贯彻二十届三中全会精神") == [("二十届三中全会精神", "spirit of the plenum")]


def test_of_equals_the_term_wins() -> None:
    mine = glossary("zh,en\n二十届三中全会,my plenum\n")
    (annotation,) = mine.annotate("二十届三中全会")
    assert (annotation.en, annotation.reason) == ("my plenum", Reason.EXACT)
    assert mine["二十届三中全会"].en == "my plenum"
    assert [str(c.reason) for c in mine.lookup("二十届三中全会")] == ["exact"]


def test_beside_an_instance_shorter_terms_are_tried_again() -> None:
    mine = glossary("zh,en\n会公报,gazette\n公报,communiqué\n")
    assert found(mine, "二十届三中全会公报") == [
        ("二十届三中全会", "Third Plenum of the 20th Central Committee"), ("公报", "communiqué"),
    ]  # fmt: skip


def test_terms_between_instances_are_found_in_order() -> None:
    mine = glossary("zh,en\n公报,communiqué\n")
    text = "二十届三中全会公报、十九届四中全会公报"
    assert [s for s, _ in found(mine, text)] == ["二十届三中全会", "公报", "十九届四中全会", "公报"]


def test_quotes_inside_an_instance_belong_to_it() -> None:
    assert found(glossary("zh,en\n"), "“二十届”三中全会")[0][0] == "“二十届”三中全会"


def test_a_quote_whose_partner_is_elsewhere_makes_it_none() -> None:
    assert found(glossary("zh,en\n"), "“学习二十届”三中全会") == []


def test_an_own_table_alone_has_no_families() -> None:
    mine = load(MINI, builtin=False)
    assert found(mine, "二十届三中全会") == []
    assert "国发〔2017〕50号" not in mine
    with pytest.raises(UnknownTermError):
        mine["国发〔2017〕50号"]


def test_an_own_table_laid_over_keeps_them() -> None:
    assert load(MINI)["国发〔2017〕50号"].en == "Guofa [2017] No. 50"


@pytest.mark.parametrize(
    "query",
    ["十四届全国人大三次会议", "第十四屆全國人民代表大會第三次會議", " 14届全国人大3次会议 "],
)
def test_a_query_is_looked_up_as_an_instance(query: str) -> None:
    (candidate,) = load().lookup(query)
    assert candidate.reason is Reason.FAMILY
    assert candidate.matched == "第十四届全国人民代表大会第三次会议"
    assert candidate.entry.values == (("n", "14"), ("m", "3"))


def test_a_congress_that_cannot_be_is_unknown() -> None:
    with pytest.raises(UnknownTermError):
        load()["第九十九届全国人民代表大会第三次会议"]


def test_instances_with_other_numbers_are_other_concepts() -> None:
    text = "二十届三中全会、十九届四中全会、二十届三中全会"
    annotated = glossary("zh,en\n").annotate(text)
    assert [a.surface for a in annotated.first_mentions()] == ["二十届三中全会", "十九届四中全会"]
    assert [count for _, count in annotated.counts()] == [2, 1]


def test_a_glossary_with_families_survives_pickling() -> None:
    again = pickle.loads(pickle.dumps(load()))  # noqa: S301 - our own bytes
    assert again["国发〔2017〕50号"].en == "Guofa [2017] No. 50"
    assert found(again, "国发〔2017〕50号") == [("国发〔2017〕50号", "Guofa [2017] No. 50")]


def test_every_plenum_of_the_corpus_is_found(corpus: Path) -> None:
    plenum = re.compile(r"[一二三四五六七八九十]届[一二三四五六七八九十]+中全会")
    missed = []
    for path in sorted((corpus / "policy").glob("*.txt")):
        folded = fold(path.read_text(encoding="utf-8")).text
        spans = [match[:2] for match in ENGINE.find(folded)]
        missed += [
            folded[m.start() - 4 : m.end()] for m in plenum.finditer(folded)
            if not any(start <= m.start() and m.end() <= end for start, end in spans)
        ]  # fmt: skip
    assert missed == []
