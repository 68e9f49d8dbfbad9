"""A small project with MyST and Furo, built by the tests."""

project = "Sample"
project_copyright = "the authors"
extensions = ["myst_parser", "iiglossary.sphinx"]
iiglossary_tables = ["terms.csv"]
iiglossary_builtin = False
iiglossary_autolink = "all"
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_copy_source = False
exclude_patterns = ["_build"]
