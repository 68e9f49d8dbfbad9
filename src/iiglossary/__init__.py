"""Find every term of Chinese policy text and give the standard English rendering.

Example:
    >>> import iiglossary
    >>> glossary = iiglossary.load()
    >>> glossary["工業互聯網"].id
    'net-0001'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .annotated import AnnotatedText
    from .annotator import Annotation, RejectedCandidate
    from .errors import (
        ConfigurationError,
        ConversionError,
        GlossaryError,
        TableError,
        UnknownTermError,
    )
    from .glossary import Glossary, load
    from .lookup import Candidate
    from .terms import ConceptEntry, Reason, Rendering, Source, Status

__version__ = "0.1.0"

__all__ = [
    "AnnotatedText",
    "Annotation",
    "Candidate",
    "ConceptEntry",
    "ConfigurationError",
    "ConversionError",
    "Glossary",
    "GlossaryError",
    "Reason",
    "RejectedCandidate",
    "Rendering",
    "Source",
    "Status",
    "TableError",
    "UnknownTermError",
    "load",
]

# A command that looks one term up needs neither the annotator nor its automaton: names are
# imported when first used (PEP 562), which halves the start-up time of the command line.
_HOME = {
    "AnnotatedText": "annotated",
    "Annotation": "annotator",
    "RejectedCandidate": "annotator",
    "Glossary": "glossary",
    "load": "glossary",
    "Candidate": "lookup",
    "ConceptEntry": "terms",
    "Reason": "terms",
    "Rendering": "terms",
    "Source": "terms",
    "Status": "terms",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME.get(name, 'errors')}", __name__), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
