"""`serve`: the site in the browser while it is being written. Knows building; nothing below knows it."""
