"""``iiglossary lookup``: the concepts that a query may mean."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import json_option, load_glossary, table_options

if TYPE_CHECKING:
    from ..glossary import Glossary
    from ..lookup import Candidate


@click.command(
    epilog="""\b
Examples:
  iiglossary lookup 工业互联网
  iiglossary lookup 工業網際網路 工信部
  iiglossary lookup gyhlw
  iiglossary lookup "industral internet"
  iiglossary lookup --json 五个加快一个加大"""
)
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100),
              help="Candidates shown for each query.")  # fmt: skip
@table_options
@json_option
def command(
    queries: tuple[str, ...], limit: int, tables: tuple[Path, ...], builtin: bool, as_json: bool
) -> None:
    """Find terms by Chinese in either script, pinyin, initials or English; typos allowed.

    The exit code is 1 where nothing is found for any query.
    """
    glossary = load_glossary(tables, builtin)
    found = [(query, glossary.lookup(query, limit=limit)) for query in queries]
    if as_json:
        click.echo(_as_json(found))
    else:
        from .cards import card

        for number, (query, candidates) in enumerate(found):
            if not candidates:
                click.echo(_not_found(glossary, query), err=True)
            elif len(queries) > 1:
                click.echo(f"{chr(10) if number else ''}{query}:")
            for candidate in candidates:
                click.echo(card(candidate, glossary))
    if not any(candidates for _, candidates in found):
        sys.exit(1)


def _not_found(glossary: Glossary, query: str) -> str:
    from ..errors import UnknownTermError

    try:
        glossary[query]
    except UnknownTermError as error:
        return f"iiglossary: {error}"
    raise AssertionError("what lookup does not find, [] does not find either")


def _as_json(found: list[tuple[str, list[Candidate]]]) -> str:
    import json

    records = [
        {"query": query, "candidates": [_record(candidate) for candidate in candidates]}
        for query, candidates in found
    ]
    return json.dumps(records, ensure_ascii=False, indent=1)


def _record(candidate: Candidate) -> dict[str, Any]:
    entry = candidate.entry
    return {
        "id": entry.id,
        "zh": entry.zh,
        "en": entry.en,
        "score": round(candidate.score, 1),
        "reason": str(candidate.reason),
        "matched": candidate.matched,
        "renderings": [
            {
                "en": rendering.en,
                "status": str(rendering.status),
                "abbr_en": rendering.abbr_en,
                "source": "|".join(rendering.sources),
            }
            for rendering in entry.renderings
        ],
    }
