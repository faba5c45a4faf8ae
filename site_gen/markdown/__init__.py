"""The dialect of Markdown: text to tokens to HTML. The only importer of markdown_it; knows no claims."""
