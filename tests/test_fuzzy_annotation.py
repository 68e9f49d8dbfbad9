"""Fuzzy annotation: damaged terms are found, other words are not taken for them."""

from __future__ import annotations

import pickle
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iiglossary import ConceptEntry, Glossary, Reason, Rendering
from iiglossary.fuzzy import edit_distance, ratio
from iiglossary.fuzzy_seeds import SeedIndex, edits_allowed

from .conftest import cases

FORMS = """
工业互联网 工业互联网平台 工业互联网标识解析体系 制造强国 制造强国建设领导小组 共同富裕 乡村振兴战略 人民政府
未来产业 自己动手丰衣足食 以人民为中心的发展思想 抗日战争胜利纪念活动 骨干企业集团 中华人民共和国数据安全法
社会主义核心价值观 供给侧结构性改革 改革开放 推进国家治理体系和治理能力现代化 国家发展和改革委员会
农业强国 加快建设农业强国 党的十八届六中全会 第一产业增加值 二十世纪初的形势 东部地区协调发展战略 上海合作组织
农村人居环境整治 对外开放政策 规范房屋买卖合同登记 非公有制经济的主体地位 产品不良品率 依法治港原则 环境保护法
经济体制 化肥农药 调查 生产力 网络强国战略 文化强国战略 高新技术 5G网络建设 党和国家领导人 积极的财政政策
基本医疗保险制度 水污染防治法 珠江流域 促进就业 国家主席令
""".split()


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
