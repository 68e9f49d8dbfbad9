"""Write data/word_joints.txt and data/word_inner.txt: which characters meet in a word.

    python tools/make_word_joints.py

Run it after a change of ``newer_words.txt``, ``policy_words.txt`` or jieba's dictionary.
"""

from __future__ import annotations

from iiglossary.lexicon import added_words, jieba_dictionary, joints_in
from iiglossary.schema import data_file


def contents() -> dict[str, str]:
    """File name → its text; the formats are described where the package reads them."""
    entries = [*jieba_dictionary().all_entries()]
    entries += [item for words in added_words().values() for item in words.items()]
    weighed = [(word, count) for word, count in entries if min(word) >= "\u3400"]
    joints = joints_in(weighed)
    characters = sorted({*joints.begins, *joints.ends})
    edges = [f"{c}{joints.begins.get(c, '')} {joints.ends.get(c, '')}\n" for c in characters]
    pairs = sorted({word[at : at + 2] for word, _ in weighed for at in range(len(word) - 1)})
    around = {pair: joints.inner(pair) for pair in pairs}
    inner = [
        f"{pair} {before} {behind}\n"
        for pair, (before, behind) in around.items()
        if before or behind
    ]
    return {"word_joints.txt": "".join(edges), "word_inner.txt": "".join(inner)}


def main() -> None:
    """Write the files beside the other data."""
    for name, text in contents().items():
        target = data_file("newer_words.txt").with_name(name)
        target.write_text(text, encoding="utf-8", newline="\n")
        print(f"{target}: {text.count(chr(10))} lines")


if __name__ == "__main__":
    main()
