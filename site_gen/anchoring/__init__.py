"""From quotes to marks: finds the words that claims and notes quote in an article and marks them in its HTML.

``body`` tells the story from top to bottom; the other modules are its steps.
"""
