"""Write data/word_pairs.txt: which characters stand side by side in a word of the lexicon.

    python tools/make_word_pairs.py

Run it after a change of ``newer_words.txt`` or of jieba's dictionary.
"""

from __future__ import annotations

from iiglossary.lexicon import jieba_dictionary, newer_words, pairs_in
from iiglossary.schema import data_file


def lines() -> list[str]:
    """A line for each character: itself and its followers, a blank, and its leaders."""
    entries = [*jieba_dictionary().all_entries()]
    entries += [item for words in newer_words().values() for item in words.items()]
    pairs = pairs_in((word, count) for word, count in entries if min(word) >= "\u3400")
    return [
        f"{character}{pairs.followers.get(character, '')} {pairs.leaders.get(character, '')}"
        for character in sorted({*pairs.followers, *pairs.leaders})
    ]


def main() -> None:
    """Write the file beside the other data."""
    target = data_file("newer_words.txt").with_name("word_pairs.txt")
    found = lines()
    target.write_text("\n".join(found) + "\n", encoding="utf-8", newline="\n")
    print(f"{target}: {len(found)} characters")


if __name__ == "__main__":
    main()
