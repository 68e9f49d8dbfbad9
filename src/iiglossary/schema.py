"""Column definitions and picklists, read from the CSVW metadata that lies beside the table."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

# The wheel carries data/ inside the package; a checkout has it two levels up.
_PACKAGE = Path(__file__).parent


def data_file(name: str) -> Path:
    """Where a file of the shipped data lies: inside the installed package, or in the checkout.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for folder in (_PACKAGE / "data", _PACKAGE.parent.parent / "data"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"{name}: not in the installed package; install iiglossary again")


def read_data(name: str) -> str:
    """The text of a file of the shipped data; also from a package inside a zip archive."""
    return read_bytes(name).decode()


def read_bytes(name: str) -> bytes:
    """The bytes of a file of the shipped data; also from a package inside a zip archive."""
    try:
        return data_file(name).read_bytes()
    except FileNotFoundError:
        from importlib import resources

        return (resources.files("iiglossary") / "data" / name).read_bytes()


class Schema(Struct, frozen=True, gc=False):
    """What the metadata file says of the columns of a term table."""

    columns: tuple[str, ...]
    concept_columns: frozenset[str]
    list_columns: dict[str, str]
    picklists: dict[str, tuple[str, ...]]
    field_names: dict[str, str]
    """subject field code → its English name"""


@cache
def term_schema() -> Schema:
    """The schema of ``terms.csv``.

    Example:
        >>> schema = term_schema()
        >>> schema.columns[:3], "zh" in schema.concept_columns, schema.list_columns["parts"]
        (('id', 'zh', 'en'), True, '|')
        >>> "institution" in schema.picklists["kind"]
        True
    """
    document: dict[str, Any] = json.loads(read_data("terms.csv-metadata.json"))
    columns = document["tableSchema"]["columns"]
    return Schema(
        columns=tuple(column["name"] for column in columns),
        concept_columns=frozenset(
            column["name"] for column in columns if column["dc:coverage"] == "concept"
        ),
        list_columns={c["name"]: c["separator"] for c in columns if "separator" in c},
        picklists={c["name"]: tuple(c["dc:valid"]) for c in columns if "dc:valid" in c},
        field_names=dict(document["iig:subjectFields"]),
    )
