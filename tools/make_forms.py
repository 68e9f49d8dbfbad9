"""Write data/forms.csv: every Chinese form of the shipped table with its key and spellings.

Run it after every change of a Chinese form in data/terms.csv:

    python tools/make_forms.py
"""

from __future__ import annotations

from pathlib import Path

from iiglossary.index import Index
from iiglossary.schema import read_data
from iiglossary.shipped import form_list
from iiglossary.table import parse_entries, parse_table

TARGET = Path(__file__).parent.parent / "data" / "forms.csv"


def main() -> None:
    """Write the table."""
    text = read_data("terms.csv")
    index = Index.of(parse_entries(parse_table(text, "terms.csv")))
    TARGET.write_text(form_list(index, text), encoding="utf-8")


if __name__ == "__main__":
    main()
