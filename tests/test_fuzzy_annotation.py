"""Fuzzy annotation: damaged terms are found, other words are not taken for them."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iiglossary import ConceptEntry, Glossary, Reason, Rendering
from iiglossary.fuzzy import edit_distance, ratio
from iiglossary.fuzzy_matcher import FuzzyHit, FuzzyMatcher
from iiglossary.fuzzy_seeds import SeedIndex, edits_allowed
from iiglossary.lexicon import general_lexicon
from iiglossary.matcher import BLOCK, Matcher

from .conftest import cases
from .test_cli import MINE, run

FORMS = [
    "工业互联网", "工业互联网平台", "工业互联网标识解析体系", "制造强国", "制造强国建设领导小组", "共同富裕", "乡村振兴战略", "人民政府",
    "未来产业", "自己动手丰衣足食", "以人民为中心的发展思想", "抗日战争胜利纪念活动", "骨干企业集团", "中华人民共和国数据安全法",
    "社会主义核心价值观", "供给侧结构性改革", "改革开放", "推进国家治理体系和治理能力现代化", "国家发展和改革委员会",
    "农业强国", "加快建设农业强国", "党的十八届六中全会", "第一产业增加值", "二十世纪初的形势", "东部地区协调发展战略", "上海合作组织",
    "农村人居环境整治", "对外开放政策", "规范房屋买卖合同登记", "非公有制经济的主体地位", "产品不良品率", "依法治港原则", "环境保护法",
    "经济体制", "化肥农药", "调查", "生产力", "网络强国战略", "文化强国战略", "高新技术", "5G网络建设", "党和国家领导人", "积极的财政政策",
    "基本医疗保险制度", "水污染防治法", "珠江流域", "促进就业", "国家主席令",
]  # fmt: skip


def glossary_of(forms: Sequence[str]) -> Glossary:
    rendering = (Rendering("term"),)
    return Glossary([ConceptEntry(f"tst-{n:04}", form, rendering) for n, form in enumerate(forms)])


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return glossary_of(FORMS)


def fuzzy_hits(glossary: Glossary, text: str) -> str:
    annotated = glossary.annotate(text, fuzzy=True)
    hits = [a for a in annotated if a.reason is Reason.FUZZY]
    return "|".join(f"{hit.surface}={hit.entry.zh}" for hit in hits)


@pytest.mark.parametrize("case", cases("fuzzy.csv"), ids=lambda case: case["label"])
def test_damaged_terms_are_found_and_other_words_are_not(
    glossary: Glossary, case: dict[str, str]
) -> None:
    assert fuzzy_hits(glossary, case["text"]) == case["expected"], case["comment"]


def test_fuzzy_annotation_is_off_by_default(glossary: Glossary) -> None:
    assert list(glossary.annotate("发展工业互连网。")) == []
    assert [list(found) for found in glossary.annotate_many(["发展工业互连网。"])] == [[]]


def test_a_fuzzy_hit_has_its_reason_and_the_score_of_lookup(glossary: Glossary) -> None:
    (hit,) = glossary.annotate("成立制造强国领导小组。", fuzzy=True)
    assert hit.reason is Reason.FUZZY
    assert hit.score == ratio("制造强国领导小组", "制造强国建设领导小组")
    assert hit.score == glossary.lookup("制造强国领导小组")[0].score


def test_many_texts_are_annotated_alike(glossary: Glossary) -> None:
    found = glossary.annotate_many(["发展工业互连网。", "走向共同富欲。"], fuzzy=True)
    assert [[a.surface for a in annotated] for annotated in found] == [["工业互连网"], ["共同富欲"]]


def test_a_longer_damaged_term_takes_the_place_of_an_exact_one(glossary: Glossary) -> None:
    def surfaces(*, fuzzy: bool) -> list[str]:
        return [a.surface for a in glossary.annotate("制造强国领导小组和制造强国", fuzzy=fuzzy)]

    assert surfaces(fuzzy=False) == ["制造强国", "制造强国"]
    assert surfaces(fuzzy=True) == ["制造强国领导小组", "制造强国"]


def test_the_likelier_of_two_terms_is_meant() -> None:
    glossary = glossary_of(["人工智慧", "人工智能"])
    assert fuzzy_hits(glossary, "发展人工智□。") == "人工智□=人工智能"


ALPHABET = "甲乙丙丁戊己庚"
FORM = st.text(ALPHABET, min_size=4, max_size=20).filter(lambda form: len(set(form)) > 2)


@st.composite
def damaged_forms(draw: st.DrawFn) -> tuple[str, str]:
    form = draw(FORM)
    spelt = form
    for _ in range(draw(st.integers(1, edits_allowed(form)))):
        place = draw(st.integers(0, len(spelt) - 1))
        change = draw(st.sampled_from(["", "x", spelt[place] * 2, *ALPHABET]))
        spelt = spelt[:place] + change + spelt[place + 1 :]
    return form, spelt


@given(damaged_forms(), st.lists(FORM, max_size=5))
def test_every_span_within_reach_is_suspected(damaged: tuple[str, str], others: list[str]) -> None:
    form, spelt = damaged
    distance = edit_distance()(form, spelt)
    text = f"天地{spelt}玄黄"
    found = {(s.start, s.end) for s in SeedIndex([form, *others]).suspects(text) if s.form == form}
    if form not in text and 0 < distance <= edits_allowed(form):
        assert (2, 2 + len(spelt)) in found
    assert all(
        edit_distance()(form, text[start:end]) <= edits_allowed(form) for start, end in found
    )


@given(FORM, st.data())
def test_two_neighbours_exchanged_are_suspected(form: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(form) - 2))
    spelt = form[:place] + form[place : place + 2][::-1] + form[place + 2 :]
    text = f"天地{spelt}玄黄"
    found = {(s.start, s.end) for s in SeedIndex([form]).suspects(text)}
    assert form in text or (2, 2 + len(spelt)) in found


PIECES = st.sampled_from(
    ["工业互连网", "工业互联网", "制造强国领导小组", "制造强国", "共同富欲", "共同", "富裕", "的", "。", "\n\n",
     " ", "“", "”", "□", "5G", "\u200b", "\ud800", "𠮷", "人民政俯", "工業互連網"]
)  # fmt: skip


@settings(deadline=None)  # the first example loads the lexicon
@given(st.lists(PIECES, max_size=12).map("".join))
def test_fuzzy_hits_are_true_to_the_text_and_only_replace_shorter_ones(text: str) -> None:
    glossary = glossary_of(FORMS)
    found = list(glossary.annotate(text, fuzzy=True))
    position = 0
    for hit in found:
        assert position <= hit.start < hit.end
        assert text[hit.start : hit.end] == hit.surface
        assert hit.score == 100 or (hit.reason is Reason.FUZZY and 75 <= hit.score < 100)
        position = hit.end
    for exact in glossary.annotate(text):
        over = [hit for hit in found if hit.start < exact.end and exact.start < hit.end]
        assert over == [exact] or all(
            hit.start <= exact.start
            and exact.end <= hit.end
            and len(exact.surface) < len(hit.surface)
            for hit in over
        )
        assert over


@pytest.mark.parametrize(
    ("damage", "recall"),
    [("look_alike", 0.9), ("sound_alike", 0.9), ("swapped", 0.9), ("doubled", 0.95), ("blotted", 0.9),
     ("lost", 0.4), ("unlike", 0.4)],
)  # fmt: skip
def test_most_damage_is_found_and_nearly_all_hits_are_right(
    glossary: Glossary, damage: str, recall: float
) -> None:
    import fuzzy_annotation

    sentences = list(
        fuzzy_annotation.damaged_sentences(glossary, getattr(fuzzy_annotation, damage), 300)
    )
    results = [fuzzy_annotation.is_right(glossary, sentence) for sentence in sentences]
    right = sum(found for found, _ in results)
    hits = sum(count for _, count in results)
    assert right >= recall * len(sentences)
    assert right >= 0.97 * hits


def test_clean_text_has_few_fuzzy_hits(shipped: Glossary, corpus: Path) -> None:
    texts = [
        path.read_text(encoding="utf-8") for path in sorted((corpus / "policy").glob("*.txt"))[::8]
    ]
    hits = [
        hit
        for annotated in shipped.annotate_many(texts, fuzzy=True)
        for hit in annotated
        if hit.reason is Reason.FUZZY
    ]
    assert len(hits) <= sum(map(len, texts)) / 5_000


def test_text_made_of_crowded_pieces_is_not_compared() -> None:
    forms = [f"共同前缀术语{one}{other}" for one in ALPHABET * 2 for other in "天地玄黄宇宙洪荒"]
    assert not list(
        SeedIndex([*forms, "国国国国", "国" * 300]).suspects("共同前缀" * 1_000 + "国" * 1_000)
    )


def test_a_hit_across_two_blocks_of_text_is_found(glossary: Glossary) -> None:
    for shift in range(12):
        text = "。" * (BLOCK - shift) + "工业互联网标识解祈体系"
        assert fuzzy_hits(glossary, text) == "工业互联网标识解祈体系=工业互联网标识解析体系"


TEXT = "发展工业互连网，走向共同富欲，成立制造强国领导小组。" * 20


def spans(glossary: Glossary) -> list[tuple[int, int, float]]:
    return [(a.start, a.end, a.score) for a in glossary.annotate(TEXT, fuzzy=True)]


def test_many_threads_give_the_result_of_one(glossary: Glossary) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert all(found == spans(glossary) for found in pool.map(spans, [glossary_of(FORMS)] * 16))


def test_a_worker_process_gives_the_same_result(glossary: Glossary) -> None:
    expected = spans(glossary)
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(spans, glossary).result() == expected
    copy = pickle.loads(pickle.dumps(FuzzyMatcher(Matcher(FORMS), general_lexicon)))  # noqa: S301
    assert copy.find("共同富欲", []) == [FuzzyHit(0, 4, "共同富裕", 75.0)]


def test_only_fuzzy_annotation_loads_what_it_needs() -> None:
    code = (
        "import sys; from iiglossary import load; list(load().annotate('工业互联网'));"
        "assert not {'rapidfuzz', 'iiglossary.fuzzy_seeds'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_command_finds_damaged_terms_on_request(tmp_path: Path) -> None:
    document = tmp_path / "scan.txt"
    document.write_text("推进工业互连网", encoding="utf-8")
    plain = run("annotate", *MINE, "--format", "json", str(document))
    fuzzy = run("annotate", *MINE, "--format", "json", "--fuzzy", "--explain", str(document))
    assert json.loads(plain.stdout)[0]["annotations"] == []
    (found,) = json.loads(fuzzy.stdout)[0]["annotations"]
    assert (found["surface"], found["zh"]) == ("工业互连网", "工业互联网")
    assert (found["reason"], found["score"]) == ("fuzzy", 80.0)
    assert "工业互连网: industrial internet (fuzzy, like 工业互联网, score 80)" in fuzzy.stderr
