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
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

import iiglossary
from iiglossary.exports.cells import anchor
from iiglossary.folding import character_map
from iiglossary.integrations.sphinx.domain import GlossaryDomain, Shown, domain_of
from sphinx.search.en import SearchEnglish

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

    @property
    def js_splitter_code(self) -> str:  # type: ignore[override] - Sphinx has a string here
        """The splitter of queries, with the characters that it needs."""
        pairs = {chr(code): folded for code, folded in _simplified().items()}
        code = _SPLITTER.read_text(encoding="utf-8")
        return code.replace("SIMPLIFIED", json.dumps(pairs, ensure_ascii=False, separators=(",", ":")))

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
    rendering = entry.renderings[0]
    pinyin = "".join(word.title() for word in plain(shown.pinyin).split())
    abbreviation = f" ({rendering.abbr_en})" if rendering.abbr_en else ""
    return SEPARATOR.join([*dict.fromkeys((shown.zh, *entry.short_zh)), pinyin, shown.en + abbreviation])


def _name_concepts(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Give the search index the names of concepts; it is written after this event."""
    indexer: IndexBuilder | None = getattr(app.builder, "indexer", None)
    if indexer is not None:
        indexer.get_objects = _renamed(indexer.get_objects, domain_of(app.env))  # type: ignore[method-assign] - Sphinx has no event for it
    return []


def _renamed(
    get_objects: Callable[[dict[str, int]], Objects], domain: GlossaryDomain
) -> Callable[[dict[str, int]], Objects]:
    names = {anchor(key): names_of(shown) for key, (_, shown) in domain.places.items()}

    def renamed(pages: dict[str, int]) -> Objects:
        objects = get_objects(pages)
        return {
            prefix: [(*found[:4], names.get(found[3], found[4])) for found in group]
            for prefix, group in objects.items()
        }

    return renamed


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the language of the search, and the naming of concepts."""
    app.add_search_language(ConceptWords)
    app.connect("html-collect-pages", _name_concepts)
    return {"version": iiglossary.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
