"""A step by letter: the caught mail is read, its link followed over HTTP, and the button pressed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from html.parser import HTMLParser

import httpx2 as httpx

from models import commands
from models.commands import Command, DeclareInterest, GiveAnswer, HandOver, RaiseConcern
from models.letters import LetterKind
from models.values import PersonId, Text
from rehearsal.seeing import SeenLetter

ASKING = frozenset({LetterKind.SIGN_OFF_REQUEST, LetterKind.REMINDER, LetterKind.DEPUTY_ASKED})
"""Letters with a link that opens the question."""

FORMS: Mapping[type[Command], str] = {
    commands.GiveAnswer: "",
    commands.DeclareInterest: "/interest",
    commands.RaiseConcern: "/question",
    commands.HandOver: "/deputy",
}
"""Where each form is, behind the address the link leads to."""
CHANGE = "/change"
CONFIRMED = "/deputy/confirmed"
RECEIPT = "/receipt/"

_LINK = re.compile(r"https?://\S+/s/[\w-]+")
_OK = 200


@dataclass(frozen=True)
class Pressed:
    """What the page said: the receipt's title, or why it was not recorded."""

    accepted: bool
    words: str


class NotPressed(Exception):
    """There was no such letter, link, form or choice."""


async def press(
    base_url: str, caught: list[EmailMessage], letters: tuple[SeenLetter, ...], to: PersonId, command: Command
) -> Pressed:
    """As the person would: the newest letter that asks them, its link, the page, the press."""
    link = _link_of(caught[_newest(letters, to)])
    async with httpx.AsyncClient(
        base_url=base_url, follow_redirects=True, headers={"origin": base_url}
    ) as browser:
        page = await _opened(browser, link)
        own, fields = page.url.path, _filled(command)
        path = own + FORMS[type(command)]
        if path != own:
            page = await _opened(browser, path)
        form = _form(page.text, path)
        if form is None and path == own:
            path = own + CHANGE
            form = _form((await _opened(browser, path)).text, path)
        if form is None:
            raise NotPressed(f"the page at {path} has no form: {_heading(page.text)}")
        answer = await browser.post(path, data={**form, **fields})
        if (confirming := _form(answer.text, own + CONFIRMED)) is not None:
            answer = await browser.post(own + CONFIRMED, data=confirming)
    accepted = answer.url.path.startswith(own + RECEIPT)
    return Pressed(accepted, _heading(answer.text) if accepted else _problem(answer.text))


def _newest(letters: tuple[SeenLetter, ...], to: PersonId) -> int:
    asking = [letter.place for letter in letters if letter.to == to and letter.kind in ASKING]
    if not asking:
        raise NotPressed(f"no letter that asks {to} was caught")
    return max(asking)


def _link_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    found = _LINK.search(body.get_content()) if body else None
    if found is None:
        raise NotPressed("the letter has no link")
    return found[0]


async def _opened(browser: httpx.AsyncClient, address: str) -> httpx.Response:
    page = await browser.get(address)
    if page.status_code != _OK:
        raise NotPressed(f"the page answered {page.status_code}: {_heading(page.text)}")
    return page


def _filled(command: Command) -> dict[str, str]:
    """What the person writes into the form."""
    match command:
        case GiveAnswer(answer=answer, reason=reason):
            return {"answer": answer.value, "reason": _words(reason)}
        case DeclareInterest(nature=words) | RaiseConcern(words=words):
            return {"words": _words(words)}
        case HandOver(deputy=deputy):
            return {"deputy": deputy}
        case _:
            raise NotPressed(f"there is no page for {type(command).__name__}")


def _words(text: Text | None) -> str:
    return text.words if text else ""


# --- reading a page -----------------------------------------------------------------------


class _Page(HTMLParser):
    """The forms of a page with their hidden fields, its first heading, and its list of problems."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self.heading: list[str] = []
        self.problems: list[str] = []
        self._form: dict[str, str] | None = None
        self._into: list[str] | None = None
        self._until = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = self.forms.setdefault(given.get("action", ""), {})
        elif tag == "input" and given.get("type") == "hidden" and self._form is not None:
            self._form[given.get("name", "")] = given.get("value", "")
        elif tag == "h1" and not self.heading:
            self._into, self._until = self.heading, "h1"
        elif "error-summary__list" in given.get("class", "") or "error-summary-list" in given.get(
            "class", ""
        ):
            self._into, self._until = self.problems, tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._until:
            self._into, self._until = None, ""

    def handle_data(self, data: str) -> None:
        if self._into is not None and data.strip():
            self._into.append(data.strip())


def _form(html: str, action: str) -> dict[str, str] | None:
    return _Page(html).forms.get(action)


def _heading(html: str) -> str:
    return " ".join(_Page(html).heading)


def _problem(html: str) -> str:
    page = _Page(html)
    return " ".join(page.problems) or " ".join(page.heading)
