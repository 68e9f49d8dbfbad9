"""Every format shows every term, escapes everything, and loses no text."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiglossary import ConfigurationError, Glossary, load
from iiglossary.renderers import FORMATS, render

from .conftest import MINI

TEXT = "一、推进工業互聯網。\n<script>alert(1)</script> & “一带一路”\n\n工信部 | *支持* 共同富裕\n"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_the_terms(mini: Glossary, name: str) -> None:
    output = mini.annotate(TEXT).render(name, name="notice.txt")
    for en in ("industrial internet", "Belt and Road Initiative", "common prosperity"):
        assert en in output


@pytest.mark.parametrize("name", FORMATS)
def test_no_documents_give_a_complete_file(name: str) -> None:
    assert isinstance(render(name, []), str)


def test_an_unknown_format_is_named(mini: Glossary) -> None:
    with pytest.raises(
        ConfigurationError, match="format: 'pdf' is not known; expected text, markdown"
    ):
        mini.annotate(TEXT).render("pdf")


def test_text_without_its_brackets_is_the_text(mini: Glossary) -> None:
    output = mini.annotate(TEXT).render("text")
    assert re.sub(r"\[[^\]]*\]", "", output) == TEXT


def test_json_has_the_shape_of_the_contract(mini: Glossary) -> None:
    (document,) = json.loads(mini.annotate("推进工業互聯網").render("json", name="a.txt"))
    assert document == {
        "document": "a.txt",
        "text": "推进工業互聯網",
        "annotations": [
            {
                "start": 2, "end": 7, "surface": "工業互聯網", "id": "net-0001", "zh": "工业互联网",
                "en": "industrial internet", "status": "preferred", "reason": "folded",
            }
        ],
    }  # fmt: skip


def test_jsonl_is_one_document_a_line(mini: Glossary) -> None:
    documents = [("a", mini.annotate("工业互联网\n平台")), ("b", mini.annotate("\ud800"))]
    lines = render("jsonl", documents).splitlines()
    assert [json.loads(line)["document"] for line in lines] == ["a", "b"]
    render("jsonl", documents).encode("utf-8")


def test_tsv_has_a_row_for_every_annotation(mini: Glossary) -> None:
    output = mini.annotate("工业\n互联网").render("tsv", name="a\tb")
    (row,) = csv.DictReader(io.StringIO(output), delimiter="\t")
    assert (row["document"], row["start"], row["end"], row["surface"]) == (
        "a b",
        "0",
        "6",
        "工业 互联网",
    )


def test_html_escapes_text_terms_and_notes() -> None:
    from iiglossary.table import parse_entries, parse_table

    table = 'zh,en,note\n<b>工业</b>,"<img src=x onerror=""x"">",<script>note</script>\n'
    glossary = Glossary(parse_entries(parse_table(table, "x")))
    page = glossary.annotate("<b>工业</b><script>1</script>").render("html", name="<i>")
    assert not re.search(
        r"<(script|img|i>)", page.split("</style>")[1].replace('<i lang="zh-Latn">', "")
    )


def test_html_is_self_contained(mini: Glossary) -> None:
    page = mini.annotate(TEXT).render("html", name="notice")
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "http" not in page
    assert "<script" not in page


def test_html_marks_link_to_their_row(mini: Glossary) -> None:
    page = mini.annotate(TEXT).render("html")
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets == set(re.findall(r'<tr id="([^"]+)"', page))


PIECES = st.sampled_from(
    ["工业互联网", "<", "&", '"', "\n", "\n\n", "。", "|", "*", "中国", "a", " "]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_html_loses_no_text(text: str) -> None:
    page = load(MINI, builtin=False).annotate(text).render("html")
    body = page.split('lang="zh">\n<p>', 1)[1].split("</p>\n</div>")[0]
    body = re.sub(r'<span class="tip".*?</span>(?=</a>)', "", body)
    shown = html.unescape(re.sub(r"<[^>]*>", "", body.replace("</p>\n<p>", "\n")))
    assert shown == text
