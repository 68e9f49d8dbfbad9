"""Answers that are worked out once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(dict[K, V]):
    """Key → what *find* gives for it; asked once for each, and again after *limit* answers.

    Safe to share between threads where *find* gives equal answers for equal keys.

    Example:
        >>> lengths = Remembered(len, limit=2)
        >>> lengths["和平"], lengths["平台"], lengths["发展中国家"], dict(lengths)
        (2, 2, 5, {'发展中国家': 5})
    """

    __slots__ = ("_find", "_limit")

    def __init__(self, find: Callable[[K], V], *, limit: int | None = None) -> None:
        super().__init__()
        self._find = find
        self._limit = limit

    def __missing__(self, key: K) -> V:
        value = self._find(key)
        if self._limit is not None and len(self) >= self._limit:
            self.clear()
        self[key] = value
        return value
