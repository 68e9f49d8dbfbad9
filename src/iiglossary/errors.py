"""The exceptions that iiglossary raises; every one carries its facts as attributes."""

from __future__ import annotations

from collections.abc import Sequence


class GlossaryError(Exception):
    """Base of every error that this package raises on purpose."""


class TableError(GlossaryError, ValueError):
    """A table that cannot be understood: which file, which line, which column, what to do.

    Example:
        >>> str(TableError("has no column 'zh'", path="mine.csv", line=1))
        "mine.csv:1: has no column 'zh'"
    """

    def __init__(self, problem: str, *, path: str, line: int = 0, column: str = "") -> None:
        self.problem = problem
        self.path = path
        self.line = line
        self.column = column
        where = f"{path}:{line}: " if line else f"{path}: "
        super().__init__(where + (f"{column}: " if column else "") + problem)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_table_error, (self.problem, self.path, self.line, self.column)


def _rebuild_table_error(problem: str, path: str, line: int, column: str) -> TableError:
    return TableError(problem, path=path, line=line, column=column)


class UnknownTermError(GlossaryError, LookupError):
    """No concept has this id or Chinese form; ``closest`` names the nearest forms with scores.

    Example:
        >>> str(UnknownTermError("精准扶平", [("精准扶贫", 75.0)]))
        "no term for '精准扶平'; closest is '精准扶贫' (score 75)"
    """

    def __init__(self, query: str, closest: Sequence[tuple[str, float]] = ()) -> None:
        self.query = query
        self.closest = tuple(closest)
        message = f"no term for {query!r}"
        if self.closest:
            named = ", ".join(f"{form!r} (score {score:.0f})" for form, score in self.closest)
            message += f"; closest is {named}"
        super().__init__(message)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.query, self.closest)


class ConversionError(GlossaryError, ValueError):
    """Bytes or text that cannot be read as what they were said to be."""


class ConfigurationError(GlossaryError, ValueError):
    """An option with a value that the package does not know."""


def unknown_choice(what: str, value: str, expected: Sequence[str]) -> ConfigurationError:
    """An error that names the value given and every value accepted.

    Example:
        >>> str(unknown_choice("format", "pdf", ["html", "text"]))
        "format: 'pdf' is not known; expected html or text"
    """
    return ConfigurationError(f"{what}: {value!r} is not known; expected {any_of(expected)}")


def any_of(values: Sequence[str]) -> str:
    """The values as an English list joined by *or*.

    Example:
        >>> any_of(["preferred", "admitted", "deprecated"])
        'preferred, admitted or deprecated'
    """
    *head, last = values
    return f"{', '.join(head)} or {last}" if head else last
