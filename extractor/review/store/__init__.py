"""Everything that writes: each act of an editor is one transaction, its line of history in it."""
