"""The domain ``iig``: which page shows which concept, references to it, and the pinyin index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.util.nodes import make_refnode

from ...errors import UnknownTermError
from ...exports.cells import anchor, search_words, tidy
from ...romanize import first_letter, sort_key
from ...selection import Row
from ..loading import TableSet
from ..marking import Mark
from .marking import mark_node
from .roles import TermRole

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class Shown(NamedTuple):
    """A concept as a table shows it."""

    id: str
    zh: str
    pinyin: str
    en: str


class PinyinIndex(Index):
    """Every concept that a table of the project shows, by the pinyin of its headword."""

    name = "pinyin"
    localname = "Pinyin index"
    shortname = "pinyin"

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """The entries under their letters, in the order of pinyin."""
        domain = cast("GlossaryDomain", self.domain)
        if not domain.env.config.iiglossary_index_page:
            return [], False
        wanted = None if docnames is None else set(docnames)
        letters: dict[str, list[IndexEntry]] = {}
        shown = sorted(domain.places.values(), key=lambda place: _index_key(place[1]))
        for docname, concept in shown:
            if wanted is None or docname in wanted:
                # A number sign would end the address of the anchor that templates make of it.
                letter = first_letter(concept.pinyin).replace("#", "0–9")
                entry = IndexEntry(
                    concept.zh, 0, docname, anchor(concept.id), concept.pinyin, "", concept.en
                )
                letters.setdefault(letter, []).append(entry)
        return sorted(letters.items()), False


def _index_key(shown: Shown) -> tuple[object, ...]:
    return sort_key(shown.pinyin), shown.zh, shown.id


class GlossaryDomain(Domain):
    """Concepts and where they are shown; the terms of the data are plain tuples and sets."""

    name = "iig"
    label = "Glossary"
    object_types: ClassVar = {"term": ObjType("term", "term", "en"), "entry": ObjType("entry")}
    roles: ClassVar = {"term": TermRole(), "en": TermRole()}
    indices: ClassVar = [PinyinIndex]
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {
        "tables": {},  # page → the concepts of each of its tables
        "mentioned": {},  # page → ids of the concepts that its roles name
        "marked": set(),  # pages whose plain text is marked
        "places": {},  # id → page, as it was when pages were last written
    }
    builder: Builder
    """The builder of this run; the extension sets it when the build begins."""
    folder: Path
    """The folder of conf.py; set likewise."""

    @cached_property
    def tables(self) -> TableSet:
        """The tables of the project."""
        config = self.env.config
        paths = tuple(self.folder / path for path in config.iiglossary_tables)
        return TableSet(paths, config.iiglossary_builtin)

    def note_files(self, tables: TableSet) -> None:
        """Make the page being read depend on the files of *tables*."""
        for path in tables.files():
            self.env.note_dependency(str(path))

    def note_table(self, rows: Sequence[Row]) -> int:
        """Note a table on the page being read; its number there, from 0."""
        tables = self.data["tables"].setdefault(self.env.docname, [])
        tables.append(
            [
                Shown(row.entry.id, tidy(row.entry.zh), row.pinyin, tidy(row.rendering.en))
                for row in rows
            ]
        )
        self._forget_places()
        return len(tables) - 1

    def note_mention(self, concept_id: str) -> None:
        """Note that a role on the page being read names a concept."""
        self.data["mentioned"].setdefault(self.env.docname, set()).add(concept_id)

    def note_marked_page(self) -> None:
        """Note that plain text of the page being read is marked."""
        self.data["marked"].add(self.env.docname)
        self.note_files(self.tables)

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.data["tables"].pop(docname, None)
        self.data["mentioned"].pop(docname, None)
        self.data["marked"].discard(docname)
        self._forget_places()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for docname in docnames:
            for part in ("tables", "mentioned"):
                if docname in otherdata[part]:
                    self.data[part][docname] = otherdata[part][docname]
            if docname in otherdata["marked"]:
                self.data["marked"].add(docname)
        self._forget_places()

    @cached_property
    def places(self) -> dict[str, tuple[str, Shown]]:
        """Id → the page that shows the concept, and what it shows.

        Of several tables the longest is meant, for that is the glossary and others are
        extracts; of equally long ones the first by the name of the page.
        """
        ranked = sorted(
            (-len(table), docname, number)
            for docname, tables in self.data["tables"].items()
            for number, table in enumerate(tables)
        )
        places: dict[str, tuple[str, Shown]] = {}
        for _, docname, number in ranked:
            for shown in self.data["tables"][docname][number]:
                places.setdefault(shown.id, (docname, shown))
        return places

    def _forget_places(self) -> None:
        self.__dict__.pop("places", None)
        self.__dict__.pop("_shown_on", None)

    def find_moved(self) -> list[str]:
        """The pages that mention concepts whose place is no longer what it was when last asked."""
        now = {concept_id: docname for concept_id, (docname, _) in self.places.items()}
        before = self.data["places"]
        self.data["places"] = now
        moved = {key for key in {*now, *before} if now.get(key) != before.get(key)}
        if not moved:
            return []
        mentioning = {page for page, ids in self.data["mentioned"].items() if ids & moved}
        return sorted((mentioning | self.data["marked"]) & set(self.env.all_docs))

    def anchored(self, docname: str, number: int) -> frozenset[str]:
        """The ids that get an anchor in a table: every concept one per page of the output."""
        tables = self.data["tables"][docname]
        before = {shown.id for table in tables[:number] for shown in table}
        ids = {shown.id for shown in tables[number]} - before
        if self._is_single_file:
            ids = {concept_id for concept_id in ids if self.places[concept_id][0] == docname}
        return frozenset(ids)

    @property
    def _is_single_file(self) -> bool:
        builder = self.builder
        return builder.name == "singlehtml" or builder.format not in ("html", "text")

    def page_of(self, concept_id: str, fromdocname: str) -> str:
        """The page to link to from *fromdocname*: that page itself where it shows the concept."""
        if not self._is_single_file and concept_id in self._shown_on.get(fromdocname, ()):
            return fromdocname
        return self.places[concept_id][0] if concept_id in self.places else ""

    @cached_property
    def _shown_on(self) -> dict[str, frozenset[str]]:
        """Page → the ids of the concepts that its tables show."""
        return {
            docname: frozenset(shown.id for table in tables for shown in table)
            for docname, tables in self.data["tables"].items()
        }

    def link(self, mark: Mark, text: str, fromdocname: str) -> nodes.Element:
        """The node of a mark: a link where a table of the project shows the concept."""
        todocname = self.page_of(mark.entry.id, fromdocname)
        content = nodes.Text(text)
        if not todocname:
            return mark_node(mark, content)
        if self.builder.name == "singlehtml":
            fromdocname = todocname
        target = anchor(mark.entry.id)
        reference = make_refnode(self.builder, fromdocname, todocname, target, content)
        return mark_node(mark, content, reference)

    def resolve_xref(  # noqa: PLR0913, PLR0917 - Sphinx's signature
        self,
        env: BuildEnvironment,  # noqa: ARG002 - Sphinx's signature
        fromdocname: str,
        builder: Builder,  # noqa: ARG002 - Sphinx's signature
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """The mark for a role; None where the glossary has no such concept."""
        try:
            entry = self.tables.glossary()[target]
        except UnknownTermError:
            return None
        mark = Mark(entry, english=typ == "en")
        text = contnode.astext() if node.get("refexplicit") else mark.text_for(target)
        return cast("nodes.reference", self.link(mark, text, fromdocname))

    def resolve_any_xref(  # noqa: PLR0913, PLR0917 - Sphinx's signature
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """The mark for the role ``any``, only where a table of the project shows the concept."""
        shown = self.places.get(target)
        if shown is None:
            return []
        found = self.resolve_xref(env, fromdocname, builder, "term", target, node, contnode)
        return [("iig:term", found)] if found else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """The entries for objects.inv, by id and by headword, and those for the search page.

        The latter are named in Chinese, pinyin and English, for people search by all three.
        """
        headwords = set()
        for concept_id, (docname, shown) in self.places.items():
            name = anchor(concept_id)
            yield concept_id, shown.zh, "term", docname, name, -1
            if shown.zh not in headwords:
                headwords.add(shown.zh)
                yield shown.zh, shown.zh, "term", docname, name, -1
            entry = f"{shown.zh} · {search_words(shown.pinyin)} · {shown.en}"
            yield entry, entry, "entry", docname, name, 1


def domain_of(env: BuildEnvironment) -> GlossaryDomain:
    """The domain of an environment."""
    return cast("GlossaryDomain", env.get_domain("iig"))
