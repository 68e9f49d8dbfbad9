"""Write data/look_alikes.txt and data/sound_alikes.txt: characters taken for one another.

    pip install numpy pillow
    python tools/make_confusables.py NotoSansCJK-Regular.ttc NotoSerifCJK-Bold.ttc

Two characters look alike where their glyphs, blurred, are nearly the same picture in every font
given, as drawn or stretched to one size. They sound alike where they share a syllable, tones
and the differences that many input methods ignore (zh and z, ing and in) apart.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from iiglossary.folding import character_map
from iiglossary.lexicon import jieba_dictionary
from iiglossary.romanize import romanize, strip_tones
from iiglossary.schema import data_file
from iiglossary.shipped import shipped_index

COUNT = 4_500
"""How many characters are compared, the most frequent ones."""

ALIKE = 0.85
"""Correlation of two pictures from which on they are look-alikes: 设 and 没 have 0.90."""

NEAREST = 4
NEARLY_ALIKE = 0.78
"""The four nearest to a character are look-alikes from here on: 网 and 岗 are."""

_CANVAS, _SIDE = 96, 24
# What fuzzy pinyin of the common input methods takes as the same.
_FUZZY_PINYIN = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"), ("ang", "an"))


def characters() -> list[str]:
    """The most frequent characters of the lexicon and all of the shipped terms, folded."""
    counts: Counter[str] = Counter()
    for word, count in jieba_dictionary().all_entries():
        counts.update(dict.fromkeys(word, count))
    ours = {character for key in shipped_index().by_key for character in key}
    folded = character_map()
    known = [
        c for c, _ in counts.most_common() if "\u4e00" <= c <= "\u9fff" and ord(c) not in folded
    ]
    return sorted({*known[:COUNT], *(c for c in ours if "\u4e00" <= c <= "\u9fff")})


def likeness(chinese: Sequence[str], font: ImageFont.FreeTypeFont) -> Any:
    """The correlation of every two pictures, as drawn or stretched, whichever is higher."""
    glyphs = [_glyph(character, font) for character in chinese]
    return np.maximum(*(_correlation([_picture(g, box) for g in glyphs]) for box in (False, True)))


def _glyph(character: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    image = Image.new("L", (_CANVAS, _CANVAS), 0)
    middle = _CANVAS / 2
    ImageDraw.Draw(image).text((middle, middle), character, font=font, fill=255, anchor="mm")
    return image


def _picture(glyph: Image.Image, is_stretched: bool) -> Any:
    if is_stretched:
        drawn = Image.new("L", (72, 72), 0)
        drawn.paste(glyph.crop(glyph.getbbox()).resize((64, 64), Image.Resampling.BILINEAR), (4, 4))
    else:
        drawn = glyph.crop((12, 12, 84, 84))
    small = drawn.filter(ImageFilter.GaussianBlur(2)).resize((_SIDE, _SIDE), Image.Resampling.BOX)
    return np.asarray(small, dtype=np.float32).ravel()


def _correlation(pictures: Sequence[Any]) -> Any:
    rows = np.stack(pictures)
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows @ rows.T


def look_alikes(chinese: Sequence[str], fonts: Sequence[str]) -> dict[str, set[str]]:
    """Character → those that look like it, both ways."""
    mean = sum(likeness(chinese, _simplified(path)) for path in fonts) / len(fonts)
    np.fill_diagonal(mean, 0)
    found: dict[str, set[str]] = {character: set() for character in chinese}
    nearest = np.argsort(-mean, axis=1)[:, :NEAREST]
    for number, character in enumerate(chinese):
        near = [other for other in nearest[number] if mean[number, other] >= NEARLY_ALIKE]
        for other in {*np.nonzero(mean[number] >= ALIKE)[0], *near}:
            found[character].add(chinese[other])
            found[chinese[other]].add(character)
    return found


def _simplified(path: str) -> ImageFont.FreeTypeFont:
    """The face of a font collection that has the mainland's glyphs."""
    for index in range(20):
        font = ImageFont.truetype(path, 56, index=index)
        if str(font.getname()[0]).endswith("SC"):
            return font
    raise SystemExit(f"{path}: no face for Simplified Chinese")


def sound_alikes(chinese: Sequence[str]) -> Iterator[str]:
    """The characters of each syllable; every character is in one."""
    syllables: dict[str, str] = {}
    for character in chinese:
        syllable = strip_tones(romanize([character]))
        for distinct, same in _FUZZY_PINYIN:
            syllable = syllable.replace(distinct, same)
        syllables[syllable] = syllables.get(syllable, "") + character
    return (group for _, group in sorted(syllables.items()))


def main() -> None:
    """Write both files beside the other data."""
    chinese = characters()
    alike = look_alikes(chinese, sys.argv[1:])
    looks = [one + "".join(sorted(others)) for one, others in alike.items() if others]
    sounds = list(sound_alikes(chinese))
    for name, lines in (("look_alikes.txt", looks), ("sound_alikes.txt", sounds)):
        target = data_file("newer_words.txt").with_name(name)
        target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{target}: {len(lines)} lines, {sum(map(len, lines))} characters")


if __name__ == "__main__":
    main()
