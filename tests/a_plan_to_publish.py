"""The amended plan as one that ends in a publication, brought in memory to where a test wants to begin."""

from datetime import date

from a_partnership import PDF, SPONSOR, people
from a_register import Register
from a_round import expect, on
from an_amended_plan import (
    APPROVAL,
    BODIES,
    MATTER,
    OWNER,
    TEN_DAYS,
    WATCHER,
    bodies_before_the_plan,
    decided,
    issued,
    of,
)

from models.commands import (
    CloseSignOff,
    Command,
    DischargeCondition,
    OpenMatter,
    OpenObligation,
    OpenStage,
)
from models.course import route_requiring
from models.dates import When
from models.deciding import Consulted
from models.programme import Loaded, Part, Person
from models.publication_commands import Publish, SetPublicationDate
from models.publication_plan import PublicationPlan
from models.values import ChangeClass, ObligationSort, Text, Verb, digest_of
from models.waits import ApprovalWait
from rules.opening import next_opening
from rules.waits import approval_wait

NORTH, SOUTH, WEST = "north-board", "south-board", "west-board"
CONDITION = f"obligation/{MATTER}.{NORTH}.condition-1"
PLAN = PublicationPlan(full=("plan",), summary=("summary",))
WHY = Text.of("because")
PROMISED_TO = "harbour-users"
OPENS = on(2020, 4, 20, 23)
"""Tuesday 21 April 2020, the first moment of the day in London, when nobody has objected."""
THE_DAY = date(2020, 4, 30)
SUMMARY = PDF.replace(b"1.4", b"1.5")


def a_plan_to_publish(
    publication: PublicationPlan | None = PLAN, *, waits_for_the_watchers: bool = True
) -> Loaded:
    """With a summary beside the plan, and an annex that is on request."""
    loaded = bodies_before_the_plan(TEN_DAYS)
    (matter,), (document,) = loaded.definition.matters, loaded.definition.documents
    more = (
        Part(id="summary", title="The summary", file="summary.pdf", sha256=digest_of("summary")),
        Part(id="annex", title="The annex", file="annex.pdf", sha256=digest_of("annex"), on_request=True),
    )
    versions = tuple(
        version.model_copy(update={"parts": (*version.parts, *more)}) for version in document.versions
    )
    route = route_requiring(matter.route, WATCHER, required=waits_for_the_watchers)
    definition = loaded.definition.model_copy(
        update={
            "bodies": tuple(
                body.model_copy(update={"chair": f"{OWNER}/chair"}) if body.id == OWNER else body
                for body in loaded.definition.bodies
            ),
            "matters": (matter.model_copy(update={"publication": publication, "route": route}),),
            "documents": (document.model_copy(update={"versions": versions}),),
        }
    )
    others = (*(f"{body}-clerk" for body in BODIES), PROMISED_TO)
    known = tuple(
        Person(id=each, name=f"Holder of {each}", address=f"{each}@harbour.example") for each in others
    )
    files = {digest_of("pdf"): PDF, digest_of("summary"): SUMMARY}
    return Loaded(definition=definition, people=(*people(definition), *known), files=files)


def asked(publication: PublicationPlan | None = PLAN, *, waits_for_the_watchers: bool = True) -> Register:
    loaded = a_plan_to_publish(publication, waits_for_the_watchers=waits_for_the_watchers)
    register = Register(loaded, at=on(2020, 4, 1))
    expect(register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR))
    expect(register.do(APPROVAL, OpenStage(stage="everybody")))
    return register


def agreed(publication: PublicationPlan | None = PLAN) -> Register:
    """All four have approved version 1.0, and no condition is set."""
    register = asked(publication)
    decided(register, WATCHER, Verb.NOTE)
    for body in (OWNER, NORTH, SOUTH, WEST):
        decided(register, body)
    register.told.clear()
    return register


def amended() -> Register:
    """Version 1.1 meets the condition of the north and is agreed anew; the south and the west may object."""
    register = asked()
    decided(register, WATCHER, Verb.NOTE)
    for body in (OWNER, SOUTH, WEST):
        decided(register, body)
    decided(register, NORTH, Verb.APPROVE_SUBJECT_TO)
    register.at = on(2020, 4, 2, 10)
    expect(register.do(APPROVAL, issued(ChangeClass.LIMITED, NORTH), SPONSOR))
    decided(register, OWNER, version="1.1")
    register.at = on(2020, 4, 9, 15)
    met = DischargeCondition(
        officer=f"{NORTH}/director",
        consulted=tuple(
            Consulted(seat=f"{NORTH}/{role}", day=date(2020, 4, 8)) for role in ("chair", "vice-chair")
        ),
        evidence=WHY,
        agrees="1.1",
    )
    expect(register.do(CONDITION, met, f"{NORTH}-clerk"))
    register.told.clear()
    return register


def windows_end(register: Register) -> Register:
    for body, notice in register.approval(MATTER).notices.items():
        register.at = max(register.at, notice.until)
        expect(register.do(of(body, "1.1"), CloseSignOff(due=notice.until)))
    return register


def wait_of(register: Register) -> ApprovalWait:
    """What the matter's workflow is told to wait on."""
    approval = register.approval(MATTER)
    opens = next_opening(register.known(), approval)
    return approval_wait(approval, register.definition, opens)


def opened(register: Register) -> Register:
    """The workflow has done what falls due, as soon as it fell due."""
    step = wait_of(register).next_step
    assert step is not None
    register.at = max(register.at, step.at)
    expect(register.do(APPROVAL, step.command))
    return register


def on_its_day(register: Register) -> Register:
    """The day was set, and has come."""
    expect(register.do(APPROVAL, SetPublicationDate(day=THE_DAY), SPONSOR))
    register.at = on(2020, 4, 30, 9)
    register.told.clear()
    return register


def promise(register: Register, name: str, due: When, sort: ObligationSort = ObligationSort.PROMISE) -> None:
    command = OpenObligation(
        obligation=name,
        sort=sort,
        matter=MATTER,
        owner=SPONSOR,
        words=Text.of(f"words of {name}"),
        due=due,
        promised_to=(PROMISED_TO,),
    )
    expect(register.do(f"obligation/{name}", command, SPONSOR))


def act(register: Register, command: Command) -> str:
    return register.do(APPROVAL, command, SPONSOR)


def publish(version: str = "1.1", *keeps: str) -> Publish:
    return Publish(version=version, keeps=keeps)
