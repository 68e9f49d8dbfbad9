"""Files ↔ text: strict decoding, folders, and output that is written whole or not at all."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .errors import ConfigurationError, ConversionError

SUFFIXES = (".txt", ".md", ".markdown", ".rst", ".text")
"""Endings of the files that a folder is searched for."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, *, name: str = "input", encoding: str | None = None) -> str:
    """*data* as text: by its byte order mark, or else *encoding*, or else UTF-8; never guessed.

    Line ends stay as they are, so that offsets are those of the file.

    Raises:
        ConversionError: a byte does not fit; the error names it and its position.
        ConfigurationError: there is no such encoding.

    Example:
        >>> decode("工业".encode("utf-16"))
        '工业'
        >>> decode("工业".encode("gb18030"), name="draft.txt")
        Traceback (most recent call last):
        ...
        iiglossary.errors.ConversionError: draft.txt: not UTF-8 (byte 0xb9 at position 0); name ...
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    wanted = encoding or marked or "utf-8"
    if encoding and codecs_name(encoding) == "utf-8":
        wanted = "utf-8-sig"
    codecs_name(wanted)
    try:
        text = data.decode(wanted)
    except UnicodeDecodeError as error:
        raise ConversionError(_undecodable(data, name, encoding, error.start)) from None
    if "\0" in text:
        raise ConversionError(
            f"{name}: holds a NUL character at position {text.index(chr(0))}; "
            "expected text, not a binary file"
        )
    return text


def codecs_name(encoding: str) -> str:
    """The canonical name of an encoding.

    Raises:
        ConfigurationError: Python has no such text encoding.
    """
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise ConfigurationError(
            f"encoding: {encoding!r} is not known; expected one such as utf-8, utf-16 or gb18030"
        ) from None


def _undecodable(data: bytes, name: str, encoding: str | None, position: int) -> str:
    where = f"(byte 0x{data[position]:02x} at position {position})"
    if encoding:
        return f"{name}: not {encoding} {where}; name another encoding with --encoding"
    return f"{name}: not UTF-8 {where}; name the encoding, for example --encoding gb18030"


def read_document(path: Path, *, encoding: str | None = None) -> str:
    """The text of a file.

    Raises:
        ConversionError: it cannot be decoded, or is no text.
        OSError: it cannot be opened.
    """
    return decode(path.read_bytes(), name=str(path), encoding=encoding)


def find_documents(path: Path) -> list[Path]:
    """The text files in a folder and its subfolders, sorted; a file stands for itself.

    Raises:
        ConfigurationError: the folder holds no text file.
    """
    if not path.is_dir():
        return [path]
    found = sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in SUFFIXES
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )
    if not found:
        raise ConfigurationError(f"{path}: holds no text file; expected {', '.join(SUFFIXES)}")
    return found


@contextmanager
def written_whole(path: Path) -> Iterator[IO[str]]:
    """A text stream that becomes *path* when the block ends, and leaves no trace if it fails.

    Not click's ``atomic``: that replaces the good file by a half-written one on an exception.
    """
    import tempfile  # with what it needs 5 ms, and most output goes to a terminal

    handle, temporary = tempfile.mkstemp(dir=path.parent or Path(), prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else _default_mode())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _default_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
