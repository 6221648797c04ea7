"""Rounds nobody would plan: whatever is done in whatever order, nothing crashes, doubles or waits in vain."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest
from a_round import APPROVAL, MATTER, SECRETARIAT, before_everybody

from models.approval import Approval
from models.commands import (
    AdjournMeeting,
    AskAgain,
    BodyPresent,
    CallMeeting,
    CancelMeeting,
    Command,
    DecisionRecord,
    HoldMatter,
    IssuePapers,
    IssueVersion,
    ItemRecord,
    Limb,
    MoveMeeting,
    OpenStage,
    PutOnAgenda,
    RaiseConcern,
    RecordMeeting,
    ReleaseMatter,
    SuspendMeeting,
    WithdrawConcern,
)
from models.course import RouteChange
from models.course_commands import GoAheadWithout, VaryRoute
from models.deciding import Attendance, Figures
from models.folding import State
from models.meeting import Meeting
from models.obligation import Obligation
from models.sign_off import SignOff
from models.values import ChangeClass, Stream, Text, Verb
from models.waits import Step
from rules.members import members_change_at
from rules.opening import next_opening
from rules.passing_on import passes_at
from rules.waits import approval_wait, meeting_wait, obligation_wait, sign_off_wait

WHY = Text.of("so it goes")
DECISIONS = (
    {"limbs": (Limb(verb=Verb.APPROVE),), "by_assent": True},
    {"limbs": (Limb(verb=Verb.APPROVE),), "by_assent": True},
    {"limbs": (Limb(verb=Verb.NOTE),), "by_assent": True},
    {"limbs": (Limb(verb=Verb.DEFER),), "by_assent": True, "asked_for": WHY},
    {"limbs": (Limb(verb=Verb.APPROVE),), "lost": True, "figures": Figures(in_favour=0, against=3)},
    {},
)


class AnyRound:
    """The strategy round, driven by chance from where everybody has been asked."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  a round by chance is no secret
        self.register = before_everybody()
        self.called = 0

    def do(self, stream: Stream, command: Command, person: str | None = SECRETARIAT) -> str:
        decided = {name: state.decided for name, state in self.sign_offs() if not state.is_open}
        first = len(self.register.lines)
        code = self.register.do(stream, command, person)
        for line in self.register.lines[first:]:
            is_twice = line.event.kind == "sign-off-decided" and decided.get(line.stream) is not None
            ended = getattr(line.event, "standing", None)
            assert not is_twice or ended == "no-objection", f"{line.stream} was decided twice"
        return code

    def sign_offs(self) -> list[tuple[Stream, SignOff]]:
        return [(name, each) for name, each in self.register.states.items() if isinstance(each, SignOff)]

    def meetings(self) -> list[Meeting]:
        found = (each for each in self.register.states.values() if isinstance(each, Meeting))
        return [meeting for meeting in found if meeting.is_to_come]

    # --- what falls due -------------------------------------------------------------------

    def time_passes(self, span: timedelta) -> None:
        """Every step that is waited for is taken when its instant comes, and each does something."""
        until = self.register.at + span
        for _ in range(400):
            due = [step for each in self.register.states.items() for step in self.steps(*each)]
            due = [each for each in due if each[0].at <= until]
            if not due:
                break
            step, stream = min(due, key=lambda each: (each[0].at, each[1]))
            self.register.at = max(self.register.at, step.at)
            code = self.do(stream, step.command, None)
            assert code != "nothing", f"{stream} waits for {step.command.kind}, which does nothing"
            if code == "not-yet":
                break
        else:
            pytest.fail("time never passes: one step calls for the next without end")
        self.register.at = max(self.register.at, until)

    def steps(self, stream: Stream, state: State) -> list[tuple[Step, Stream]]:
        step = self.step(state)
        return [(step, stream)] if step else []

    def step(self, state: State) -> Step | None:
        calendar = self.register.known().calendar
        match state:
            case Approval():
                opens = next_opening(self.register.known(), state)
                wait = approval_wait(state, self.register.definition, opens)
                if wait.next_stage is not None:
                    return Step(at=self.register.at, command=OpenStage(stage=wait.next_stage))
                return wait.next_step
            case SignOff():
                passes = passes_at(self.register.known(), state)
                return sign_off_wait(state, self.register.approval(state.matter), passes).next_step
            case Meeting():
                resting = {each for each in state.awaited if not self.register.approval(each).is_running}
                change = members_change_at(self.register.known(), state)
                return meeting_wait(state, calendar, resting, change).next_step
            case Obligation():
                return obligation_wait(state, calendar).next_step
            case _:
                return None

    # --- what people do -------------------------------------------------------------------

    def somebody_acts(self) -> None:
        acts: tuple[Callable[[], object], ...] = (
            self.a_meeting_is_recorded,
            self.a_meeting_is_recorded,
            self.a_meeting_is_changed,
            self.a_meeting_is_called,
            self.a_body_is_asked_again,
            self.the_text_changes,
            self.the_matter_is_held_or_released,
            self.a_concern_is_raised_or_withdrawn,
            self.the_owner_varies_the_route,
        )
        self.chance.choice(acts)()

    def a_record(self, meeting: Meeting) -> RecordMeeting:
        day = meeting.starts.date()
        seats = {body: self.register.known().body(body).seats_on(day) for body in meeting.bodies}
        present = tuple(
            BodyPresent(
                body=body,
                attendance=tuple(
                    Attendance(seat=seat.id) for seat in there if self.chance.random() < MOST_COME
                ),
            )
            for body, there in seats.items()
        )
        items = tuple(
            ItemRecord(
                body=body,
                matter=matter,
                decision=DecisionRecord.model_validate(self.chance.choice(DECISIONS)),
            )
            for matter, bodies in meeting.agenda.items()
            for body in bodies
        )
        return RecordMeeting(present=present, items=items)

    def a_meeting_is_recorded(self) -> None:
        held = [meeting for meeting in self.meetings() if meeting.starts <= self.register.at]
        if not held:
            return
        meeting = self.chance.choice(held)
        record = self.a_record(meeting)
        if self.chance.random() < FEW_ADJOURN:
            later = self.register.at + timedelta(days=self.chance.choice((1, 2, 7)))
            told = self.chance.choice((record, None))
            self.do(meeting.stream, AdjournMeeting(starts=later, reason=WHY, record=told))
        else:
            self.do(meeting.stream, record)

    def a_meeting_is_changed(self) -> None:
        if not self.meetings():
            return
        meeting = self.chance.choice(self.meetings())
        commands: tuple[Command, ...] = (
            CancelMeeting(reason=WHY),
            SuspendMeeting(reason=WHY),
            MoveMeeting(starts=self.some_day(5, 40), reason=WHY),
            IssuePapers(),
        )
        self.do(meeting.stream, self.chance.choice(commands))

    def a_meeting_is_called(self) -> None:
        body = self.chance.choice(self.register.approval(MATTER).bodies)
        self.called += 1
        name = f"called-{self.called}"
        called = CallMeeting(meeting=name, bodies=(body,), starts=self.some_day(3, 30))
        if self.do(f"meeting/{name}", called) == "done":
            self.do(f"meeting/{name}", PutOnAgenda(matter=MATTER, bodies=(body,)))

    def some_day(self, first: int, last: int) -> datetime:
        later = self.register.at + timedelta(days=self.chance.randint(first, last))
        return later.replace(hour=13)

    def a_body_is_asked_again(self) -> None:
        body = self.chance.choice(self.register.approval(MATTER).bodies)
        self.do(APPROVAL, AskAgain(body=body, reason=WHY))

    def the_text_changes(self) -> None:
        change = self.chance.choice((ChangeClass.EDITORIAL, ChangeClass.LIMITED, ChangeClass.MATERIAL))
        self.do(APPROVAL, IssueVersion(version="1.1", change=change, reason=WHY))

    def the_matter_is_held_or_released(self) -> None:
        self.do(APPROVAL, self.chance.choice((HoldMatter(reason=WHY), ReleaseMatter(reason=WHY))))

    def a_concern_is_raised_or_withdrawn(self) -> None:
        stream, _ = self.chance.choice(self.sign_offs())
        raised = RaiseConcern(words=WHY, objects=self.chance.choice((True, False)))
        self.do(stream, self.chance.choice((raised, WithdrawConcern(concern="c1"))))

    def the_owner_varies_the_route(self) -> None:
        body = self.chance.choice(self.register.approval(MATTER).bodies)
        word = {"body": body, "reason": WHY, "evidence": WHY}
        change = self.chance.choice((RouteChange.REQUIRED, RouteChange.NOT_REQUIRED))
        without, varied = GoAheadWithout(**word), VaryRoute(change=change, **word)
        self.do(APPROVAL, self.chance.choice((without, without, varied)))


MOST_COME, FEW_ADJOURN = 0.85, 0.25


@pytest.mark.parametrize("seed", range(24))
def test_nothing_crashes_doubles_or_waits_in_vain(seed: int) -> None:
    any_round = AnyRound(seed)
    for _ in range(20):
        any_round.time_passes(timedelta(hours=any_round.chance.choice((1, 5, 30, 100, 200))))
        any_round.somebody_acts()
    assert len(any_round.register.lines) > len(before_everybody().lines)
