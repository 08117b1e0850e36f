"""The embedded model: its weights, and the server that runs them in this process."""
