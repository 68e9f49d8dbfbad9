"""Full titles of laws and names of provinces have English names as full."""

from __future__ import annotations

import pytest

from iiglossary import ConceptEntry, Glossary, Rendering, Status
from iiglossary.full_names import as_named, national_title

LAW = ConceptEntry(
    "net-0001",
    "网络安全法",
    (
        Rendering("Cybersecurity Law", Status.PREFERRED, "CSL", ("npc",), note="of 2017"),
        Rendering("Network Security Law", Status.DEPRECATED),
    ),
    kind="law",
    short_zh=("网安法",),
    variant_zh=("中华人民共和国网络安全法",),
)
FULL = "Cybersecurity Law of the People's Republic of China"


@pytest.mark.parametrize(
    ("en", "full"),
    [
        ("Civil Code", "Civil Code of the People's Republic of China"),
        ("Law on Gun Control", "Law of the People's Republic of China on Gun Control"),
        ("Regulations for Archives", "Regulations of the People's Republic of China for Archives"),
        ("Law against Unfair Competition", "Law of the People's Republic of China against Unfair Competition"),
        ("Regulations for the Implementation of the Tariff Law", "Regulations for the Implementation of the Tariff Law of the People's Republic of China"),
        ("Rules of Procedure of the NPC", "Rules of Procedure of the NPC of the People's Republic of China"),
        ("Organic Law of the Courts", "Organic Law of the Courts of the People's Republic of China"),
        ("Metrology Law (Revision)", "Metrology Law of the People's Republic of China (Revision)"),
        (FULL, FULL),
    ],
)  # fmt: skip
def test_the_country_has_its_place_in_the_title(en: str, full: str) -> None:
    assert national_title(en) == full


def test_the_full_title_keeps_status_and_sources_and_the_others_follow() -> None:
    named = as_named(LAW, "中华人民共和国网络安全法")
    assert named.renderings == (
        Rendering(FULL, Status.PREFERRED, sources=("npc",)),
        Rendering("Cybersecurity Law", Status.ADMITTED, "CSL", ("npc",), note="of 2017"),
        Rendering("Network Security Law", Status.DEPRECATED),
    )
    assert named.identity == LAW.identity


@pytest.mark.parametrize("form", ["网络安全法", "网安法"])
def test_other_forms_have_the_english_of_the_table(form: str) -> None:
    assert as_named(LAW, form) is LAW


def test_a_rendering_of_the_table_comes_before_one_that_is_made() -> None:
    own = Rendering("Zhejiang Province", Status.ADMITTED, sources=("districts",))
    place = ConceptEntry(
        "reg-0001", "浙江", (Rendering("Zhejiang", Status.PREFERRED), own), kind="place"
    )
    assert as_named(place, "浙江省").renderings[0].sources == ("districts",)
    assert as_named(place, "浙江省").status is Status.PREFERRED


def test_text_and_query_get_the_name_as_full_as_they_are() -> None:
    glossary = Glossary([LAW])
    text = "《中华人民共和国网络安全法》（以下简称《网络安全法》）"
    assert [a.en for a in glossary.annotate(text)] == [FULL, "Cybersecurity Law"]
    assert [a.en for a in glossary.annotate(text).first_mentions()] == [FULL]
    assert glossary["中华人民共和国网络安全法"].en == FULL
    assert glossary["网络安全法"].en == "Cybersecurity Law"


def test_an_english_query_may_be_the_full_title() -> None:
    glossary = Glossary([LAW])
    (found,) = glossary.lookup(FULL)
    assert (found.entry.id, found.entry.en, found.score) == ("net-0001", FULL, 100)
    assert glossary.lookup("Cybersecurity Law")[0].entry.en == "Cybersecurity Law"


def test_the_shipped_laws_have_their_full_titles(shipped: Glossary) -> None:
    cases = {
        "中华人民共和国环境保护法": "Environmental Protection Law of the People's Republic of China",
        "中华人民共和国环境影响评价法": "Law of the People's Republic of China on Environmental Impact Assessment",
        "中华人民共和国民法典": "Civil Code of the People's Republic of China",
        "中华人民共和国宪法": "Constitution of the People's Republic of China",
        "河北省": "Hebei Province",
    }
    assert {zh: shipped[zh].en for zh in cases} == cases
