"""The command `extractor`: one module per subcommand, each only parsing, calling and printing."""

from extractor.cli.main import main

__all__ = ["main"]
