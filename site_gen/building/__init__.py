"""From a site's folder to its output: what to make, what to keep, and the safe way to write it."""
