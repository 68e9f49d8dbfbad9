"""Reading is strict and offsets are those of the file; writing is whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from iiglossary import ConfigurationError, ConversionError
from iiglossary.documents import decode, find_documents, read_document, written_whole

TEXT = "工业互联网\r\n平台\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf8_and_utf16_with_a_mark_are_recognised(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16-le", "utf-8-sig"])
def test_any_encoding_can_be_named(encoding: str) -> None:
    text = "工業" if encoding == "big5" else TEXT
    assert decode(text.encode(encoding), encoding=encoding) == text


def test_a_byte_that_does_not_fit_is_named_with_its_position() -> None:
    with pytest.raises(
        ConversionError, match=r"draft: not UTF-8 \(byte 0xb9 at position 0\); name the"
    ):
        decode(TEXT.encode("gb18030"), name="draft")
    with pytest.raises(ConversionError, match=r"draft: not ascii \(byte 0xe5 at position 0\)"):
        decode(TEXT.encode(), name="draft", encoding="ascii")


def test_a_binary_file_is_refused() -> None:
    with pytest.raises(ConversionError, match="NUL character at position 3"):
        decode(b"abc\0def", name="x.bin")


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="'utf-9' is not known"):
        decode(b"", encoding="utf-9")


def test_a_folder_gives_its_text_files_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.pdf", ".hidden/d.txt", "sub/e.rst"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [str(path.relative_to(tmp_path)) for path in find_documents(tmp_path)]
    assert found == ["a.md", "b.txt", "sub/e.rst"]


def test_a_folder_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="holds no text file"):
        find_documents(tmp_path)


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    with written_whole(target) as stream:
        stream.write(TEXT)
        assert not target.exists()
    assert read_document(target) == TEXT
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_a_failure_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")

    def fail_half_way() -> None:
        with written_whole(target) as stream:
            stream.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_half_way()
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_the_mode_of_an_existing_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.touch()
    target.chmod(0o640)
    with written_whole(target) as stream:
        stream.write("new")
    assert target.stat().st_mode & 0o777 == 0o640
