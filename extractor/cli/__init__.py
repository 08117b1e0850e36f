"""The command `extractor`: one module per subcommand, each only parsing, calling and printing."""

try:
    from extractor.cli.main import main
except KeyboardInterrupt:  # Ctrl-C while the command is still being loaded
    raise SystemExit(130) from None

__all__ = ["main"]
