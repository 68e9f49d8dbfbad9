"""Write data/policy_words.txt: words that policy text uses far more often than newspapers do.

    python tools/make_policy_words.py CORPUS     # a folder of policy documents as .txt files

jieba's frequencies come from newspapers of the 1990s, where 统筹 and 深化 are rare. Of the words
of two characters that CORPUS has :data:`TIMES` times as often, in ten documents or more, the
geometric mean of the two frequencies is written: CORPUS is small, and texts to come will lie
between the two. Run tools/make_word_joints.py afterwards.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from pathlib import Path

from iiglossary.folding import is_han
from iiglossary.lexicon import TOTAL, jieba_dictionary, newer_words
from iiglossary.numerals import HAN_NUMERALS
from iiglossary.schema import data_file

TIMES = 6
"""From here on a word counts as one of policy text; 3 adds 600 words and decides worse."""

_DOCUMENTS = 10
_OCCURRENCES = 20


def words_of(texts: list[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in the texts, and in how many of them."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for words in newer_words().values():
        for word in words:
            tokenizer.add_word(word)
    counts: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for text in texts:
        found = Counter(tokenizer.cut(text, HMM=False))
        counts.update(found)
        documents.update(found.keys())
    return counts, documents


def raised(counts: Counter[str], documents: Counter[str]) -> dict[str, int]:
    """Word → its frequency in policy text, where that is far above the dictionary's."""
    known = jieba_dictionary()
    scale = TOTAL / counts.total()
    found = {}
    for word, count in counts.items():
        if len(word) != 2 or count < _OCCURRENCES or documents[word] < _DOCUMENTS:
            continue
        if not all(is_han(character) and character not in HAN_NUMERALS for character in word):
            continue
        if word in newer_words().get(word[0], {}):
            continue  # their frequency is granted, not counted
        general = max(1, known.entries(word[0]).get(word, 0))
        if count * scale >= TIMES * general:
            found[word] = round((count * scale * general) ** 0.5)
    return found


def main() -> None:
    """Write the file beside the other data."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
    words = raised(*words_of(texts))
    target = data_file("newer_words.txt").with_name("policy_words.txt")
    lines = [f"{word} {frequency}\n" for word, frequency in sorted(words.items())]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{target}: {len(lines)} words")


if __name__ == "__main__":
    main()
