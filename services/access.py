"""Who may act for whom at the desk, by command or through the API, until signing in says who somebody is.

Members act by the link of their letter, and there the rules judge whether the seat is theirs.
"""

import structlog

from models.approval import Approval
from models.commands import (
    AnswerConcern,
    AskAgain,
    CallMeeting,
    CarryOver,
    Command,
    DeclareInterest,
    Discharge,
    DischargeCondition,
    DropObligation,
    ExtendCondition,
    GiveAnswer,
    HandOver,
    HoldMatter,
    InformBody,
    IssueVersion,
    LoadDefinition,
    LogComment,
    OpenMatter,
    RecordDecision,
    RefusePapers,
    ReleaseMatter,
    RequestPapers,
    SendPapers,
    WithdrawConcern,
    WithdrawMatter,
)
from models.course_commands import (
    AgreeRules,
    EndMatter,
    GoAheadWithout,
    ProposeRules,
    VaryRoute,
    WithdrawRules,
)
from models.errors import NotFound, NotPermitted
from models.events import By
from models.executive_commands import AnswerCallIn, CallInDecision, PublishKeyNotice, UseKeyException
from models.folding import State
from models.meeting import Meeting
from models.obligation import Obligation
from models.programme import Definition, MatterPlan
from models.publication_commands import AnswerComment, Publish, SetPublicationDate
from models.urgency_commands import TakeChairsAction
from models.values import Assurance, BodyId, Channel, PersonId, ProgrammeId, Stream
from services.house import House
from storage.register import definition_in_force, programme_of, state_of

log = structlog.get_logger()

AT_THE_DESK = frozenset({Channel.COMMAND, Channel.API})

A_SPONSORS_OWN: frozenset[type[Command]] = frozenset(
    {
        OpenMatter,
        AskAgain,
        HoldMatter,
        ReleaseMatter,
        WithdrawMatter,
        IssueVersion,
        AnswerConcern,
        SendPapers,
        RefusePapers,
        LogComment,
        InformBody,
        AnswerComment,
        SetPublicationDate,
        Publish,
    }
)
"""What a sponsor does on their own matter. What a body says about it, and what it takes back, is never
entered by whoever asks for it.
"""

AN_OWNERS_OWN: frozenset[type[Command]] = frozenset({CarryOver, Discharge, DropObligation})
"""What whoever owes something does about it."""

A_BODYS_OWN: frozenset[type[Command]] = frozenset({DischargeCondition, ExtendCondition})
"""What is done about a condition is the word of the body that set it, never of whoever is to meet it."""


SAID_BY_A_BODY: frozenset[type[Command]] = frozenset(
    {
        GiveAnswer,
        DeclareInterest,
        HandOver,
        RecordDecision,
        TakeChairsAction,
        WithdrawConcern,
        DischargeCondition,
        ExtendCondition,
    }
)
"""What a body or its member says, or takes back: never entered by the sponsor of the matter, whatever other
office they hold.
"""

AN_OWNERS_DECISION: frozenset[type[Command]] = frozenset({VaryRoute, GoAheadWithout, EndMatter})
"""What the body that owns a route decided about it, entered by its own secretary, by the matter's sponsor, or
by the partnership's secretariat or director.
"""

ON_A_BODYS_RULES: frozenset[type[Command]] = frozenset({ProposeRules, AgreeRules, WithdrawRules})
"""What takes two of three: the secretariat, the director, whoever keeps the body's record."""


OF_POSTS = frozenset({"post", "recruitment", "appointment"})
"""Kinds of stream that belong to a post."""


def offices(definition: Definition) -> frozenset[PersonId]:
    """Everybody in whose name something may be done at a desk: the partnership's own offices, the
    sponsors of its matters and the secretaries of its bodies.
    """
    sponsors = {matter.sponsor for matter in definition.matters}
    recruiting = {post.secretary for post in definition.posts}
    secretaries = {body.secretary for body in definition.bodies}
    return _of_the_partnership(definition) | sponsors | recruiting | secretaries


async def office(house: House, programme: ProgrammeId, person: PersonId) -> By:
    """The office or secretary of this programme that a program says it acts for.
    Raises NotPermitted for anybody else: members answer by their link.
    """
    if person not in offices(await house.database.read(definition_in_force, programme)):
        raise NotPermitted(
            "not-an-office",
            "Only the offices of this programme, its sponsors and the secretaries of its bodies act here.",
        )
    return By(person=person, channel=Channel.API, assurance=Assurance.LINK)


async def must_be_permitted(
    house: House, programme: ProgrammeId, stream: Stream, command: Command, by: By
) -> None:
    """Raises NotPermitted when somebody at a desk acts on what is not theirs, and NotFound for what is
    another programme's.
    """
    if by.channel not in AT_THE_DESK:
        return
    if await house.database.read(programme_of, stream) not in {None, programme}:
        raise NotFound("of-another-programme", "There is nothing of that name in this programme.")
    definition = await house.database.read(definition_in_force, programme)
    is_owners = type(command) in AN_OWNERS_DECISION
    says_whose = is_owners or stream.startswith(("meeting/", "obligation/"))
    state = await house.database.read(state_of, stream) if says_whose else None
    if not may_act(definition, by.person, stream, command, state):
        _must_be_a_post(definition, stream)
        log.info("act.not_permitted", stream=stream, person=by.person)
        raise NotPermitted(
            "not-your-body",
            "A sponsor acts on their own matter, never for a body, and a secretary for their own body; "
            "the partnership's offices act for all. Ask one of them.",
        )


def _must_be_a_post(definition: Definition, stream: Stream) -> None:
    """Raises NotFound: of a post that there is not, nobody is to be asked."""
    kind, subject, *_ = stream.split("/")
    if kind in OF_POSTS and definition.post(subject) is None:
        raise NotFound(
            "no-such-post",
            "There is no such post in this programme. quorate post list shows which there are.",
        )


def may_act(
    definition: Definition,
    person: PersonId,
    stream: Stream,
    command: Command,
    state: State | None = None,
) -> bool:
    """Offices of the partnership act for all; a sponsor, in what is a sponsor's, on their matter; a
    secretary on what their own body decides, hears or is told, on meetings it takes part in and on the
    conditions it set; whoever owes something on that. `state` is what a meeting or an obligation came to
    so far: its stream's name does not say whose it is.
    """
    if isinstance(command, LoadDefinition):
        return True  # a definition says itself who its offices are, and it is not in force yet
    matter = definition.matter(_matter_of(stream) or "")
    if type(command) in AN_OWNERS_DECISION | ON_A_BODYS_RULES:
        return person in _deciding_on_course(definition, matter, command, state)
    if type(command) in SAID_BY_A_BODY and _sponsors(definition, person, stream, state):
        return _keeps_the_record(definition, person, stream, command, state)
    if person in _of_the_partnership(definition):
        return True
    if type(command) in A_SPONSORS_OWN and matter is not None and matter.sponsor == person:
        return True
    if type(command) in AN_OWNERS_OWN and isinstance(state, Obligation) and state.owner == person:
        return True
    if _runs_post(definition, person, stream):
        return True
    return _keeps_the_record(definition, person, stream, command, state)


def _keeps_the_record(
    definition: Definition, person: PersonId, stream: Stream, command: Command, state: State | None
) -> bool:
    """Whether the person is secretary of a body it is about."""
    bodies = (*_bodies_of(stream, command), *_bodies_in(command, state))
    concerned = (definition.body(body) for body in bodies)
    return any(body is not None and body.secretary == person for body in concerned)


def _sponsors(definition: Definition, person: PersonId, stream: Stream, state: State | None) -> bool:
    """Whether the matter is theirs, or the one whose condition it is."""
    of_duty = state.matter if isinstance(state, Obligation) else None
    matter = definition.matter(_matter_of(stream) or of_duty or "")
    return matter is not None and matter.sponsor == person


def _deciding_on_course(
    definition: Definition, matter: MatterPlan | None, command: Command, state: State | None
) -> frozenset[PersonId]:
    """Not every office of the partnership: who is asked, and by which rules, is for these few to enter."""
    people = {definition.director, definition.secretariat}
    if isinstance(command, ProposeRules | AgreeRules | WithdrawRules):
        body = definition.body(command.body)
    else:
        route = state.route if isinstance(state, Approval) else matter.route if matter else None
        owner = route.owner if route else ""
        body = definition.body(state.holder(owner) if isinstance(state, Approval) else owner)
        people |= {matter.sponsor} if matter else set()
    return frozenset(people | ({body.secretary} if body else set()))


def _of_the_partnership(definition: Definition) -> frozenset[PersonId]:
    staff = (office.id for office in definition.offices)
    return frozenset({definition.director, definition.secretariat, *staff})


def _bodies_in(command: Command, state: State | None) -> tuple[BodyId, ...]:
    """Whose meeting it is, or whose condition."""
    if isinstance(state, Meeting):
        return state.bodies
    if isinstance(state, Obligation) and state.body and type(command) in A_BODYS_OWN:
        return (state.body,)
    return ()


def _runs_post(definition: Definition, person: PersonId, stream: Stream) -> bool:
    """Whoever runs the recruitment of a post acts on it, on its rounds and on its appointments."""
    kind, subject, *_ = stream.split("/")
    post = definition.post(subject) if kind in OF_POSTS else None
    return post is not None and post.secretary == person


def _matter_of(stream: Stream) -> str | None:
    kind, subject, *_ = stream.split("/")
    return subject if kind in {"approval", "sign-off"} else None


def _bodies_of(stream: Stream, command: Command) -> tuple[BodyId, ...]:
    """Whose stream it is, or, on a stream that is nobody's own, on whose behalf it is asked. A decision is
    called in by the body that scrutinises it, never by the one that took it.
    """
    kind, _, *rest = stream.split("/")
    match command:
        case CallInDecision(scrutiny=scrutiny) | AnswerCallIn(scrutiny=scrutiny):
            return (scrutiny,)
        case _ if kind == "sign-off":
            return (rest[0],)
        case CallMeeting(bodies=bodies):
            return bodies
        case LogComment(body=body) | RequestPapers(body=body) | AskAgain(body=body):
            return (body,)
        case PublishKeyNotice(body=body) | UseKeyException(body=body):
            return (body,)
        case _:
            return ()
