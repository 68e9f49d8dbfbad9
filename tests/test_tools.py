"""The curators' tools, on a few sentences of our own."""

from __future__ import annotations

import doctest
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import concordance
import make_policy_words
import missing_terms
import parallel_text
from iiglossary.errors import ConfigurationError, ConversionError
from iiglossary.glossary import Glossary
from iiglossary.schema import read_data
from iiglossary.terms import ConceptEntry, Rendering

PARALLEL = Path(__file__).parent / "data" / "parallel"
RULES = "要推广智慧灌溉设备。智慧灌溉设备很省水，农民喜欢智慧灌溉设备。"


@pytest.fixture(scope="module")
def pairs():
    return parallel_text.read_pairs(PARALLEL)


@pytest.mark.parametrize("tool", [parallel_text, concordance, missing_terms])
def test_the_examples_of_the_tools_run(tool):
    assert doctest.testmod(tool, optionflags=doctest.ELLIPSIS).failed == 0


# Parallel text


def test_pairs_know_their_report_and_a_manifest_is_passed_over(pairs):
    assert {pair.report for pair in pairs} == {"report_2021", "report_2022"}
    assert len(pairs) == 28


def test_a_folder_without_pairs_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="no sentence pairs"):
        parallel_text.read_pairs(tmp_path)


def test_a_file_in_another_encoding_is_named_with_the_byte(tmp_path):
    (tmp_path / "old.tsv").write_bytes("税收\ttax".encode("gb18030"))
    with pytest.raises(ConversionError, match=r"old\.tsv: not UTF-8 \(byte 0xca at position 2\)"):
        parallel_text.read_pairs(tmp_path)


def test_the_corpus_folder_comes_from_the_argument_or_else_from_the_variable(monkeypatch):
    monkeypatch.setenv("IIGLOSSARY_CORPUS", str(PARALLEL.parent))
    assert parallel_text.corpus_folder(None, "parallel") == PARALLEL
    assert parallel_text.corpus_folder(PARALLEL.parent, "parallel") == PARALLEL.parent


def test_without_argument_and_variable_the_error_names_both(monkeypatch):
    monkeypatch.delenv("IIGLOSSARY_CORPUS", raising=False)
    with pytest.raises(ConfigurationError, match="name one, or set IIGLOSSARY_CORPUS"):
        parallel_text.corpus_folder(None, "parallel")


def test_phrases_stay_inside_clauses_and_have_no_function_word_at_an_edge():
    assert parallel_text.phrases("Reform of the state; then growth.") == {
        "reform", "state", "reform of the state", "then", "growth", "then growth",
    }  # fmt: skip


@given(st.integers(1, 50), st.integers(1, 50), st.integers(0, 50), st.integers(0, 50))
def test_association_is_symmetric_and_positive_exactly_above_chance(term, phrase, both, rest):
    both = min(both, term, phrase)
    total = term + phrase - both + rest
    strength = parallel_text.log_likelihood(both, term, phrase, total)
    assert strength == pytest.approx(
        parallel_text.log_likelihood(both, phrase, term, total), abs=1e-9
    )
    if abs(strength) > 1e-9:
        assert (strength > 0) == (both * total > term * phrase)


# Concordance


def test_the_rendering_of_a_term_comes_first_with_its_counts(pairs):
    lines = list(concordance.concordance(pairs, ["工业互联网"]))
    assert lines[0] == "工业互联网: 4 pairs (report_2021 3, report_2022 1)"
    assert lines[1].split() == ["4/4", lines[1].split()[1], "industrial", "internet"]


def test_a_term_is_found_in_any_script(pairs):
    (headline, *_) = concordance.concordance(pairs, ["稅收"])
    assert headline.startswith("稅收: 3 pairs")


def test_a_rendering_that_is_not_ours_shows(pairs):
    lines = list(concordance.concordance(pairs, ["共同富裕"]))
    assert lines[1].endswith("shared prosperity")


def test_examples_come_from_different_reports(pairs):
    lines = list(concordance.concordance(pairs, ["工业互联网"], examples=2))
    assert [line.split(":")[0].strip() for line in lines if "report_" in line[:9]] == [
        "report_2021", "report_2022",
    ]  # fmt: skip


def test_a_term_without_pairs_gets_a_line_that_says_so(pairs):
    assert list(concordance.concordance(pairs, ["航天"])) == ["航天: 0 pairs"]


def test_the_concordance_command_prints_the_report():
    result = CliRunner().invoke(concordance.main, ["--parallel", str(PARALLEL), "税收"])
    assert result.exit_code == 0
    assert "tax revenue" in result.output


def test_the_concordance_command_refuses_a_missing_folder_in_one_line(tmp_path):
    result = CliRunner().invoke(concordance.main, ["--parallel", str(tmp_path / "no"), "税收"])
    assert result.exit_code == 2
    assert "is no folder" in result.output


# Missing terms


def found(texts, *entries, **options):
    return [c.term for c in missing_terms.missing_terms(texts, Glossary(entries), **options)]


def test_a_frequent_term_is_found_whole_without_its_fragments():
    assert found([RULES, RULES]) == ["智慧灌溉设备"]


def test_what_the_table_has_is_passed_over():
    entry = ConceptEntry("agr-0001", "智慧灌溉设备", (Rendering("smart irrigation equipment"),))
    assert found([RULES, RULES], entry) == []


def test_a_part_that_also_stands_alone_is_a_term_of_its_own():
    alone = "灌溉设备旧了。买灌溉设备吧。灌溉设备真贵。"
    assert set(found([RULES + alone, RULES + alone])) == {"智慧灌溉设备", "灌溉设备"}


def test_a_term_of_one_document_is_left_out():
    assert found([RULES * 3, "天气很好。"]) == []


def test_amounts_and_phrases_of_light_words_are_no_terms():
    text = "增长百分之三十。深入开展，投资三十亿元。"
    assert found([text] * 6) == []


def test_words_of_two_characters_are_shown_on_request():
    assert "灌溉" in found(["灌溉，灌溉，灌溉"] * 2, min_length=2)


def test_light_words_are_read_without_the_comments():
    assert "的" in missing_terms.light_words()
    assert not any(word.isascii() for word in missing_terms.light_words())


def test_the_missing_terms_command_prints_a_table(tmp_path):
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(RULES, encoding="utf-8")
    options = ["--min-frequency", "5", "--min-documents", "2"]
    result = CliRunner().invoke(missing_terms.main, [str(tmp_path), *options])
    header, first, *_ = result.output.splitlines()
    assert header.split("\t") == list(missing_terms.Candidate._fields)
    assert first.split("\t")[:3] == ["智慧灌溉设备", "6", "2"]


def test_the_missing_terms_command_refuses_a_folder_without_text(tmp_path):
    result = CliRunner().invoke(missing_terms.main, [str(tmp_path)])
    assert result.exit_code == 2
    assert "has no .txt files" in result.output


# Words of policy text


def test_words_that_policy_text_uses_far_more_often_are_raised():
    # Of a million words 统筹 makes 500 here; the dictionary has it 470 times in 60 million.
    counts = Counter({"统筹": 500, "发展": 1_000, "我": 998_500})
    documents = Counter(dict.fromkeys(counts, 12))
    assert make_policy_words.raised(counts, documents) == {"统筹": 3758}


@pytest.mark.parametrize(
    ("word", "documents"),
    [("统筹", 9), ("三亿", 50), ("微信", 50), ("统筹兼顾", 50), ("GDP", 50)],
)
def test_words_of_few_documents_numbers_and_granted_words_are_left(word, documents):
    counts = Counter({word: 500, "我": 999_500})
    assert make_policy_words.raised(counts, Counter({word: documents})) == {}


def test_words_are_counted_with_their_documents():
    counts, documents = make_policy_words.words_of(["统筹发展。统筹安全。", "统筹推进。"])
    assert counts["统筹"] == 3
    assert documents["统筹"] == 2


def test_the_policy_words_are_sorted_and_two_characters_long():
    lines = read_data("policy_words.txt").splitlines()
    assert lines == sorted(lines)
    assert all(re.fullmatch(r"[㐀-鿿]{2} [0-9]+", line) for line in lines)
    assert len(lines) > 500
