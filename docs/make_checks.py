"""Writes the table in docs/checks/index.md from the checks: `python docs/make_checks.py`."""

from __future__ import annotations

from pathlib import Path

from extractor.checks import all_checks

PAGE = Path(__file__).with_name("checks") / "index.md"

START = "<!-- written by python docs/make_checks.py -->\n"
END = "<!-- end of the table -->\n"


def table() -> str:
    """Every built-in check with its page, the worst that it says and what it finds."""
    rows = "".join(
        f"| [`{check.id}`]({check.id}.md) | {check.severity} | {check.title} |\n"
        for check in all_checks()
        if not check.is_added
    )
    return f"{START}\n| check | worst | what it finds |\n| --- | --- | --- |\n{rows}\n{END}"


def page(now: str) -> str:
    """The page as it is now, with the table as it should be."""
    before, rest = now.split(START)
    _, after = rest.split(END)
    return before + table() + after


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
