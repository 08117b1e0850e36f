"""The files that pages are made of: templates, styles and scripts, and the policy that binds them.

Stories and answers reach a template as values, never as its source.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from extractor.counting import counted
from extractor.outputs.visible import visible


def render(
    template: str, *, styles: tuple[str, ...], scripts: tuple[str, ...], **values: object
) -> str:
    """One HTML file that loads nothing and runs only the scripts named here.

    `styles` and `scripts` are joined in their order. What the template prints of `values` is made
    visible and escaped, unless it is `Markup`.
    """
    css = "".join(map(_asset, styles))
    js = f'"use strict";\n(() => {{\n{"".join(map(_asset, scripts))}}})();\n' if scripts else ""
    sources = f"style-src '{_hash(css)}'; " + (f"script-src '{_hash(js)}'; " if js else "")
    return (
        _environment()
        .get_template(template)
        .render(
            policy=f"default-src 'none'; {sources}base-uri 'none'; form-action 'none'",
            css=Markup(css),
            js=Markup(js),
            **values,
        )
    )


@cache
def _asset(name: str) -> str:
    return (files("extractor.outputs") / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters["counted"] = counted
    return environment


def _finalize(value: object) -> object:
    """Whatever the template prints is made visible first, so that no hole is forgotten."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
