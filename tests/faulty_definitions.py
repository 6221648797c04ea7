"""One thing after another that can be wrong with a definition, each as an edit of a sound one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.documents import LARGEST

ROOT = Path(__file__).resolve().parents[1]
MSE = ROOT / "config" / "programmes" / "mid-and-south-essex"
HOUSING = ROOT / "tests" / "config" / "definitions" / "housing-federation"

Edit = Callable[[Path], object]


def replace(file: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text, f"{file} no longer says {old}"
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def add(file: str, text: str) -> Edit:
    def edit(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as opened:
            opened.write(f"\n{text}\n")

    return edit


def both(one: Edit, other: Edit) -> Edit:
    return lambda folder: (one(folder), other(folder))


def write(file: str, content: bytes) -> Edit:
    return lambda folder: (folder / file).write_bytes(content)


def pdf_of(size: int) -> Edit:
    def edit(folder: Path) -> None:
        with (folder / "documents/repairs-promise.pdf").open("wb") as opened:
            opened.write(b"%PDF-1.4\n")
            opened.truncate(size)

    return edit


CIRCLE = """
[one]
name = "One"
sector = "landlord"
until = 2020-01-01
succeeded_by = "two"

[two]
name = "Two"
sector = "landlord"
until = 2020-01-01
succeeded_by = "one"
"""

FAULTS = [
    pytest.param(add("places.toml", "[x"), "places.toml", "", id="TOML that cannot be read"),
    pytest.param(write("places.toml", b"\xff"), "places.toml", "", id="a file that is not text"),
    pytest.param(write("places.toml", b"a=" + b"[" * 5000), "places.toml", "", id="endless nesting"),
    pytest.param(write("zebras.toml", b""), "zebras.toml", "", id="a file whose name says nothing"),
    pytest.param(lambda at: (at / "rules.toml").unlink(), "rules.toml", "", id="a file that is missing"),
    pytest.param(add("places.toml", "x = 3"), "places.toml", "x", id="a value where a table should be"),
    pytest.param(add("meetings.toml", "[x]"), "meetings.toml", "x", id="a table beside the meetings"),
    pytest.param(add("bodies.toml", "[brae-members]"), "bodies.toml", "", id="the same id twice in a file"),
    pytest.param(
        add("people-more.toml", '[convener]\nname = "Convener"\naddress = "convener@elsewhere.example"'),
        "people.toml",
        "convener",
        id="the same id in two files",
    ),
    pytest.param(
        replace("bodies.toml", 'short = "Brae"', 'short = "Brae"\nshrot = 1'),
        "bodies.toml",
        "brae-members.shrot",
        id="an unknown key",
    ),
    pytest.param(
        replace("rules.toml", "agreeing = 3", "agreing = 3"),
        "rules.toml",
        "in-writing.written.agreing",
        id="an unknown key within a table",
    ),
    pytest.param(
        replace("bodies.toml", 'short = "Brae"', ""), "bodies.toml", "brae-members.short", id="a missing key"
    ),
    pytest.param(
        replace("rules.toml", "agreeing = 3", 'agreeing = "3"'),
        "rules.toml",
        "in-writing.written.agreeing",
        id="text where a number should be",
    ),
    pytest.param(
        replace("bodies.toml", "count = 4", "count = true"),
        "bodies.toml",
        "moorland-board.seats[0].count",
        id="yes where a number should be",
    ),
    pytest.param(
        replace("rules.toml", '"agree-the-draft", "refuse"', '"agree-the-draft", "rubber-stamp"'),
        "rules.toml",
        "in-writing.may[1]",
        id="a verb nobody knows",
    ),
    pytest.param(
        add("places.toml", '["The Firth"]\nname = "The Firth"'),
        "places.toml",
        "The Firth",
        id="an id that is none",
    ),
    pytest.param(
        replace("people.toml", "convener@brae", "convener at brae"),
        "people.toml",
        "convener.address",
        id="an address that is none",
    ),
    pytest.param(
        replace("bodies.toml", 'title = "Director", count = 3', 'titles = ["A", "B"]'),
        "bodies.toml",
        "harbour-board.seats[0]",
        id="another number of holders than of seats",
    ),
    pytest.param(
        replace("bodies.toml", '"Harbour member"]', '"Moorland member"]'),
        "bodies.toml",
        "federation-council.seats",
        id="the same seat twice",
    ),
    pytest.param(
        replace("bodies.toml", 'chair = "convener"', 'chair = "duke"'),
        "bodies.toml",
        "federation-council.chair",
        id="a chair that is no seat",
    ),
    pytest.param(
        replace("bodies.toml", 'rules = "council"', 'rules = "law"'),
        "bodies.toml",
        "federation-council.rules",
        id="rules nobody wrote",
    ),
    pytest.param(
        replace("bodies.toml", 'organisation = "moorland-homes"', 'organisation = "moor"'),
        "bodies.toml",
        "moorland-board.organisation",
        id="an unknown organisation",
    ),
    pytest.param(
        replace("bodies.toml", '"moorland-2"', '"nobody"'),
        "bodies.toml",
        "moorland-board.seats",
        id="an unknown person",
    ),
    pytest.param(
        replace("bodies.toml", 'kind = "council"', 'kind = "council"\nplace = "moon"'),
        "bodies.toml",
        "federation-council.place",
        id="an unknown place",
    ),
    pytest.param(
        replace("programme.toml", 'director = "federation-clerk"', 'director = "nobody"'),
        "programme.toml",
        "director",
        id="an unknown director",
    ),
    pytest.param(
        replace("programme.toml", '= "Scotland"', '= "Atlantis"'),
        "programme.toml",
        "region",
        id="an unknown region",
    ),
    pytest.param(
        replace("meetings.toml", '"federation-council", "brae-members"', '"federation-council", "choir"'),
        "meetings.toml",
        "meetings[1].bodies",
        id="a meeting of an unknown body",
    ),
    pytest.param(
        replace("matters.toml", 'document = "repairs-promise"', 'document = "lost"'),
        "matters.toml",
        "repairs-promise.document",
        id="an unknown document",
    ),
    pytest.param(
        replace("matters.toml", 'owner = "federation-council"', 'owner = "choir"'),
        "matters.toml",
        "repairs-promise.route.owner",
        id="an unknown owner",
    ),
    pytest.param(
        replace("matters.toml", '"moorland-board", "harbour-board"', '"moorland-board", "choir"'),
        "matters.toml",
        "repairs-promise.route.stages[0].asks",
        id="an unknown body asked",
    ),
    pytest.param(
        replace("rules.toml", '"/treasurer"], called', '"/piper"], called'),
        "rules.toml",
        "general-meeting.quorum[0].seats",
        id="a quorum of an unknown seat",
    ),
    pytest.param(
        replace(
            "organisations.toml",
            "[harbour-homes]",
            '[harbour-homes]\nsucceeded_by = "sea"\nuntil = 2030-01-01',
        ),
        "organisations.toml",
        "harbour-homes.succeeded_by",
        id="a successor that does not exist",
    ),
    pytest.param(
        replace("organisations.toml", "[harbour-homes]", '[harbour-homes]\nsucceeded_by = "moorland-homes"'),
        "organisations.toml",
        "harbour-homes.until",
        id="a successor without a last day",
    ),
    pytest.param(
        both(
            replace(
                "organisations.toml",
                "[harbour-homes]",
                '[harbour-homes]\nsucceeded_by = "later"\nuntil = 2030-01-01',
            ),
            add("organisations.toml", '[later]\nname = "Later"\nsector = "landlord"\nsince = 2030-01-03'),
        ),
        "organisations.toml",
        "harbour-homes.succeeded_by",
        id="a successor that does not exist yet",
    ),
    pytest.param(
        add("organisations.toml", CIRCLE), "organisations.toml", "one.succeeded_by", id="circular succession"
    ),
    pytest.param(
        replace(
            "organisations.toml", "[harbour-homes]", "[harbour-homes]\nsince = 2020-01-02\nuntil = 2020-01-01"
        ),
        "organisations.toml",
        "harbour-homes.until",
        id="an end before the beginning",
    ),
    pytest.param(
        replace(
            "organisations.toml",
            "[harbour-homes]",
            '[harbour-homes]\ncodes = [{ scheme = "landlord-register", code = "MH1" }]',
        ),
        "organisations.toml",
        "harbour-homes.codes[0]",
        id="one code for two organisations on the same days",
    ),
    pytest.param(
        replace("rules.toml", "at_least = 2, categories", "at_least = 4, categories"),
        "rules.toml",
        "council.quorum[1]",
        id="a quorum clause the seats can never meet",
    ),
    pytest.param(
        replace("rules.toml", 'share = "2/3"', 'share = "3/2"'),
        "rules.toml",
        "council.quorum[0].share",
        id="more than the whole membership",
    ),
    pytest.param(
        replace("rules.toml", '{ share = "2/3" }', "{}"),
        "rules.toml",
        "council.quorum[0]",
        id="a clause that asks for nobody",
    ),
    pytest.param(
        replace("rules.toml", "agreeing = 3", "agreeing = 4"),
        "rules.toml",
        "in-writing.written.agreeing",
        id="more to agree than there are members",
    ),
    pytest.param(
        replace("rules.toml", 'approve = ["agree-the-draft"]', 'approve = ["ratify"]'),
        "rules.toml",
        "in-writing.satisfying.approve",
        id="a satisfying verb outside the body's power",
    ),
    pytest.param(
        replace(
            "rules.toml",
            'satisfying = { approve = ["approve"], endorse',
            'satisfying = { approve = ["approve", "endorse"], endorse',
        ),
        "rules.toml",
        "general-meeting.satisfying.approve",
        id="endorsing that would pass for approval",
    ),
    pytest.param(
        replace("rules.toml", "[general-meeting]", '[general-meeting]\nreserved = ["endorse"]'),
        "rules.toml",
        "general-meeting.delegations[0].verbs",
        id="a reserved verb delegated",
    ),
    pytest.param(
        replace(
            "rules.toml",
            'procedures = ["meeting", "delegated"]',
            'procedures = ["written", "delegated", "meeting"]',
        ),
        "rules.toml",
        "general-meeting.written",
        id="a written procedure nobody described",
    ),
    pytest.param(
        both(
            replace("rules.toml", "[council]", "[council]\ncasting_vote = true"),
            replace("bodies.toml", 'chair = "convener"', ""),
        ),
        "rules.toml",
        "council.casting_vote",
        id="a casting vote and no chair",
    ),
    pytest.param(
        replace("meetings.toml", "day = 2024-09-07", "day = 2024-09-08"),
        "meetings.toml",
        "meetings[0].day",
        id="a meeting on a day its rules forbid",
    ),
    pytest.param(
        replace("bodies.toml", 'kind = "council"', 'kind = "council"\nsince = 2024-09-14'),
        "meetings.toml",
        "meetings[0].day",
        id="a meeting of a body that is not yet",
    ),
    pytest.param(
        replace("meetings.toml", 'bodies = ["brae-members"]', 'bodies = ["harbour-board"]'),
        "meetings.toml",
        "meetings[2].bodies",
        id="a meeting of a body that never meets",
    ),
    pytest.param(
        replace("meetings.toml", '["brae-members"], day', '["brae-members"], id = "saturday-in-common", day'),
        "meetings.toml",
        "meetings[2]",
        id="two meetings of one id",
    ),
    pytest.param(
        replace(
            "matters.toml",
            'bodies = ["federation-council"], ask = "approve"',
            'bodies = ["federation-council"], ask = "advise"',
        ),
        "matters.toml",
        "repairs-promise.route.stages[1].asks",
        id="an ask the body has no power to satisfy",
    ),
    pytest.param(
        replace("matters.toml", '["federation-council"], ', '["federation-council"], by = "letter", '),
        "matters.toml",
        "repairs-promise.route.stages[1].asks",
        id="a way the body may not decide",
    ),
    pytest.param(
        replace("matters.toml", 'through = "brae-members/convener"', 'through = "brae-members/treasurer"'),
        "matters.toml",
        "repairs-promise.route.stages[0].asks",
        id="deciding through somebody without authority",
    ),
    pytest.param(
        lambda at: (at / "documents/repairs-promise.pdf").unlink(),
        "documents.toml",
        "repairs-promise.versions[0].parts[0].file",
        id="a document that is not there",
    ),
    pytest.param(
        write("documents/repairs-promise.pdf", b"PK\x03\x04 not what its name says"),
        "documents.toml",
        "repairs-promise.versions[0].parts[0].file",
        id="a document that is no PDF",
    ),
    pytest.param(
        pdf_of(LARGEST + 1),
        "documents.toml",
        "repairs-promise.versions[0].parts[0].file",
        id="a document over 25 MB",
    ),
    pytest.param(
        replace("documents.toml", "documents/repairs-promise.pdf", "../../../conftest.py"),
        "documents.toml",
        "repairs-promise.versions[0].parts[0].file",
        id="a document outside the folder",
    ),
]
