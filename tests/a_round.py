"""The Mid and South Essex strategy round, brought in memory to where a test wants to begin."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from a_register import Register

from config.loading import load
from models.commands import (
    BodyPresent,
    DecisionRecord,
    InformBody,
    ItemRecord,
    Limb,
    OpenMatter,
    OpenStage,
    RecordDecision,
    RecordMeeting,
)
from models.deciding import Attendance, Figures
from models.programme import Loaded
from models.values import Instant, Text, Verb

MATTER = "strategy"
SPONSOR = "independent-chair"
SECRETARIAT = "partnership-secretariat"
APPROVAL = "approval/strategy"
VERSION = "1.0"


@cache
def essex() -> Loaded:
    return load(Path(__file__).parent.parent / "config/programmes/mid-and-south-essex")


def there(body: str, present: str) -> tuple[Attendance, ...]:
    """`there("southend-hwb", "K4 O2 H2 P1")`: the first so many seats of each category; "*12": of all."""
    definition = essex().definition
    found = definition.body(body)
    assert found is not None
    stays = []
    for group in present.split():
        of_category = [seat for seat in found.seats if group[0] in {seat.category, "*"}]
        stays += [Attendance(seat=seat.id) for seat in of_category[: int(group[1:])]]
    return tuple(stays)


def item(body: str, *verbs: Verb, votes: str = "", **more: object) -> ItemRecord:
    """`votes` as minuted: "7-2" or "9-0-1"; none at all means agreed without a division."""
    figures = None
    if votes:
        numbers = [int(each) for each in votes.split("-")]
        figures = Figures(in_favour=numbers[0], against=numbers[1], abstained=sum(numbers[2:]))
    decision = {
        "limbs": tuple(Limb(verb=verb) for verb in verbs),
        "figures": figures,
        "by_assent": figures is None and bool(verbs),
        **more,
    }
    return ItemRecord(body=body, matter=MATTER, decision=DecisionRecord.model_validate(decision))


def record(*bodies: tuple[str, str], items: tuple[ItemRecord, ...]) -> RecordMeeting:
    present = tuple(BodyPresent(body=body, attendance=there(body, who)) for body, who in bodies)
    return RecordMeeting(present=present, items=items)


def on(year: int, month: int, day: int, hour: int = 9) -> Instant:
    return datetime(year, month, day, hour, tzinfo=UTC)


def before_the_board() -> Register:
    """The first stage done: recommended, reviewed, informed; the Partnership Board is asked."""
    register = Register(essex(), at=on(2019, 9, 2))
    expect(register.do(APPROVAL, OpenMatter(matter=MATTER, version=VERSION), SPONSOR))
    expect(register.do(APPROVAL, OpenStage(stage="preparation")))
    register.at = on(2019, 12, 2, 18)
    held = record(("design-group", "*12"), items=(item("design-group", Verb.RECOMMEND, votes="12-0"),))
    expect(register.do(meeting_of(register, "design-group"), held, SECRETARIAT))
    letter = RecordDecision(
        decision=DecisionRecord(limbs=(Limb(verb=Verb.ADVISE),)), evidence=Text.of("their letter")
    )
    expect(register.do(stream("nhse-i"), letter, SECRETARIAT))
    register.at = on(2019, 12, 9)
    expect(register.do(stream("chairs-group"), InformBody(), SECRETARIAT))
    expect(register.do(APPROVAL, OpenStage(stage="partnership")))
    return register


def before_everybody() -> Register:
    """On the evening of 18 December 2019: the Partnership Board has approved, eighteen are asked."""
    register = before_the_board()
    register.at = on(2019, 12, 18, 18)
    held = record(
        ("partnership-board", "*18"),
        items=(item("partnership-board", Verb.APPROVE, votes="18-0"),),
    )
    expect(register.do(meeting_of(register, "partnership-board"), held, SECRETARIAT))
    expect(register.do(APPROVAL, OpenStage(stage="everybody")))
    return register


def stream(body: str) -> str:
    return f"sign-off/{MATTER}/{body}/{VERSION}"


def meeting_of(register: Register, body: str) -> str:
    fixed = register.sign_off(MATTER, body, VERSION).meeting
    assert fixed is not None
    return f"meeting/{fixed}"


def expect(done: str) -> None:
    assert done == "done", done
