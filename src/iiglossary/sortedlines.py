"""Lines of text sorted by what they begin with, found by bisection without reading the rest."""

from __future__ import annotations


class SortedLines:
    """The bytes of a sorted file; every line must end with a line feed.

    Example:
        >>> lines = SortedLines(b"a,1\\nb,2\\nb,3\\nc,4\\n")
        >>> lines.between(b"b", b"c"), lines.between(b"d", b"e")
        (b'b,2\\nb,3\\n', b'')
    """

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def between(self, low: bytes, high: bytes) -> bytes:
        """The lines that are not below *low* and are below *high*."""
        return self.data[self._first_from(low) : self._first_from(high)]

    def _first_from(self, prefix: bytes) -> int:
        """Where the first line begins that is not below *prefix*."""
        data, low, high = self.data, 0, len(self.data)
        while low < high:
            middle = (low + high) // 2
            begin = data.rfind(b"\n", 0, middle) + 1
            if data[begin : begin + len(prefix)] < prefix:
                low = data.find(b"\n", middle) + 1 or len(data)
            else:
                high = begin
        return low
