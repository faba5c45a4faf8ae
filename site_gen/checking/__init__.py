"""Editorial rules, and the desk: what a newsroom asks of its own checks, beyond what a build needs."""
