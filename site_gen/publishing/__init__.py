"""`deploy`: a finished build put on the web. Knows what building gives; nothing below knows it."""
