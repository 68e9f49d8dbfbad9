"""The floor plan: imports run downwards only, and each heavy library has one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import iiglossary

PACKAGE = Path(iiglossary.__file__).parent

# From the ground floor up. The floors of language come first and know nothing of terms.
FLOORS = (
    {"errors", "numerals", "keyedcsv", "remembered", "sortedlines", "alternation"},
    {"schema"},
    {"script", "romanize", "lexicon", "folding", "formlist"},
    {"segment"},
    {"spellings"},
    {"terms"},
    {"table", "citations", "family_templates", "family_patterns", "full_names"},
    {"index", "family_search"},
    {"shipped", "family_table", "checks", "statistics", "selection"},
    {"matcher", "fuzzy"},
    {"families", "vocabulary"},
    {"compounds", "names"},
    {"objections"},
    {"bonds"},
    {"boundary", "lookup", "slips"},
    {"fuzzy_seeds"},
    {"fuzzy_matcher"},
    {"annotator"},
    {"annotated", "renderers", "exports"},
    {"glossary"},
    {"documents"},
    {"integrations", "sphinx", "cli", "__main__", ""},
)
FLOOR_OF = {module: number for number, floor in enumerate(FLOORS) for module in floor}
# A package of renderers and the text that renders itself know each other, on one floor.
SAME_FLOOR = {"annotated", "renderers", "exports", "integrations", "sphinx", "cli", "__main__"}
DOORS = {"opencc": "script", "pypinyin": "romanize", "rapidfuzz": "fuzzy"}


def top(path: Path) -> str:
    """The module or subpackage of a file: ``cli`` for ``cli/table.py``."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports(path: Path) -> set[tuple[str, int]]:
    """Modules that a file imports, with the number of leading dots."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found.update((name, node.level) for name in names if name)
        elif isinstance(node, ast.Import):
            found.update((alias.name, 0) for alias in node.names)
    return found


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_downwards_only(path: Path) -> None:
    here = top(path)
    depth = len(path.relative_to(PACKAGE).parts)
    for name, level in imports(path):
        if level != depth:
            continue
        there = name.split(".")[0]
        if there == "__version__":
            continue
        is_lower = FLOOR_OF[there] < FLOOR_OF[here]
        assert is_lower or there == here or {here, there} <= SAME_FLOOR, f"{here} → {there}"


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_a_heavy_library_is_imported_by_one_module(library: str, door: str) -> None:
    importers = {
        top(path) for path in FILES if any(n.split(".")[0] == library for n, level in imports(path) if not level)
    }  # fmt: skip
    assert importers == {door}


def test_modules_and_functions_keep_their_size() -> None:
    too_long = []
    for path in FILES:
        source = path.read_text(encoding="utf-8")
        if source.count("\n") > 400:
            too_long.append(path.name)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                if body and (body[-1].end_lineno or 0) - body[0].lineno >= 40:
                    too_long.append(f"{path.name}:{node.name}")
    assert not too_long


def test_the_public_names_are_pinned() -> None:
    assert iiglossary.__all__ == [
        "AnnotatedText", "Annotation", "Candidate", "ConceptEntry", "ConfigurationError",
        "ConversionError", "Glossary", "GlossaryError", "Reason", "RejectedCandidate", "Rendering",
        "Source", "Status", "TableError", "UnknownTermError", "load",
    ]  # fmt: skip
    assert all(hasattr(iiglossary, name) for name in iiglossary.__all__)
    assert set(iiglossary.__all__) <= set(dir(iiglossary))
    assert not hasattr(iiglossary, "nothing_of_this_name")


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a fresh process has loaded after running the command line."""
    code = (
        f"import sys; sys.argv[1:] = {list(arguments)!r}\n"
        "from iiglossary.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.rsplit("\n", 2)[-2].split())


def test_looking_a_term_up_loads_nothing_heavy() -> None:
    loaded = loaded_by("lookup", "工业互联网")
    assert not loaded & {"jieba", "opencc", "pypinyin", "rapidfuzz", "ahocorasick_rs", "numpy"}


def test_annotating_never_imports_jieba(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("发展中国家推进工業互聯網，产业和平台", encoding="utf-8")
    assert not loaded_by("annotate", str(text)) & {"jieba", "opencc", "pypinyin", "numpy"}
