"""site-gen: annotated fact-check websites from Markdown articles and YAML claims."""

__version__ = "0.1.0"
