"""The package as users get it: wheel and sdist hold the table, and the command runs from both."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DATA = {
    "terms.csv", "terms.csv-metadata.json", "sources.csv", "forms.csv", "characters.csv",
    "regional.csv", "families.csv", "families.csv-metadata.json", "family_values.csv", "readings.csv",
    "newer_words.txt", "policy_words.txt", "word_joints.txt", "word_inner.txt", "families.json", "look_alikes.txt", "sound_alikes.txt",
}  # fmt: skip

pytestmark = pytest.mark.builds


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def archive(built: Path, pattern: str) -> Path:
    (path,) = built.glob(pattern)
    return path


def test_the_wheel_holds_the_data_and_the_licences(built: Path) -> None:
    with zipfile.ZipFile(archive(built, "*.whl")) as wheel:
        names = wheel.namelist()
    assert {f"iiglossary/data/{name}" for name in DATA} <= set(names)
    assert "iiglossary/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_sdist_holds_sources_tests_and_data(built: Path) -> None:
    with tarfile.open(archive(built, "*.tar.gz")) as sdist:
        names = {name.split("/", 1)[-1] for name in sdist.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/test_package.py"} <= names
    assert {f"data/{name}" for name in DATA} <= names


@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_the_command_runs_from(built: Path, tmp_path: Path, pattern: str) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt"]
    subprocess.run([*install, archive(built, pattern)], check=True, capture_output=True)
    done = subprocess.run(
        [python, "-m", "iiglossary", "lookup", "--json", "工業互聯網"],
        capture_output=True, encoding="utf-8", check=True, cwd=tmp_path,
    )  # fmt: skip
    assert json.loads(done.stdout)[0]["candidates"][0]["id"] == "net-0001"


def test_the_table_is_found_inside_a_zip_archive(built: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, {!r})\n"
        "import iiglossary; print(iiglossary.load()['工业互联网'].id, iiglossary.__file__)"
    ).format(str(archive(built, "*.whl")))
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("net-0001 ")
    assert ".whl" in done.stdout
