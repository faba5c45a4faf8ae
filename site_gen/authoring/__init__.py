"""What writes into a site's own files: `new`, `add`, `scaffold`. Knows reading and anchoring, not building."""
