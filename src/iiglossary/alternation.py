"""Many words → one regular expression, in which words that begin alike share their beginning.

Written out one after the other, a thousand titles are tried at every place of a text; as a tree
only those are that begin with the character there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches each of *words*, at any place the longest that fits.

    Example:
        >>> alternation(["国务院", "国务院办公厅", "外交部"])
        '(?:国务院(?:办公厅)?|外交部)'
        >>> alternation("甲乙")
        '[乙甲]'
    """
    rests: dict[str, set[str]] = {}
    for word in words:
        rests.setdefault(word[:1], set()).add(word[1:])
    may_end = bool(rests.pop("", None))
    if not rests:
        return ""
    if all(more == {""} for more in rests.values()):
        single = "".join(map(re.escape, sorted(rests)))
        return (f"[{single}]" if len(rests) > 1 else single) + ("?" if may_end else "")
    branches = [re.escape(first) + alternation(more) for first, more in sorted(rests.items())]
    if len(branches) == 1 and not may_end:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if may_end else "")
