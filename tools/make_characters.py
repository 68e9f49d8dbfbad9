"""Write data/characters.csv: every character that folding maps to another single character.

Run it after an update of OpenCC or of Python's Unicode tables:

    python tools/make_characters.py
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from iiglossary.script import convert
from iiglossary.table import dump_csv

TARGET = Path(__file__).parent.parent / "data" / "characters.csv"

IDEOGRAPHS = (range(0x3400, 0xA000), range(0x20000, 0x323B0))
# Radicals, compatibility ideographs, full-width and half-width forms, enclosed and squared ones.
COMPATIBILITY = (
    range(0x2E80, 0x2FE0), range(0x3000, 0x3400), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20),
    range(0xFF01, 0xFFEF),
)  # fmt: skip
LETTERS = (range(0x41, 0x5B), range(0xC0, 0x180), range(0x391, 0x3AA), range(0x410, 0x430))
# A full-width mark that ends a clause must not become its ASCII twin: 3,5 is one number.
KEPT = set("，：；！？。、．")
BRACKETS = {**dict.fromkeys("〔［[【〖（", "("), **dict.fromkeys("〕］]】〗）", ")")}
# Simplified text has both of these; which is meant does not matter to a comparison.
AMBIGUOUS = {"著": "着"}
DASHES = dict.fromkeys("—–―−‐‑‒－─", "-") | dict.fromkeys("～〜∼", "~")


def simplified(character: str) -> str:
    """The Simplified twin by OpenCC: ``hk2s`` first, for it covers what ``t2s`` leaves (衞)."""
    for config in ("t2s", "hk2s"):
        result = convert(character, config)
        if result != character and len(result) == 1:
            return result
    return character


def mappings() -> Iterator[tuple[str, str]]:
    """Every character with its folded twin, in code point order."""
    for code in chain.from_iterable((*LETTERS, *IDEOGRAPHS, *COMPATIBILITY)):
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character).casefold()
        if character in KEPT or len(folded) != 1:
            continue
        folded = simplified(folded)
        if folded != character and not folded.isspace() and folded != '"':
            yield character, BRACKETS.get(folded, DASHES.get(folded, folded))


def main() -> None:
    """Write the table."""
    table = dict(mappings()) | BRACKETS | DASHES | AMBIGUOUS
    # To the end of every chain: a folded character folds to itself.
    table = {character: table.get(folded, folded) for character, folded in table.items()}
    TARGET.write_text(dump_csv(["character", "folded"], sorted(table.items())), encoding="utf-8")


if __name__ == "__main__":
    main()
