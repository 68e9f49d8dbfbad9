"""The command line: a group that imports a command only when it is called."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import click

from .. import __version__
from ..errors import GlossaryError

# In the order in which a new user meets them.
COMMANDS = {
    "lookup": "Find terms by Chinese, pinyin or English; typos allowed.",
    "annotate": "Mark every term in a text with its English rendering.",
    "table": "Write the glossary as Markdown, reStructuredText, HTML, CSV or JSON.",
    "lint": "Check a term table.",
    "info": "Show version, size, counts and where the table lies.",
}


class _LazyGroup(click.Group):
    """Knows its commands by name; start-up time counts, and only one of them is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f".{cmd_name}", __name__).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 nothing found, or findings; 2 wrong usage or unreadable input.",
)
@click.version_option(__version__, prog_name="iiglossary")
def cli() -> None:
    """Find every term of Chinese policy text and give the standard English rendering."""


def main() -> None:
    """Run the command line; errors become one line on standard error and exit code 2."""
    # Tables make hundreds of thousands of objects and no cycles: looking for garbage among them
    # costs a tenth of a cold start.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        # A terminal in gbk or cp1252 cannot show every character; better \u4e2d than a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli(prog_name="iiglossary")
    except GlossaryError as error:
        click.echo(f"iiglossary: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"iiglossary: {where}{error.strerror or error}", err=True)
        sys.exit(2)
