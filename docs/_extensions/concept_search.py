"""Sphinx's own search, made to find concepts: by Chinese in either script, by pinyin, by English.

Three things are added to what Sphinx does. Words are compared without tones and in Simplified
characters, in the index as in the query. Every Chinese character and every pair of neighbours is
a word of the index: Sphinx looks for longer queries inside words, but for such short ones only
as whole words. And the concepts that glossary tables show are found by their names, with a link
to the row: a hit that is only a page of 500 rows would be no answer.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.search.en import SearchEnglish

import iiglossary
from iiglossary.exports.cells import anchor
from iiglossary.folding import character_map
from iiglossary.integrations.sphinx.domain import GlossaryDomain, Shown, domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.search import IndexBuilder
    from sphinx.util.typing import ExtensionMetadata

SEPARATOR = " · "
"""Between the names of a concept in a search result; scorer.js takes them apart again."""

_SPLITTER = Path(__file__).with_name("split_query.js")
_HAN = re.compile(r"[\u3400-\u9fff]+")

Objects = dict[str, list[tuple[int, int, int, str, str]]]
"""Sphinx's list of what search finds by name: page, type, priority, anchor and name."""


@cache
def _simplified() -> dict[int, str]:
    """Traditional character → Simplified one; not for characters that Simplified terms have too."""
    used = {character for entry in iiglossary.load() for form in entry.forms for character in form}
    return {
        code: folded
        for code, folded in character_map().items()
        if _HAN.match(chr(code)) and chr(code) not in used
    }


def plain(text: str) -> str:
    """*text* in lower case and Simplified characters, without tones, ü as v; see split_query.js."""
    decomposed = unicodedata.normalize("NFD", text.lower()).replace("u\u0308", "v")
    return re.sub("[\u0300-\u036f]", "", decomposed).translate(_simplified())


class ConceptWords(SearchEnglish):
    """English words with their stems; of Chinese also the characters and pairs of characters."""

    lang = "iig"

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        pairs = {chr(code): folded for code, folded in _simplified().items()}
        code = _SPLITTER.read_text(encoding="utf-8")
        self.js_splitter_code = code.replace("SIMPLIFIED", json.dumps(pairs, ensure_ascii=False))

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's name
        """The words of a text, as often as they occur in it."""
        words = super().split(plain(input))
        runs = [run for word in words for run in _HAN.findall(word)]
        pairs = ["".join(pair) for run in runs for pair in pairwise(run)]
        return [*words, *pairs, *(character for run in runs for character in run)]


def names_of(shown: Shown) -> str:
    """What a search result says of a concept, and what it is found by.

    Pinyin is written without blanks, for many type it so; capitals begin its words.
    """
    entry = iiglossary.load()[shown.id]
    pinyin = "".join(word.title() for word in plain(shown.pinyin).split())
    english = (shown.en, entry.renderings[0].abbr_en)
    names = (shown.zh, *entry.short_zh, *entry.variant_zh, pinyin, *english)
    return SEPARATOR.join(dict.fromkeys(filter(None, names)))


def _name_concepts(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Give the search index the names of concepts; it is written after this event."""
    indexer: IndexBuilder | None = getattr(app.builder, "indexer", None)
    if indexer is not None:
        # Sphinx has no other door: objects.inv, which has the same source, is for machines.
        renamed = _renamed(indexer.get_objects, domain_of(app.env))
        indexer.get_objects = renamed  # type: ignore[method-assign, assignment]
    return []


def _renamed(
    get_objects: Callable[[dict[str, int]], Objects], domain: GlossaryDomain
) -> Callable[[dict[str, int]], Objects]:
    shown = {anchor(key): concept for key, (_, concept) in domain.places.items()}
    weights = _weights([concept.zh for concept in shown.values()])

    def renamed(pages: dict[str, int]) -> Objects:
        others: Objects = {}
        concepts = {}
        for prefix, group in get_objects(pages).items():
            others[prefix] = [found for found in group if found[3] not in shown]
            concepts.update({found[3]: found for found in group if found[3] in shown})
        others.setdefault("", []).extend(
            (page, kind, 10 + weights[shown[place].zh], place, names_of(shown[place]))
            for page, kind, _, place, _ in concepts.values()
        )
        return {prefix: group for prefix, group in others.items() if group}

    return renamed


def _weights(headwords: list[str]) -> dict[str, int]:
    """How much a headword weighs, 0 to 6: twice as many others that begin with it count one more.

    People who type gongye more often want 工业互联网, which 60 others begin with, than 工业APP.
    """
    ordered = sorted(headwords)
    weights = {}
    for headword in headwords:
        end = bisect_left(ordered, headword + "\U0010ffff")
        number = end - bisect_left(ordered, headword)
        weights[headword] = min(6, number.bit_length() - 1)
    return weights


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the language of the search, and the naming of concepts."""
    app.add_search_language(ConceptWords)
    app.connect("html-collect-pages", _name_concepts)
    return {
        "version": iiglossary.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
