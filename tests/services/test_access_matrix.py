"""Every command before every role: the sponsor, the body's secretary, whoever owes something, a member."""

from typing import get_args

import pytest
from a_partnership import BOARD, MATTER, SPONSOR, a_definition, holder

from models import (
    commands,
    course_commands,
    executive_commands,
    letter_commands,
    post_commands,
    publication_commands,
    urgency_commands,
)
from models.commands import AnyCommand, Command
from models.folding import State
from models.meeting import Meeting
from models.obligation import Obligation
from models.programme import Definition, Office
from models.values import ObligationSort
from services.access import AN_OWNERS_DECISION, ON_A_BODYS_RULES, may_act

BODYS, OWNER, MEMBER = "board-clerk", "promise-keeper", holder(1)
SCRUTINY, SCRUTINYS = "scrutiny", "scrutiny-clerk"
STARTS = "2020-05-01T09:00:00Z"

ROLES = {"sponsor": SPONSOR, "secretary": BODYS, "owner": OWNER, "member": MEMBER, "scrutiny": SCRUTINYS}

NOBODY_BUT_OFFICES: frozenset[str] = frozenset()
SPONSOR_ONLY, SECRETARY_ONLY = frozenset({"sponsor"}), frozenset({"secretary"})
BOTH, OWNER_ONLY = SPONSOR_ONLY | SECRETARY_ONLY, frozenset({"owner"})
SCRUTINY_ONLY = frozenset({"scrutiny"})

MAY: dict[str, dict[type[Command], frozenset[str]]] = {
    "programme/harbour": {
        commands.LoadDefinition: frozenset(ROLES),
        commands.SetClock: NOBODY_BUT_OFFICES,
        commands.ReturnLetter: NOBODY_BUT_OFFICES,
        commands.BarPublishing: NOBODY_BUT_OFFICES,
        commands.WithdrawWindow: NOBODY_BUT_OFFICES,
        letter_commands.StopLetters: NOBODY_BUT_OFFICES,
        letter_commands.ResumeLetters: NOBODY_BUT_OFFICES,
    },
    f"approval/{MATTER}": {
        commands.OpenMatter: SPONSOR_ONLY,
        commands.AskAgain: BOTH,
        commands.Succeed: NOBODY_BUT_OFFICES,
        commands.OpenStage: NOBODY_BUT_OFFICES,
        commands.HoldMatter: SPONSOR_ONLY,
        commands.ReleaseMatter: SPONSOR_ONLY,
        commands.WithdrawMatter: SPONSOR_ONLY,
        course_commands.VaryRoute: BOTH,
        course_commands.GoAheadWithout: BOTH,
        course_commands.EndMatter: BOTH,
        course_commands.ProposeRules: SECRETARY_ONLY,
        course_commands.AgreeRules: SECRETARY_ONLY,
        course_commands.WithdrawRules: SECRETARY_ONLY,
        commands.FinishAdoption: NOBODY_BUT_OFFICES,
        commands.IssueVersion: SPONSOR_ONLY,
        commands.LogComment: BOTH,
        executive_commands.PublishKeyNotice: SECRETARY_ONLY,
        executive_commands.UseKeyException: SECRETARY_ONLY,
        publication_commands.AnswerComment: SPONSOR_ONLY,
        publication_commands.OpenGate: NOBODY_BUT_OFFICES,
        publication_commands.ChasePublication: NOBODY_BUT_OFFICES,
        publication_commands.SetPublicationDate: SPONSOR_ONLY,
        publication_commands.Publish: SPONSOR_ONLY,
        commands.RequestPapers: SECRETARY_ONLY,
        commands.SendPapers: SPONSOR_ONLY,
        commands.RefusePapers: SPONSOR_ONLY,
        commands.CorrectRecord: NOBODY_BUT_OFFICES,
    },
    f"sign-off/{MATTER}/{BOARD}/1.0": {
        commands.GiveAnswer: SECRETARY_ONLY,
        commands.DeclareInterest: SECRETARY_ONLY,
        commands.RaiseConcern: SECRETARY_ONLY,
        commands.AnswerConcern: BOTH,
        commands.WithdrawConcern: SECRETARY_ONLY,
        commands.HandOver: SECRETARY_ONLY,
        commands.RecordDecision: SECRETARY_ONLY,
        commands.InformBody: BOTH,
        executive_commands.PublishDecision: SECRETARY_ONLY,
        executive_commands.TakeEffect: SECRETARY_ONLY,
        executive_commands.CallInDecision: SCRUTINY_ONLY,
        executive_commands.AnswerCallIn: SCRUTINY_ONLY,
        urgency_commands.TakeChairsAction: SECRETARY_ONLY,
        commands.CorrectRecord: SECRETARY_ONLY,
        commands.Remind: SECRETARY_ONLY,
        commands.Escalate: SECRETARY_ONLY,
        commands.PassSeatsOn: SECRETARY_ONLY,
        commands.CloseSignOff: SECRETARY_ONLY,
    },
    "meeting/special": {
        commands.CallMeeting: SECRETARY_ONLY,
        commands.PutOnAgenda: SECRETARY_ONLY,
        commands.IssuePapers: SECRETARY_ONLY,
        commands.GiveApologies: SECRETARY_ONLY,
        commands.WithdrawApologies: SECRETARY_ONLY,
        commands.RecordMeeting: SECRETARY_ONLY,
        commands.MoveMeeting: SECRETARY_ONLY,
        commands.AdjournMeeting: SECRETARY_ONLY,
        commands.SuspendMeeting: SECRETARY_ONLY,
        commands.CancelMeeting: SECRETARY_ONLY,
        commands.CorrectRecord: SECRETARY_ONLY,
        commands.ChasePapers: SECRETARY_ONLY,
        commands.NotePapersLate: SECRETARY_ONLY,
        commands.ChaseMinutes: SECRETARY_ONLY,
        commands.ChaseSitting: SECRETARY_ONLY,
        commands.InviteMembers: SECRETARY_ONLY,
    },
    "obligation/pr1": {
        commands.OpenObligation: NOBODY_BUT_OFFICES,
        commands.CarryOver: OWNER_ONLY,
        commands.Discharge: OWNER_ONLY,
        commands.DropObligation: OWNER_ONLY,
        commands.DischargeCondition: SECRETARY_ONLY,
        commands.ExtendCondition: SECRETARY_ONLY,
        commands.CorrectRecord: NOBODY_BUT_OFFICES,
        commands.ChaseObligation: NOBODY_BUT_OFFICES,
        commands.SlipObligation: NOBODY_BUT_OFFICES,
    },
    "post/lead": {
        post_commands.EstablishPost: NOBODY_BUT_OFFICES,
        post_commands.GiveForecast: NOBODY_BUT_OFFICES,
        post_commands.TellPartners: NOBODY_BUT_OFFICES,
    },
    "recruitment/lead/1": {
        post_commands.OpenRound: NOBODY_BUT_OFFICES,
        post_commands.PlanStages: NOBODY_BUT_OFFICES,
        post_commands.ReachStage: NOBODY_BUT_OFFICES,
        post_commands.OmitStage: NOBODY_BUT_OFFICES,
        post_commands.SetPanel: NOBODY_BUT_OFFICES,
        post_commands.DeclarePanelInterest: NOBODY_BUT_OFFICES,
        post_commands.EnterCandidate: NOBODY_BUT_OFFICES,
        post_commands.LetCandidateGo: NOBODY_BUT_OFFICES,
        post_commands.PauseRound: NOBODY_BUT_OFFICES,
        post_commands.ResumeRound: NOBODY_BUT_OFFICES,
        post_commands.DecideRound: NOBODY_BUT_OFFICES,
        post_commands.WithdrawRound: NOBODY_BUT_OFFICES,
        post_commands.LetRoundFallThrough: NOBODY_BUT_OFFICES,
        post_commands.OvertakeForecasts: NOBODY_BUT_OFFICES,
        post_commands.CloseApplications: NOBODY_BUT_OFFICES,
        post_commands.EraseCandidates: NOBODY_BUT_OFFICES,
    },
    "appointment/lead/1": {
        post_commands.ProposeAppointment: NOBODY_BUT_OFFICES,
        post_commands.RecordEligibility: NOBODY_BUT_OFFICES,
        post_commands.RequestSignOff: NOBODY_BUT_OFFICES,
        post_commands.AwaitInformation: NOBODY_BUT_OFFICES,
        post_commands.SupplyInformation: NOBODY_BUT_OFFICES,
        post_commands.AnswerSignOff: NOBODY_BUT_OFFICES,
        post_commands.FixStart: NOBODY_BUT_OFFICES,
        post_commands.ProposeExtension: NOBODY_BUT_OFFICES,
        post_commands.ExtendTerm: NOBODY_BUT_OFFICES,
        post_commands.EndEarly: NOBODY_BUT_OFFICES,
        post_commands.WithdrawAppointment: NOBODY_BUT_OFFICES,
        post_commands.StartAppointment: NOBODY_BUT_OFFICES,
        post_commands.GiveTermNotice: NOBODY_BUT_OFFICES,
        post_commands.NoteSignOffOverdue: NOBODY_BUT_OFFICES,
        post_commands.EndAppointment: NOBODY_BUT_OFFICES,
    },
}
"""Beside the partnership's own offices, who may always; what falls due is asked for by the clock alone,
and a desk that asks too early is told "not yet".
"""

CELLS = [
    pytest.param(stream, kind, role, role in may, id=f"{role}, {kind.model_fields['kind'].default}, {stream}")
    for stream, kinds in MAY.items()
    for kind, may in kinds.items()
    for role in ROLES
]


def a_definition_with_a_clerk() -> Definition:
    """The board's secretary is not the partnership's secretariat, nor that of whoever scrutinises it."""
    definition = a_definition()
    (board,) = definition.bodies
    clerked = board.model_copy(update={"secretary": BODYS})
    scrutiny = board.model_copy(update={"id": SCRUTINY, "seats": (), "secretary": SCRUTINYS})
    return definition.model_copy(update={"bodies": (clerked, scrutiny)})


def asked(kind: type[Command]) -> Command:
    """Who may is decided by what is asked, and of which body; the rest of it does not matter."""
    return kind.model_construct(body=BOARD, bodies=(BOARD,), matter=MATTER, scrutiny=SCRUTINY)


def state_of(stream: str) -> State | None:
    match stream.split("/", maxsplit=1)[0]:
        case "meeting":
            return Meeting.model_validate({"meeting": "special", "bodies": [BOARD], "starts": STARTS})
        case "obligation":
            return Obligation.model_validate(
                {
                    "obligation": "pr1",
                    "sort": ObligationSort.PROMISE,
                    "matter": MATTER,
                    "body": BOARD,
                    "owner": OWNER,
                    "words": {"digest": "0" * 64},
                    "due": {"words": "shortly"},
                    "opened": STARTS,
                }
            )
        case _:
            return None


def test_every_command_has_its_place() -> None:
    placed = {kind for kinds in MAY.values() for kind in kinds}
    assert placed == set(get_args(get_args(AnyCommand)[0]))


@pytest.mark.parametrize(("stream", "kind", "role", "may"), CELLS)
def test_who_may(stream: str, kind: type[Command], role: str, may: bool) -> None:
    definition = a_definition_with_a_clerk()
    assert may_act(definition, ROLES[role], stream, asked(kind), state_of(stream)) is may


@pytest.mark.parametrize(("stream", "kind"), [(stream, kind) for stream in MAY for kind in MAY[stream]])
def test_the_partnerships_offices_act_for_all(stream: str, kind: type[Command]) -> None:
    definition = a_definition_with_a_clerk()
    for office in (definition.director, definition.secretariat):
        assert may_act(definition, office, stream, asked(kind), state_of(stream))


@pytest.mark.parametrize("kind", sorted(AN_OWNERS_DECISION | ON_A_BODYS_RULES, key=str))
def test_an_office_that_acts_for_all_enters_neither_an_owners_decision_nor_a_bodys_rules(
    kind: type[Command],
) -> None:
    definition = a_definition_with_a_clerk()
    office = Office(id="press-office", title="Press office")
    definition = definition.model_copy(update={"offices": (office,)})
    stream = f"approval/{MATTER}"
    assert may_act(definition, office.id, stream, asked(commands.HoldMatter))
    assert not may_act(definition, office.id, stream, asked(kind))


def test_a_sponsor_never_says_what_a_body_says() -> None:
    """Neither its answers and decisions, nor that it takes a concern back, nor who has an interest."""
    of_the_body: set[type[Command]] = {
        commands.RecordDecision,
        commands.RecordMeeting,
        urgency_commands.TakeChairsAction,
        commands.WithdrawConcern,
        commands.DischargeCondition,
        commands.ExtendCondition,
    }
    of_members: set[type[Command]] = {
        commands.GiveAnswer,
        commands.DeclareInterest,
        commands.HandOver,
        commands.RaiseConcern,
    }
    for kind in of_the_body | of_members:
        for stream in MAY:
            assert not may_act(a_definition_with_a_clerk(), SPONSOR, stream, asked(kind), state_of(stream))
