"""Lookup: the right concept first, for every way of asking; nothing rather than nonsense."""

from __future__ import annotations

import pytest

from iiglossary import Glossary, UnknownTermError
from iiglossary.fuzzy import FuzzyIndex


@pytest.mark.parametrize(
    ("query", "concept_id", "reason"),
    [
        ("工业互联网", "net-0001", "exact"),
        ("工業互聯網", "net-0001", "folded"),
        ("工業網際網路", "net-0001", "variant"),
        ("工业互连网", "net-0001", "fuzzy"),
        ("gyhlw", "net-0001", "initials"),
        ("gongyehulianwang", "net-0001", "pinyin"),
        ("gōngyè hùliánwǎng", "net-0001", "pinyin"),
        ("gong1ye4 hu4lian2wang3", "net-0001", "pinyin"),
        ("gongyehulanwang", "net-0001", "fuzzy"),
        ("industrial internet", "net-0001", "english"),
        ("INDUSTRIAL INTERNET", "net-0001", "english"),
        ("industral internet", "net-0001", "fuzzy"),
        ("MIIT", "gov-0001", "english"),
        ("miit", "gov-0001", "english"),
        ("工信部", "gov-0001", "variant"),
        ("“五个加快”“一个加大”", "net-0002", "folded"),
        ("「五個加快」「一個加大」", "net-0002", "folded"),
        ("五个加快、一个加大", "net-0002", "variant"),
        ("制造强国领导小组", "gov-0002", "fuzzy"),
        ("net-0001", "net-0001", "exact"),
        ("AI", "dig-0001", "english"),
        ("people's congress", "pol-0002", "english"),
        ("manufacturing power", "gov-0002", "english"),
    ],
)  # fmt: skip
def test_every_way_of_asking_finds_the_concept(
    mini: Glossary, query: str, concept_id: str, reason: str
) -> None:
    best = mini.lookup(query)[0]
    assert (best.entry.id, str(best.reason)) == (concept_id, reason)
    assert 0 <= best.score <= 100


@pytest.mark.parametrize("query", ["发达国家", "xyzzy", "", "  ", "。", "zz", "工" * 5000])
def test_nothing_is_found_rather_than_nonsense(mini: Glossary, query: str) -> None:
    assert mini.lookup(query) == []


def test_the_limit_is_kept(mini: Glossary) -> None:
    assert len(mini.lookup("industral internet", limit=1)) == 1
    assert mini.lookup("工业互联网", limit=0) == []


def test_homographs_are_all_offered() -> None:
    from iiglossary.table import parse_entries, parse_table

    text = "id,zh,en\naaa-0001,人大,people's congress\nbbb-0001,人大,Renmin University\n"
    glossary = Glossary(parse_entries(parse_table(text, "x")))
    assert [c.entry.id for c in glossary.lookup("人大")] == ["aaa-0001", "bbb-0001"]


def test_an_unknown_term_names_the_closest(mini: Glossary) -> None:
    with pytest.raises(UnknownTermError, match=r"no term for '共同富欲'; closest is '共同富裕'"):
        mini["共同富欲"]


def test_membership_takes_any_spelling(mini: Glossary) -> None:
    assert "工業互聯網" in mini
    assert "net-0001" in mini
    assert "发达国家" not in mini
    assert 5 not in mini  # type: ignore[operator]


def test_a_deprecated_rendering_finds_its_concept(mini: Glossary) -> None:
    assert mini.lookup("One Belt One Road")[0].entry.id == "dip-0001"


def test_fuzzy_search_ranks_like_brute_force() -> None:
    import random

    from rapidfuzz import fuzz

    chance = random.Random(7)
    letters = "工业互联网平台数据中心国家制造强"
    forms = ["".join(chance.choices(letters, k=chance.randint(1, 9))) for _ in range(400)]
    index = FuzzyIndex(forms)
    for cutoff in (40.0, 75.0):
        for _ in range(150):
            query = "".join(chance.choices(letters, k=chance.randint(1, 9)))
            scored = [(-fuzz.ratio(query, form), number) for number, form in enumerate(forms)]
            brute = [(forms[n], -s) for s, n in sorted(scored) if -s >= cutoff][:5]
            assert index.search(query, cutoff=cutoff) == brute
