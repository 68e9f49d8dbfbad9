"""Forms of a concept whose English is longer, too: full titles of laws, names of provinces.

The table has 中华人民共和国环境保护法 as a variant of 环境保护法; the full title has a full one in
English, too: Environmental Protection Law of the People's Republic of China.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from .terms import ConceptEntry, Rendering, Status

_NATION_ZH = "中华人民共和国"
_NATION = "People's Republic of China"
_PROVINCE_ZH, _PROVINCE = "省", "Province"
# The country stands between the two: Law of the People's Republic of China on Gun Control.
# In the title of rules for another law it stands behind that.
_ON = re.compile(
    r"(Law|Regulations?|Measures|Provisions)"
    r"( (?:[Oo]n|for|[Cc]oncerning|[Aa]gainst) (?!(?:the )?Implementation).+)"
)


def as_named(entry: ConceptEntry, form: str) -> ConceptEntry:
    """The concept with the rendering first that is as full as *form*, one of its Chinese forms.

    The rendering is taken from the table where it has it, and made of the first one otherwise,
    with the status and the sources of that.

    Example:
        >>> from iiglossary.terms import Rendering
        >>> full = "中华人民共和国环境保护法"
        >>> rendering = Rendering("Environmental Protection Law")
        >>> law = ConceptEntry("env-0001", "环境保护法", (rendering,), "law", variant_zh=(full,))
        >>> as_named(law, full).en
        "Environmental Protection Law of the People's Republic of China"
        >>> as_named(law, "环境保护法") is law
        True
    """
    if form == entry.zh:
        return entry
    if entry.kind == "law" and form == _NATION_ZH + entry.zh:
        return _with_first(entry, national_title(entry.en))
    if entry.kind == "place" and form == entry.zh + _PROVINCE_ZH:
        return _with_first(entry, f"{entry.en} {_PROVINCE}")
    return entry


def national_title(en: str) -> str:
    """The English title of a law with the name of the country in it.

    Example:
        >>> national_title("Law on Environmental Impact Assessment")
        "Law of the People's Republic of China on Environmental Impact Assessment"
        >>> national_title("Accounting Law"), national_title("Constitution (Amendment)")
        ("Accounting Law of the People's Republic of China", \
"Constitution of the People's Republic of China (Amendment)")
    """
    if _NATION in en:
        return en
    split = _ON.fullmatch(en)
    if split:
        return f"{split[1]} of the {_NATION}{split[2]}"
    title, bracket, more = en.partition(" (")
    return f"{title} of the {_NATION}{bracket}{more}"


def _with_first(entry: ConceptEntry, en: str) -> ConceptEntry:
    first = entry.renderings[0]
    known = next((rendering for rendering in entry.renderings if rendering.en == en), None)
    full = known or replace(first, en=en, abbr_en="", note="")
    others = tuple(_second(other) for other in entry.renderings if other.en != en)
    return replace(entry, renderings=(replace(full, status=first.status), *others))


def _second(rendering: Rendering) -> Rendering:
    if rendering.status is Status.PREFERRED:
        return replace(rendering, status=Status.ADMITTED)
    return rendering
