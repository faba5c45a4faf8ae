"""From files to nouns: YAML to nodes, nodes to values, files to articles. Knows nothing of Markdown, marks or pages."""
