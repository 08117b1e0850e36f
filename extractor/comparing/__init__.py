"""How two figures, or the wording of two passages, are compared; nothing here reads a text."""
