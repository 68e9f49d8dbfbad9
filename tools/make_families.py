"""Write data/families.json: the term families compiled, so that no start has to compile them.

Run it after every change of data/families.csv, data/family_values.csv or the code that compiles
them:

    python tools/make_families.py
"""

from __future__ import annotations

from iiglossary.family_table import compile_families, dump_families
from iiglossary.schema import data_file


def main() -> None:
    """Write the file beside the tables."""
    target = data_file("families.csv").with_name("families.json")
    table = compile_families()
    target.write_bytes(dump_families(table))
    print(f"{target}: {len(table.families)} families")


if __name__ == "__main__":
    main()
