"""Templates: one environment, one way to turn a page's view model into an answer."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import ChainableUndefined, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, Undefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from web import assets
from web.pages.views import Page

NONCE: Final = "quorate.nonce"
"""Where the wall puts the word that lets this page's own inline scripts run."""
TEMPLATES: Final = Path(__file__).parent / "templates"


def environment(undefined: type[Undefined] = ChainableUndefined) -> Environment:
    """The kit's macros ask for parameters nobody gave, so what is undefined must chain; a test
    passes a kind that writes down each miss in our own files.
    """
    loader = ChoiceLoader([FileSystemLoader(TEMPLATES), PackageLoader("nhsuk_frontend_jinja")])
    made = Environment(loader=loader, undefined=undefined, autoescape=True, auto_reload=False)
    made.globals["asset"] = assets.address
    return made


@cache
def _environment() -> Environment:
    return environment()


def warm() -> None:
    """Compile every page before the first visitor, who would else wait half a second; fails at
    once when the styles were never built.
    """
    assets.manifest()
    for path in sorted(TEMPLATES.glob("*.html")):
        _environment().get_template(path.name)


def render(request: Request, page: Page, status: int = 200) -> Response:
    """The page as an answer, with the nonce its wall gave it."""
    nonce = str(request.scope.get(NONCE, ""))
    return HTMLResponse(to_html(_environment(), page, nonce), status_code=status)


def to_html(templates: Environment, page: Page, nonce: str = "") -> str:
    given: dict[str, Any] = {"page": page, "cspNonce": nonce, "themeColor": "#212b32"}
    return templates.get_template(page.template).render(given)
