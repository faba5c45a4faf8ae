"""The command line: flags in, one call out. The only package that prints, and that reads clock and environment."""
