"""Write data/word_pairs.txt: which characters follow which inside a word of the lexicon.

    python tools/make_word_pairs.py

Run it after a change of ``newer_words.txt`` or of jieba's dictionary.
"""

from __future__ import annotations

from iiglossary.lexicon import followers_in, jieba_dictionary, newer_words
from iiglossary.schema import data_file


def lines() -> list[str]:
    """A line for each character that begins a pair: the character and its followers."""
    entries = [*jieba_dictionary().all_entries()]
    entries += [item for words in newer_words().values() for item in words.items()]
    chinese = [(word, count) for word, count in entries if min(word) >= "\u3400"]
    return [first + seconds for first, seconds in sorted(followers_in(chinese).items())]


def main() -> None:
    """Write the file beside the other data."""
    target = data_file("newer_words.txt").with_name("word_pairs.txt")
    found = lines()
    target.write_text("\n".join(found) + "\n", encoding="utf-8", newline="\n")
    print(f"{target}: {len(found)} characters, {sum(map(len, found)) - len(found)} pairs")


if __name__ == "__main__":
    main()
