"""The ground: places in files, problems, errors, the disk, addresses, words. Knows nothing of articles."""
