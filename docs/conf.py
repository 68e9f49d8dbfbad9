"""How Sphinx builds this documentation."""

import sys
from pathlib import Path

import iiglossary

EXTENSIONS = Path(__file__).parent / "_extensions"
sys.path.insert(0, str(EXTENSIONS))

from table_facts import substitutions  # noqa: E402 - found only now

project = "iiglossary"
author = "The iiglossary maintainers"
project_copyright = author
version = release = iiglossary.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "iiglossary.sphinx",
    "annotated_example",
    "concept_search",
    "reference_style",
]
exclude_patterns = ["_build"]
templates_path = ["_templates"]

python_maximum_signature_line_length = 80

myst_enable_extensions = ["colon_fence", "deflist", "substitution"]
myst_heading_anchors = 3
myst_substitutions = substitutions()

iiglossary_autolink = "first"

html_theme = "furo"
html_title = f"iiglossary {version}"
html_static_path = ["_static"]
html_css_files = ["custom.css"]
html_search_language = "iig"
html_search_scorer = str(EXTENSIONS / "scorer.js")
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/indexes.html",
        "sidebar/scroll-end.html",
    ]
}
html_copy_source = False
html_show_sphinx = False
