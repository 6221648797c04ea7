"""The steps of a rehearsal: what is asked for, of which stream, by whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import get_args

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
from models.programme import Loaded
from models.values import BodyId, Instant, MatterId, PersonId, Sha256, Stream, VersionLabel
from rehearsal.expected import Expected

DONE_BY_TIME: frozenset[type[Command]] = frozenset(
    {
        commands.OpenStage,
        publication_commands.OpenGate,
        publication_commands.ChasePublication,
        commands.Succeed,
        commands.Remind,
        commands.Escalate,
        commands.PassSeatsOn,
        commands.CloseSignOff,
        executive_commands.TakeEffect,
        commands.ChasePapers,
        commands.NotePapersLate,
        commands.ChaseMinutes,
        commands.ChaseSitting,
        commands.InviteMembers,
        commands.ChaseObligation,
        commands.SlipObligation,
        commands.ReturnLetter,
        post_commands.OvertakeForecasts,
        post_commands.CloseApplications,
        post_commands.EraseCandidates,
        post_commands.StartAppointment,
        post_commands.GiveTermNotice,
        post_commands.NoteSignOffOverdue,
        post_commands.EndAppointment,
    }
)
"""What workflows and the postman do when the time has come: nobody's step."""

DONE_BY_THE_RUNNER: frozenset[type[Command]] = frozenset((commands.LoadDefinition, commands.SetClock))

STEPS: Mapping[str, type[Command]] = {
    command.model_fields["kind"].default: command
    for command in get_args(get_args(AnyCommand)[0])
    if command not in DONE_BY_TIME | DONE_BY_THE_RUNNER
}
"""What a step may do, by the kind of its command."""

BY_LETTER: frozenset[type[Command]] = frozenset(
    {commands.GiveAnswer, commands.DeclareInterest, commands.RaiseConcern, commands.HandOver}
)
"""What a member can do on the page that the link in a letter opens."""


class On(StrEnum):
    """What kind of stream a command is sent to."""

    PROGRAMME = "programme"
    MATTER = "approval"
    SIGN_OFF = "sign-off"
    MEETING = "meeting"
    OBLIGATION = "obligation"
    POST = "post"
    ROUND = "recruitment"
    APPOINTMENT = "appointment"
    ANY = "any"


ADDRESSED: Mapping[On, tuple[str, ...]] = {
    On.PROGRAMME: (),
    On.MATTER: ("matter",),
    On.SIGN_OFF: ("matter", "body", "version"),
    On.MEETING: ("meeting",),
    On.OBLIGATION: ("obligation",),
    On.POST: ("post",),
    On.ROUND: ("post", "number"),
    On.APPOINTMENT: ("post", "number"),
    On.ANY: ("stream",),
}
"""The keys of a step that say which stream, beside the command's own."""

SENT_TO: Mapping[On, frozenset[type[Command]]] = {
    On.PROGRAMME: frozenset(
        {
            commands.BarPublishing,
            commands.WithdrawWindow,
            letter_commands.StopLetters,
            letter_commands.ResumeLetters,
        }
    ),
    On.MATTER: frozenset(
        {
            commands.OpenMatter,
            commands.AskAgain,
            commands.HoldMatter,
            commands.ReleaseMatter,
            commands.WithdrawMatter,
            course_commands.VaryRoute,
            course_commands.GoAheadWithout,
            course_commands.EndMatter,
            course_commands.ProposeRules,
            course_commands.AgreeRules,
            course_commands.WithdrawRules,
            commands.FinishAdoption,
            commands.IssueVersion,
            executive_commands.PublishKeyNotice,
            executive_commands.UseKeyException,
            commands.LogComment,
            commands.RequestPapers,
            commands.SendPapers,
            commands.RefusePapers,
            publication_commands.AnswerComment,
            publication_commands.SetPublicationDate,
            publication_commands.Publish,
        }
    ),
    On.SIGN_OFF: frozenset(
        {
            commands.AnswerConcern,
            commands.WithdrawConcern,
            commands.RecordDecision,
            urgency_commands.TakeChairsAction,
            executive_commands.PublishDecision,
            executive_commands.CallInDecision,
            executive_commands.AnswerCallIn,
            commands.InformBody,
            *BY_LETTER,
        }
    ),
    On.MEETING: frozenset(
        {
            commands.CallMeeting,
            commands.PutOnAgenda,
            commands.IssuePapers,
            commands.GiveApologies,
            commands.WithdrawApologies,
            commands.RecordMeeting,
            commands.MoveMeeting,
            commands.AdjournMeeting,
            commands.SuspendMeeting,
            commands.CancelMeeting,
        }
    ),
    On.OBLIGATION: frozenset(
        {
            commands.OpenObligation,
            commands.CarryOver,
            commands.Discharge,
            commands.DropObligation,
            commands.DischargeCondition,
            commands.ExtendCondition,
        }
    ),
    On.POST: frozenset(
        {
            post_commands.EstablishPost,
            post_commands.GiveForecast,
            post_commands.TellPartners,
        }
    ),
    On.ROUND: frozenset(
        {
            post_commands.OpenRound,
            post_commands.PlanStages,
            post_commands.ReachStage,
            post_commands.OmitStage,
            post_commands.SetPanel,
            post_commands.DeclarePanelInterest,
            post_commands.EnterCandidate,
            post_commands.LetCandidateGo,
            post_commands.PauseRound,
            post_commands.ResumeRound,
            post_commands.DecideRound,
            post_commands.WithdrawRound,
            post_commands.LetRoundFallThrough,
        }
    ),
    On.APPOINTMENT: frozenset(
        {
            post_commands.ProposeAppointment,
            post_commands.RecordEligibility,
            post_commands.RequestSignOff,
            post_commands.AwaitInformation,
            post_commands.SupplyInformation,
            post_commands.AnswerSignOff,
            post_commands.FixStart,
            post_commands.ProposeExtension,
            post_commands.ExtendTerm,
            post_commands.EndEarly,
            post_commands.WithdrawAppointment,
        }
    ),
    On.ANY: frozenset({commands.CorrectRecord}),
}


def sent_to(command: type[Command]) -> On:
    return next(on for on, kinds in SENT_TO.items() if command in kinds)


UNREAD: Sha256 = "0" * 64
"""Stands for the text the member is asked about, which only the running round knows."""


@dataclass(frozen=True)
class Asked:
    """One body's sign-off, of the version it is asked about last unless one is named."""

    matter: MatterId
    body: BodyId
    version: VersionLabel | None = None


@dataclass(frozen=True)
class Step:
    number: int
    """Its place in the file, from 1."""
    id: str
    at: Instant
    address: Stream | Asked
    command: Command
    by: PersonId | None
    """None when it is done by following the link of a letter."""
    reader: PersonId | None = None
    """Whose letter that is, where it is not the holder of the seat."""
    happened: Instant | None = None
    refused: str | None = None
    """The code it is expected to be refused with."""
    expects: tuple[Expected, ...] = ()
    of: str = ""
    """The round it belongs to, where several are played on one clock."""

    @property
    def name(self) -> str:
        place = f"step {self.number} ({self.id})" if self.id else f"step {self.number}"
        return f"{self.of}, {place}" if self.of else place

    @property
    def answers_what_is_asked(self) -> bool:
        """Whether an answer leaves it to the round which text it is to."""
        return isinstance(self.command, commands.GiveAnswer) and self.command.content_hash == UNREAD

    def with_expects(self, expects: tuple[Expected, ...]) -> "Step":
        return replace(self, expects=expects)


@dataclass(frozen=True)
class Look:
    """A moment at which nobody does anything, and something is expected."""

    number: int
    """The place of its first block in the file, from 1."""
    at: Instant
    expects: tuple[Expected, ...]
    of: str = ""

    @property
    def name(self) -> str:
        return f"{self.of}, expect {self.number}" if self.of else f"expect {self.number}"


@dataclass(frozen=True)
class Rehearsal:
    path: Path
    loaded: Loaded
    starts: Instant
    moments: tuple[Step | Look, ...]
    """In the order of time; what is looked at comes after what is done at the same instant."""
