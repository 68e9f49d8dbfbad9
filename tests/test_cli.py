"""The commands as a user calls them: results, both streams, exit codes, one line on errors."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from iiglossary import __version__
from iiglossary.cli import COMMANDS

from .conftest import MINI

MINE = ["--no-builtin", "--table", str(MINI)]
Done = subprocess.CompletedProcess[str]


def run(*arguments: str, text: str | None = None, **environment: str) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "iiglossary", *arguments],
        input=text,
        stdin=subprocess.DEVNULL if text is None else None,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )


def test_version_and_help() -> None:
    assert __version__ in run("--version").stdout
    for name in COMMANDS:
        done = run(name, "--help")
        assert done.returncode == 0
        assert "Example" in done.stdout, f"{name} shows no example"


def test_lookup_shows_chinese_pinyin_renderings_status_and_source() -> None:
    done = run("lookup", *MINE, "工業互聯網")
    assert done.returncode == 0
    for piece in ("工业互联网", "工業互聯網", "gōngyè hùliánwǎng", "✓ industrial internet",
                  "✗ Industrial Internet of Things", "deprecated", "plain vocabulary", "IIoT is narrower"):  # fmt: skip
        assert piece in done.stdout


def test_lookup_fits_eighty_columns() -> None:
    lines = run("lookup", "工业互联网", "制造强国建设领导小组", "MIIT").stdout.splitlines()
    wide = [line for line in lines if len(line) + sum(ord(c) > 0x2E80 for c in line) > 80]
    assert not wide


def test_lookup_json_has_the_shape_of_the_contract() -> None:
    (found,) = json.loads(run("lookup", *MINE, "--json", "MIIT").stdout)
    assert found["query"] == "MIIT"
    assert found["candidates"][0] == {
        "id": "gov-0001",
        "zh": "工业和信息化部",
        "en": "Ministry of Industry and Information Technology",
        "score": 100,
        "reason": "english",
        "matched": "MIIT",
        "renderings": [
            {"en": "Ministry of Industry and Information Technology", "status": "preferred", "abbr_en": "MIIT", "source": "usage"}
        ],
    }  # fmt: skip


def test_nothing_found_is_exit_code_1_and_names_the_closest() -> None:
    done = run("lookup", *MINE, "发达国家")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "iiglossary: no term for '发达国家'\n"


def test_annotate_reads_standard_input() -> None:
    done = run("annotate", *MINE, "-", text="推进工業互聯網")
    assert (done.returncode, done.stdout) == (0, "推进工業互聯網[industrial internet]\n")


def test_annotate_reads_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("工业互联网", encoding="utf-16")
    (tmp_path / "b.md").write_text("平台", encoding="utf-8-sig")
    done = run("annotate", *MINE, "--format", "jsonl", str(tmp_path))
    assert [json.loads(line)["annotations"][0]["zh"] for line in done.stdout.splitlines()] == [
        "工业互联网",
        "平台",
    ]


def test_annotate_keeps_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "dos.txt"
    path.write_bytes("一\r\n工业互联网\r\n".encode())
    (document,) = json.loads(run("annotate", *MINE, "--format", "json", str(path)).stdout)
    assert document["text"] == "一\r\n工业互联网\r\n"
    assert document["annotations"][0]["start"] == 3


def test_annotate_writes_a_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    done = run("annotate", *MINE, "--format", "html", "-o", str(target), "-", text="平台")
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").endswith("</html>\n")


def test_a_failure_leaves_the_output_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    (tmp_path / "good.txt").write_text("平台", encoding="utf-8")
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\x00")
    done = run("annotate", *MINE, "-o", str(target), str(tmp_path / "good.txt"), str(bad))
    assert done.returncode == 2
    assert target.read_text(encoding="utf-8") == "old"


def test_explain_tells_every_decision() -> None:
    done = run("annotate", *MINE, "--explain", "-", text="产业和平台")
    assert "standard input:2-4: - 和平: straddles 和 | 平台" in done.stderr
    assert "standard input:3-5: + 平台: platform (exact)" in done.stderr


def test_first_marks_one_mention() -> None:
    done = run("annotate", *MINE, "--first", "-", text="平台、平台")
    assert done.stdout == "平台[platform]、平台\n"


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


WRONG = {
    "missing file": lambda p: ["annotate", str(p / "none.txt")],
    "binary noise": lambda p: ["annotate", write(p / "x.txt", bytes(range(256)))],
    "NUL bytes": lambda p: ["annotate", write(p / "x.txt", b"abc\0")],
    "undecodable bytes": lambda p: ["annotate", write(p / "x.txt", "工业".encode("gb18030"))],
    "unknown encoding": lambda p: ["annotate", "--encoding", "utf-9", write(p / "x.txt", "a")],
    "open quote": lambda p: ["lint", write(p / "x.csv", 'zh,en\n工业,"industry\n农业,x\n')],
    "duplicate header": lambda p: ["lint", write(p / "x.csv", "zh,zh,en\n")],
    "unknown status": lambda p: ["lookup", "--table", write(p / "x.csv", "zh,en,status\n工业,x,good\n"), "工业"],
    "no zh column": lambda p: ["lookup", "--table", write(p / "x.csv", "cn,en\n工业,x\n"), "工业"],
    "unknown format": lambda p: ["annotate", "--format", "pdf", write(p / "x.txt", "a")],
    "folder without text": lambda p: ["annotate", str(p)],
    "no table left": lambda _: ["lookup", "--no-builtin", "工业"],
    "unknown option": lambda _: ["lookup", "--wrong", "工业"],
    "unknown command": lambda _: ["translate"],
    "missing table": lambda p: ["info", "--table", str(p / "none.csv")],
    "output in a missing folder": lambda p: ["annotate", "-o", str(p / "no" / "o.txt"), write(p / "x.txt", "a")],
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_one_clear_line_and_exit_code_2(case: str, tmp_path: Path) -> None:
    done = run(*WRONG[case](tmp_path))
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    problem = [line for line in done.stderr.splitlines() if not line.startswith(("Usage:", "Try "))]
    assert len([line for line in problem if line]) == 1, done.stderr


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", "工业互联网\n" * 200_000)
    command = f"{sys.executable} -m iiglossary annotate {path} | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_an_interrupt_ends_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "iiglossary", "annotate", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        process.stdin.write("工业")
        process.stdin.flush()
        try:
            process.wait(timeout=1.5)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=20)
    assert "Traceback" not in error


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_a_terminal_that_is_not_utf8_is_no_error(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "iiglossary", "lookup", *MINE, "工业互联网"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert done.returncode == 0
    assert b"industrial internet" in done.stdout
    assert done.stderr == b""


def test_lint_finds_and_counts() -> None:
    done = run("lint", str(MINI))
    assert done.returncode in (0, 1)
    assert "finding" in done.stderr


def test_info_tells_where_the_table_lies() -> None:
    done = run("info", "--json")
    facts = json.loads(done.stdout)
    assert facts["version"] == __version__
    assert Path(facts["table"]).is_file()
