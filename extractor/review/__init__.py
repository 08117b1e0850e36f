"""The review desk: where an editor checks a story and signs it."""
