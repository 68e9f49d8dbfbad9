"""A small project with reStructuredText, built by the tests."""

project = "Sample"
project_copyright = "the authors"
extensions = ["iiglossary.sphinx"]
iiglossary_tables = ["terms.csv"]
iiglossary_builtin = False
iiglossary_autolink = "first"
html_theme = "basic"
html_copy_source = False
exclude_patterns = ["_build"]
