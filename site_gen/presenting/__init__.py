"""Records and bodies made into views, and views into HTML. Knows nothing of files, anchoring or the cache."""
