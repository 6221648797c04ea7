"""Four boards that answer by letter, a group that only notes, and one plan in three versions, in memory."""

from datetime import date

from a_partnership import SPONSOR, a_partnership, a_rule_set, people, written
from a_register import Register
from a_round import expect, on

from models.commands import DecisionRecord, IssueVersion, Limb, OpenMatter, OpenStage, RecordDecision
from models.deciding import Attendance, ConditionTerms
from models.events import SignOffOpened
from models.programme import (
    AmendmentProtocol,
    Asked,
    Body,
    Document,
    Loaded,
    MatterPlan,
    Part,
    Route,
    Seat,
    Stage,
    Version,
)
from models.values import Ask, ChangeClass, Procedure, Sha256, Text, Verb, digest_of

APPROVAL, MATTER = "approval/plan", "plan"
OWNER, OTHERS = "owner-board", ("north-board", "south-board", "west-board")
WATCHER = "watchers"
TEN_DAYS = AmendmentProtocol(objection_days=10)
BODIES = (OWNER, *OTHERS, WATCHER)
HASHES: dict[str, Sha256] = {label: digest_of(f"content {label}") for label in ("1.0", "1.1", "1.2")}


ROLES = ("chair", "vice-chair", "director")
TERMS = ConditionTerms(
    due=date(2020, 4, 9),
    discharged_by="north-board/director",
    consulting=("north-board/chair", "north-board/vice-chair"),
    may_agree=True,
)
"""Twenty working days from 12 March, as the Essex board set it."""


def a_body(name: str) -> Body:
    """Three members, who decide together and report by letter."""
    seats = tuple(
        Seat(id=f"{name}/{role}", title=role, category="member", held_by=f"{name}.{role}") for role in ROLES
    )
    return Body(
        id=name,
        name=name.title(),
        short=name,
        kind="board",
        rules="board-rules",
        seats=seats,
        secretary=f"{name}-clerk",
    )


def bodies_before_the_plan(protocol: AmendmentProtocol | None) -> Loaded:
    """Four boards that answer by letter, one group that only notes, and three versions of one plan."""
    loaded = a_partnership()
    rules = a_rule_set(written()).model_copy(
        update={"written": None, "procedures": (Procedure.LETTER, Procedure.MEETING)}
    )
    asks = tuple(
        Asked(body=name, ask=Ask.NOTE if name == WATCHER else Ask.APPROVE, by=Procedure.LETTER)
        for name in BODIES
    )
    route = Route(
        owner=OWNER, protocol=protocol, stages=(Stage(id="everybody", title="Everybody", asks=asks),)
    )
    versions = tuple(
        Version(
            label=label,
            parts=(Part(id="plan", title="The plan", file="plan.pdf", sha256=digest_of("pdf")),),
            content_hash=content,
        )
        for label, content in HASHES.items()
    )
    (plan,) = loaded.definition.matters
    definition = loaded.definition.model_copy(
        update={
            "holidays": (date(2020, 4, 10), date(2020, 4, 13)),
            "rule_sets": (rules,),
            "bodies": tuple(a_body(name) for name in BODIES),
            "documents": (Document(id="plan", title="The Harbour Plan", versions=versions),),
            "matters": (MatterPlan(**{**plan.model_dump(), "id": MATTER, "route": route}),),
        }
    )
    return loaded.model_copy(update={"definition": definition, "people": people(definition)})


def there(body: str) -> tuple[Attendance, ...]:
    return tuple(Attendance(seat=f"{body}/{role}") for role in ROLES)


def of(body: str, version: str = "1.0") -> str:
    return f"sign-off/{MATTER}/{body}/{version}"


def decided(
    register: Register,
    body: str,
    verb: Verb = Verb.APPROVE,
    version: str = "1.0",
    terms: ConditionTerms = TERMS,
) -> None:
    limb = Limb(verb=verb)
    if verb is Verb.APPROVE_SUBJECT_TO:
        limb = Limb(verb=verb, words=Text.of("say how"), terms=terms)
    letter = RecordDecision(
        decision=DecisionRecord(limbs=(limb,), by_assent=True),
        evidence=Text.of("letter"),
        attendance=there(body),
    )
    expect(register.do(of(body, version), letter, f"{body}-clerk"))


def asked(protocol: AmendmentProtocol | None = TEN_DAYS) -> Register:
    register = Register(bodies_before_the_plan(protocol), at=on(2020, 4, 1))
    expect(register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR))
    expect(register.do(APPROVAL, OpenStage(stage="everybody")))
    return register


def approved_by_all(protocol: AmendmentProtocol | None = TEN_DAYS) -> Register:
    """All four approve version 1.0, the north only subject to a condition; the watchers note it."""
    register = asked(protocol)
    decided(register, WATCHER, Verb.NOTE)
    for body in (OWNER, "south-board", "west-board"):
        decided(register, body)
    decided(register, "north-board", Verb.APPROVE_SUBJECT_TO)
    register.at = on(2020, 4, 2, 10)
    register.told.clear()
    return register


def issued(change: ChangeClass, *caused_by: str, version: str = "1.1") -> IssueVersion:
    return IssueVersion(version=version, change=change, reason=Text.of("one paragraph"), caused_by=caused_by)


def limited() -> Register:
    register = approved_by_all()
    expect(register.do(APPROVAL, issued(ChangeClass.LIMITED, "north-board"), SPONSOR))
    return register


def asked_anew(register: Register, version: str = "1.1") -> dict[str, Procedure]:
    opened = [line.event for line in register.lines if isinstance(line.event, SignOffOpened)]
    return {event.body: event.procedure for event in opened if event.version == version}
