"""The agreement benchmark, on a few sentences of our own."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from click.testing import CliRunner

import agreement
from iiglossary.glossary import Glossary
from iiglossary.terms import ConceptEntry, Rendering, Status
from parallel_text import Pair, read_pairs

PARALLEL = Path(__file__).parent / "data" / "parallel"
INTERNET = ConceptEntry(
    "net-0001", "工业互联网",
    (Rendering("industrial internet", Status.PREFERRED, sources=("report-2021",)),),
)  # fmt: skip


def glossary(*renderings):
    return Glossary([ConceptEntry("net-0001", "工业互联网", tuple(renderings))])


def verdict(english, *renderings):
    (found,) = agreement.judge([Pair("report_2021", "工业互联网", english)], glossary(*renderings))
    return found


def test_the_examples_of_the_benchmark_run():
    assert doctest.testmod(agreement).failed == 0


@pytest.mark.parametrize(
    "english",
    [
        "The Industrial Internet grows.",
        "the industrial internet’s growth",
        "industrial-internet platforms",
        "industrial,\ninternet",
    ],
)
def test_case_hyphens_and_commas_make_no_difference(english):
    assert verdict(english, Rendering("industrial internet")).strict


@pytest.mark.parametrize("english", ["industrial internets", "preindustrial internet"])
def test_words_count_whole_only(english):
    assert not verdict(english, Rendering("industrial internet")).strict


def test_a_rendering_does_not_reach_over_the_end_of_a_clause():
    assert not verdict(
        "This is industrial. Internet is not.", Rendering("industrial internet")
    ).number


@pytest.mark.parametrize(
    ("english", "rendering"),
    [("new policies", "policy"), ("one policy", "policies"), ("taxes", "tax"), ("tax", "taxes")],
)
def test_number_of_the_last_word_is_forgiven_but_told_apart(english, rendering):
    found = verdict(english, Rendering(rendering))
    assert (found.strict, found.number) == (False, True)


def test_an_abbreviation_is_a_rendering():
    assert verdict("MIIT said", Rendering("Ministry of Industry", abbr_en="MIIT")).strict


def test_an_admitted_rendering_counts_and_a_deprecated_one_does_not():
    preferred = Rendering("industrial internet", Status.PREFERRED)
    english = "Internet of industry"
    assert verdict(english, preferred, Rendering("internet of industry")).strict
    deprecated = Rendering("internet of industry", Status.DEPRECATED)
    assert not verdict(english, preferred, deprecated).number


def test_a_rendering_that_only_the_scored_report_has_does_not_count_elsewhere():
    alone = verdict(
        "industrial internet", Rendering("industrial internet", sources=("report-2021",))
    )
    assert (alone.number, alone.known_elsewhere, alone.elsewhere) == (True, False, False)


def test_a_rendering_that_another_report_has_counts_elsewhere():
    both = ("report-2021", "report-2022")
    found = verdict("industrial internet", Rendering("industrial internet", sources=both))
    assert (found.known_elsewhere, found.elsewhere) == (True, True)


def test_every_report_and_all_together_are_scored():
    pairs = read_pairs(PARALLEL)
    verdicts = list(agreement.judge(pairs, Glossary([INTERNET])))
    first, second, together = agreement.scores(pairs, verdicts)
    assert (first.report, second.report, together.report) == ("report_2021", "report_2022", "all")
    assert (first.hits, second.hits, together.hits) == (3, 1, 4)
    assert (first.strict, second.strict) == (1.0, 1.0)
    assert (first.hits_elsewhere, second.hits_elsewhere) == (0, 1)
    assert (first.elsewhere, second.elsewhere) == (0.0, 1.0)


def test_coverage_is_of_chinese_characters():
    pairs = [Pair("r", "工业互联网，很好，2021。", "The industrial internet is fine.")]
    (figures, _) = agreement.scores(pairs, list(agreement.judge(pairs, Glossary([INTERNET]))))
    assert figures.covered == pytest.approx(5 / 7)


def test_text_without_hits_has_no_shares():
    pairs = [Pair("r", "很好。", "Fine.")]
    (figures, _) = agreement.scores(pairs, [])
    assert (figures.hits, figures.strict, figures.covered) == (0, 0.0, 0.0)


def test_a_disagreeing_term_shows_what_the_english_has_instead():
    pairs = read_pairs(PARALLEL)
    prosperity = ConceptEntry("soc-0001", "共同富裕", (Rendering("common prosperity"),))
    verdicts = list(agreement.judge(pairs, Glossary([INTERNET, prosperity])))
    (found,) = agreement.disagreements(pairs, verdicts, limit=5)
    assert (found.entry.zh, found.missed, found.hits) == ("共同富裕", 2, 2)
    assert found.instead[0] == "shared prosperity (2/2)"


def test_the_command_prints_scores_and_disagreements(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("zh,en\n共同富裕,common prosperity\n", encoding="utf-8")
    options = [str(PARALLEL), "--no-builtin", "--table", str(table)]
    result = CliRunner().invoke(agreement.main, options)
    assert result.exit_code == 0
    assert "共同富裕  common prosperity  <>  shared prosperity (2/2)" in result.output


def test_the_command_refuses_a_missing_folder_in_one_line(tmp_path):
    result = CliRunner().invoke(agreement.main, [str(tmp_path / "no")])
    assert result.exit_code == 2
    assert "is no folder" in result.output
