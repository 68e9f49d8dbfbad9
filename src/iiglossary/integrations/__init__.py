"""Glossary tables and marked terms in documentation builds; each tool imported lazily."""
