"""The parts pages are made of, already in words: links, rows, forms, a request, the cells of a picture."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    words: str
    href: str


@dataclass(frozen=True)
class Shell:
    """What stands round every page."""

    partnership: str = ""
    notice: str = ""
    """Said above everything: "This copy is for practice: no letter leaves this machine"."""
    contact: str = ""
    """Whom to ask for help: a role and an address or number."""
    links: tuple[Link, ...] = ()
    """The header's menu, such as the outbox of a practice copy."""


# --- small parts --------------------------------------------------------------------------


@dataclass(frozen=True)
class Tag:
    """A state in a word or two; the colour only repeats what the words say."""

    words: str
    colour: str


@dataclass(frozen=True)
class Row:
    name: str
    words: str


@dataclass(frozen=True)
class Note:
    title: str
    words: str


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    hint: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field, said beside it and in the summary; `field` is the field's name."""

    field: str
    words: str


@dataclass(frozen=True)
class Form:
    """One form: where it goes, its token, and the id of the press, so that pressing twice is one act."""

    action: str
    token: str
    command: str
    faults: tuple[Fault, ...] = ()

    def fault(self, name: str) -> str:
        return next((fault.words for fault in self.faults if fault.field == name), "")


@dataclass(frozen=True)
class Again:
    """A form that failed, whole, to be sent once more as it was."""

    action: str
    fields: tuple[Row, ...]


@dataclass(frozen=True)
class Part:
    """One file of the document: enclosed (`href`), asked for with a button (`ask`), or already asked for."""

    title: str
    about: str
    """Kind and size: "PDF, 240 KB"."""
    href: str = ""
    id: str = ""
    sha256: str = ""
    ask: Form | None = None
    asked: str = ""
    """What became of the request: "You asked for this on Monday 3 February 2020"."""


@dataclass(frozen=True)
class Waiting:
    """Something else that waits for the same person, answered from its own letter."""

    title: str
    body: str
    due: str


@dataclass(frozen=True)
class Version:
    title: str
    label: str
    short_hash: str
    content_hash: str


@dataclass(frozen=True)
class Changes:
    """What a version changed, part by part, with the page that tells it in words."""

    title: str
    parts: tuple[str, ...]
    link: Link


@dataclass(frozen=True)
class SignOffRequest:
    """What a member is asked, in words; the same on each of the member's pages."""

    matter: str
    matter_href: str
    body: str
    seat: str
    """The seat asked: "Chair, Provide CIC"."""
    asked_by: str
    asked_for: str
    """What for: "to approve"."""
    due: str
    """The closing moment with its weekday."""
    if_nothing: str
    """What the member's silence does; empty for one who has answered."""
    version: Version
    parts: tuple[Part, ...] = ()
    how_decided: str = ""
    """What it takes, and when it is settled."""
    changes: Changes | None = None
    """Where the text took the place of another: what it changed."""


# --- the public page of a matter ----------------------------------------------------------


@dataclass(frozen=True)
class MatrixRow:
    """One body. What has not happened says so in words ("Not yet"): an empty cell tells nobody anything;
    only `when_next` may be empty, when nothing comes next.
    """

    code: str
    body: str
    owes: str
    said: str
    tag: Tag
    letter: str
    """The state in one letter, for the picture."""
    version: str
    """On which version, with its short hash."""
    decided: str
    recorded: str
    what_next: str
    when_next: str
    is_late: bool = False
    is_on_route: bool = True
    """False of one that only holds the place of others, so that none is counted twice."""
    href: str = ""
    """Of its own page; empty for one that has not been asked."""


@dataclass(frozen=True)
class Particulars:
    """What a table has no room for: why a body put it off, how it worded its decision, its concerns."""

    body: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Owed:
    """One promise, target, report or action of the matter."""

    words: str
    due: str
    stage: str
    is_late: bool = False


@dataclass(frozen=True)
class Download:
    """One published file, and the hash by which anyone can check that they have it."""

    title: str
    about: str
    href: str
    sha256: str


@dataclass(frozen=True)
class Approver:
    """Where one body stands to the text that is out, and since when."""

    body: str
    stands: str
    version: str
    decided: str


@dataclass(frozen=True)
class Cell:
    """One body in the picture."""

    x: int
    y: int
    letter: str
    code: str
    fill: str
    ink: str
    dash: str


@dataclass(frozen=True)
class Key:
    """One state in the key of the picture, with how many bodies are in it."""

    cell: Cell
    words: str


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    cell_width: int
    cell_height: int
    cells: tuple[Cell, ...]
    keys: tuple[Key, ...]
    finding: str
