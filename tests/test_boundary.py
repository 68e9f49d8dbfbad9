"""Boundary decisions: labelled sentences, each trap with a positive twin.

The sentences of all sets but the first were written without sight of the program, so that the first
run of each tells what to expect of new text: found and avoided, 98 and 98 % for the third set, 96
and 96 for the fourth, 95 and 99 for the fifth, 96 and 98 for the sixth, 96 and 99 for the seventh.
Rules and constants were changed after reading what each of them missed, and chosen with all of them
in view: what they score now is no estimate. A new estimate needs a new set. One rule changed with
them: 科学 in 科学院 and 基金 in 基金会 are hits; in names of persons (科学家, 消费者) they are none.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from iiglossary import Glossary, load
from iiglossary.bonds import EVERY, Bonds
from iiglossary.boundary import Boundary, Rejection
from iiglossary.lexicon import Lexicon
from iiglossary.matcher import Matcher

from .conftest import DATA, cases

SETS = {
    "boundaries.csv": "boundary_terms.csv",
    "boundaries_second.csv": "boundary_terms_second.csv",
    "boundaries_third.csv": "boundary_terms_third.csv",
    "boundaries_fourth.csv": "boundary_terms_fourth.csv",
    "boundaries_fifth.csv": "boundary_terms_fifth.csv",
    "boundaries_sixth.csv": "boundary_terms_sixth.csv",
    "boundaries_seventh.csv": "boundary_terms_seventh.csv",
}


@pytest.fixture(scope="module")
def tables() -> dict[str, Glossary]:
    return {cases: load(DATA / "cases" / terms, builtin=False) for cases, terms in SETS.items()}


def labelled(name: str, case: dict[str, str]) -> object:
    known = pytest.mark.xfail(reason=case["comment"], strict=True)
    marks = [known] if case["label"] == "known-failure" else []
    return pytest.param(name, case, marks=marks, id=case["text"])


@pytest.mark.parametrize(
    ("name", "case"), [labelled(name, case) for name in SETS for case in cases(name)]
)
def test_the_right_terms_are_found(
    tables: dict[str, Glossary], name: str, case: dict[str, str]
) -> None:
    found = ";".join(f"{a.surface}@{a.start}" for a in tables[name].annotate(case["text"]))
    assert found == case["expected"]


def test_there_are_as_many_twins_as_traps_deserve() -> None:
    labels = [case["label"] for case in cases("boundaries.csv")]
    assert len(labels) >= 300
    assert labels.count("twin") >= 100


LEXICON = Lexicon.of({"和": 555815, "和平": 7998, "平台": 3601, "产业": 8756, "台": 16964})


def decided(forms: list[str], text: str) -> tuple[list[tuple[int, int]], list[Rejection]]:
    rejected: list[Rejection] = []
    matcher = Matcher(forms)
    hits = Boundary(matcher, lambda: LEXICON).decide(text, rejected)
    assert [matcher.forms[number] for number, _, _ in hits] == [text[a:b] for _, a, b in hits]
    return [hit[1:] for hit in hits], rejected


def test_the_reason_names_the_words_of_the_reading() -> None:
    assert decided(["和平"], "产业和平台")[1] == [Rejection(2, 4, "straddles 和 | 平台")]


def test_a_term_that_begins_inside_a_rejected_one_is_found() -> None:
    assert decided(["和平", "平台"], "产业和平台")[0] == [(3, 5)]


def test_a_loose_suffix_goes_with_all_that_stands_before_it() -> None:
    words = {"数据": 5232, "安全": 9921, "安全法": 53, "法": 23361, "产业": 8756, "产业链": 500}
    lexicon = Lexicon.of({**words, "人工": 3000, "智能": 800, "链": 2000})
    forms = Matcher(["数据安全", "人工智能产业"])
    assert Boundary(forms, lambda: lexicon).decide("完善数据安全法体系") == [(1, 2, 6)]
    assert Boundary(forms, lambda: lexicon).decide("人工智能产业链") == []


def test_without_forms_there_are_no_hits() -> None:
    assert decided([], "产业和平台") == ([], [])


@pytest.mark.parametrize("text", ["", "。", "\u2029", "a" * 50, "中" * 5000, "和平" * 2500])
def test_odd_texts_are_decided(text: str) -> None:
    spans, _ = decided(["和平", "中中", "中中中"], text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize("name", SETS)
def test_what_nothing_crosses_would_not_be_objected_to(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edges that are not contested need not be asked about: asking about all changes nothing."""

    def found() -> list[tuple[list[tuple[int, int]], list[str]]]:
        table = load(DATA / "cases" / SETS[name], builtin=False)
        annotated = [table.annotate(case["text"]) for case in cases(name)]
        return [
            ([(a.start, a.end) for a in one], [r.why for r in one.rejected]) for one in annotated
        ]

    sparing = found()
    monkeypatch.setattr(Bonds, "before", lambda *_: EVERY)
    monkeypatch.setattr(Bonds, "behind", lambda *_: EVERY)
    assert found() == sparing
