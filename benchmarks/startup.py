"""Cold starts: the commands against a click program that prints one word.

    python benchmarks/startup.py

Each figure is the best of several fresh processes, so that a busy machine does not count; the
ratios are what may be compared between machines. The byte code of all modules is kept on disk, as
it is wherever a program is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

HELLO = "import click\n@click.command()\ndef hello(): click.echo('hello')\nhello()\n"
NOTICE = Path(__file__).parent.parent / "examples" / "notice.txt"
ROUNDS = 15
KEEPING = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment, in which Python keeps byte code."""


def best_time(*arguments: str) -> float:
    """Seconds that the fastest of several runs takes."""
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=KEEPING)
        times.append(perf_counter() - begun)
    return min(times)


def main() -> None:
    """Print seconds and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        rows = [
            ("bare Python", best_time("-c", "pass")),
            ("click hello", best_time(str(hello))),
            ("lookup 工业互联网", best_time("-m", "iiglossary", "lookup", "工业互联网")),
            ("lookup gyhlw", best_time("-m", "iiglossary", "lookup", "gyhlw")),
            ("annotate, two pages", best_time("-m", "iiglossary", "annotate", str(NOTICE))),
        ]
    base = rows[1][1]
    for label, seconds in rows:
        print(f"{label:24} {seconds * 1000:7.0f} ms {seconds / base:6.1f} × click hello")


if __name__ == "__main__":
    main()
