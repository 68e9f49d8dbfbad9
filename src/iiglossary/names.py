"""Names of persons, in which a form may stand by chance: 李和平, 支书王国强."""

from __future__ import annotations

from .matcher import Span
from .vocabulary import Vocabulary

SURNAMES = "李王张刘陈赵吴徐朱郭郑谢冯董曹袁邓沈彭吕蒋蔡薛阎潘姚谭廖邹郝崔邱尹龚"
"""Characters that are nothing but surnames where they stand alone: 李 + 和平."""

FURTHER_SURNAMES = "何周林罗梁宋唐韩曾苏卢丁魏叶余杜戴夏钟汪姜范石"
"""Surnames that are words too, and are read as names behind a title: 书记何 + 文明."""

# Last characters of titles, which follow a surname: 李部长, 王主席.
_TITLES = frozenset("长席记任理授员师士官")
TITLES_BEFORE = frozenset(
    {
        "书记", "支书", "省长", "市长", "区长", "县长", "镇长", "乡长", "村长",
        "主任", "主席", "部长", "局长", "厅长", "处长", "科长", "司长", "院长",
        "校长", "社长", "会长", "厂长", "总理", "总统", "首相", "教授", "同志",
        "记者", "代表", "委员", "经理", "司令", "政委", "将军", "先生", "女士",
        "博士", "院士", "医生", "老师", "烈士", "英雄", "模范", "大使", "法官",
        "警官", "农民", "职工", "工人", "教师",
    }
)  # fmt: skip
"""Titles that stand before a name: 书记何文明."""

_CHINESE = "\u3400"


def name_objection(text: str, span: Span, vocabulary: Vocabulary) -> str:
    """The objection that the span is in the name of a person; empty where it is in none.

    Example:
        >>> from iiglossary.lexicon import Lexicon
        >>> from iiglossary.matcher import Matcher
        >>> vocabulary = Vocabulary(Lexicon.of({"和平": 7998}), Matcher(["和平"]))
        >>> [name_objection(text, (1, 3), vocabulary) for text in ("李和平", "争和平")]
        ['inside the name 李和平', '']
    """
    start, end = span
    if end - start != 2:
        return ""
    if text[start - 2 : start] in TITLES_BEFORE and text[start] in SURNAMES:
        is_longer = text[end : end + 1] >= _CHINESE
        return f"inside the name {text[start : end + 1]}" if is_longer else ""
    if not start or not _is_surname(text, start - 1):
        return ""
    if text[end - 1] in _TITLES or vocabulary.ends_word(text, start):
        return ""
    return f"inside the name {text[start - 1 : end]}"


def _is_surname(text: str, position: int) -> bool:
    if text[position] in SURNAMES:
        return True
    is_titled = text[max(0, position - 2) : position] in TITLES_BEFORE
    return is_titled and text[position] in FURTHER_SURNAMES
