"""A post that three towns fill together, each confirming on its own; an office outside signs off."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from a_partnership import BOARD, CONTENT, SPONSOR, a_partnership, a_rule_set, written
from a_register import Register

from models.appointment import Appointment
from models.commands import Command, GiveAnswer, OpenMatter, OpenStage
from models.dates import When
from models.organisations import DatedName, Organisation
from models.post import PostHeld
from models.post_commands import (
    AnswerSignOff,
    DecideRound,
    EnterCandidate,
    EstablishPost,
    FixStart,
    GiveForecast,
    OpenRound,
    ProposeAppointment,
    ReachStage,
    RecordEligibility,
    RequestSignOff,
    SetPanel,
)
from models.post_events import AppointmentProposed, OmittedStep, SignOffAnswer, TenureKind
from models.posts import BEFORE_THE_PANEL_DECIDES, Dependant, OutsideSignOff, Post, RoundStage, SignOffEffect
from models.programme import Asked, Body, Loaded, MatterPlan, Person, Route, Seat, Stage
from models.recruitment import Round
from models.values import Answer, Ask, Instant, Procedure, Text
from models.waits import Step
from rules.leaving import hand_over_of
from rules.waits import appointment_wait, post_wait, recruitment_wait

POST = "harbour-master"
ON_POST, ROUND, APPOINTMENT = f"post/{POST}", f"recruitment/{POST}/1", f"appointment/{POST}/1"
SECOND = f"appointment/{POST}/2"
TOWNS = ("east", "north", "south")
RECRUITER, OFFICE, INTERIM, PERMANENT = "recruiter", "national-office", "interim-master", "new-master"
PANEL = ("panel-chair", "panel-lay", "panel-peer")
RECRUIT, CONFIRM, EXTEND = "recruit", "confirm", "extend"
FOLLOWING = tuple(f"confirm-{number}" for number in range(2, 7))
"""Whoever is to hold it after the first is confirmed by a matter of their own."""
MONDAY = datetime(2020, 1, 6, 9, 0, tzinfo=UTC)
HOLIDAYS = (date(2020, 4, 10), date(2020, 4, 13), date(2020, 5, 8), date(2020, 5, 25), date(2020, 8, 31))
TERM = date(2020, 8, 24)
WHY, SEEN = Text.of("so it was agreed"), Text.of("letter of the office")
PARTICULARS = "Somebody Unmistakable, of Quayside"


def a_town(name: str) -> Body:
    seats = tuple(
        Seat(id=f"{name}/{role}", title=f"{role} of {name}", category=role, held_by=f"{name}.{role}")
        for role in ("chair", "lay", "officer")
    )
    return Body(
        id=name,
        name=f"The {name} board",
        short=name,
        kind="board",
        rules="town-rules",
        organisation=f"{name}-town",
        seats=seats,
        chair=f"{name}/chair",
        secretary=f"{name}-clerk",
    )


def a_matter(name: str) -> MatterPlan:
    """Before the three and, beside them, a board that the post does not serve."""
    asks = (Asked(body=each, ask=Ask.APPROVE, by=Procedure.WRITTEN) for each in TOWNS)
    beside = Asked(body=BOARD, ask=Ask.APPROVE, by=Procedure.WRITTEN, required=False)
    route = Route(owner=BOARD, stages=(Stage(id="towns", title="The towns", asks=(*asks, beside)),))
    return MatterPlan(id=name, title=name, short=name, document="plan", sponsor=SPONSOR, route=route)


def a_definition_of_post(**said: object) -> Post:
    return Post.model_validate(
        {
            "id": POST,
            "title": "Harbour Master",
            "roles": ("Harbour Master", "Master of Pilots"),
            "serves": TOWNS,
            "host": "north-town",
            "seats": tuple(f"{town}/officer" for town in TOWNS),
            "secretary": RECRUITER,
            "sign_off": OutsideSignOff(by=OFFICE, working_days=10),
            "stages": (*BEFORE_THE_PANEL_DECIDES, RoundStage.OFFERED),
            "omitted": {RoundStage.LONGLISTED: "few are expected to apply"},
            "dependants": (
                Dependant(id="crew", title="The crew"),
                Dependant(id="merger", title="The merger of the harbours", needs_permanent=True),
            ),
            "told": ("north.chair", "south.chair", "north.chair", "panel-lay"),
            **said,
        }
    )


def a_partnership_with_a_post(**said: object) -> Loaded:
    loaded = a_partnership(3)
    definition = loaded.definition
    towns = tuple(a_town(each) for each in TOWNS)
    rules = a_rule_set(written(agreeing=1), id="town-rules")
    organisation = Organisation(id="south-town", names=(DatedName(name="South Town"),), sector="town")
    others = [seat.held_by for town in towns for seat in town.seats]
    others += [f"{town}-clerk" for town in TOWNS]
    others += [RECRUITER, OFFICE, INTERIM, PERMANENT, *PANEL]
    people = (Person(id=each, name=f"Holder of {each}", address=f"{each}@towns.example") for each in others)
    return Loaded(
        definition=definition.model_copy(
            update={
                "rule_sets": (*definition.rule_sets, rules),
                "bodies": (*definition.bodies, *towns),
                "organisations": (organisation,),
                "matters": tuple(a_matter(each) for each in (RECRUIT, CONFIRM, EXTEND, *FOLLOWING)),
                "posts": (a_definition_of_post(**said),),
                "holidays": HOLIDAYS,
            }
        ),
        people=(*loaded.people, *people),
        files=loaded.files,
    )


class Filling:
    """The post on its way: what was done to it so far, in memory."""

    def __init__(self, **said: object) -> None:
        self.register = Register(a_partnership_with_a_post(**said), at=MONDAY)

    def at(self, day: date, hour: int = 9) -> None:
        self.register.at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    def do(self, stream: str, command: Command, person: str | None = RECRUITER) -> str:
        return self.register.do(stream, command, person)

    def does(self, stream: str, *commands: Command) -> None:
        for command in commands:
            assert (code := self.do(stream, command)) == "done", f"{command!r}: {code}"

    # --- the bodies -----------------------------------------------------------------------

    def confirm(self, matter: str, bodies: Iterable[str] = TOWNS) -> None:
        for stream, command, person in confirming(matter, bodies, is_open=self.is_before_bodies(matter)):
            assert self.do(stream, command, person) == "done"

    def is_before_bodies(self, matter: str) -> bool:
        return f"approval/{matter}" in self.register.states

    # --- the post, a round, an appointment --------------------------------------------------

    def establish(self) -> None:
        self.confirm(RECRUIT)
        self.does(ON_POST, EstablishPost(matter=RECRUIT))

    def open_round(self, number: int = 1) -> str:
        stream = f"recruitment/{POST}/{number}"
        self.does(stream, OpenRound(post=POST, number=number))
        return stream

    def interview(self, stream: str = ROUND) -> None:
        """A panel of three, of whom two suffice; two candidates; every stage up to the interviews."""
        self.does(stream, SetPanel(members=PANEL, quorum=2))
        for reference in ("c-1", "c-2"):
            self.does(stream, EnterCandidate(reference=reference, particulars=Text.of(PARTICULARS)))
        for stage in BEFORE_THE_PANEL_DECIDES:
            if stage is not RoundStage.LONGLISTED:
                closes = self.register.known().day if stage is RoundStage.ADVERTISED else None
                self.does(stream, ReachStage(stage=stage, closes=closes))

    def appoint_nobody(self, stream: str = ROUND) -> None:
        self.interview(stream)
        self.does(stream, DecideRound(present=PANEL, reason=WHY))

    def propose(self, stream: str = APPOINTMENT, **said: object) -> None:
        """An interim for six months, after a round that chose nobody; anybody else comes out of no round."""
        number = int(stream.split("/")[2])
        matter, round_ = confirmation_of(stream), 1 if said.get("tenure", "interim") == "interim" else None
        terms: dict[str, object] = {"tenure": TenureKind.INTERIM, "person": INTERIM, "round": round_}
        terms |= {"matter": matter, "last": TERM}
        self.does(
            stream, ProposeAppointment.model_validate({"post": POST, "number": number, **terms, **said})
        )
        self.does(stream, RecordEligibility(passed=True, evidence=SEEN))

    def holds_proposal(self, **said: object) -> None:
        """An interim as releases kept it that asked neither for the matter nor how far off a day was."""
        terms: dict[str, object] = {"tenure": TenureKind.INTERIM, "person": INTERIM, "last": TERM}
        conditions = {"post": POST, "number": 1, "conditions": self.definition.conditions}
        proposed = AppointmentProposed.model_validate(conditions | terms | said)
        self.register.holds(APPOINTMENT, proposed)
        self.does(APPOINTMENT, RecordEligibility(passed=True, evidence=SEEN))

    def request(self, stream: str = APPOINTMENT) -> None:
        left_out = (RoundStage.OFFERED,) if self.appointment(stream).round else self.definition.stages
        omitted = tuple(OmittedStep(stage=each, reason=NOT_OFFERED.reason) for each in left_out)
        self.does(stream, RequestSignOff(interviewed=2, omitted=omitted))

    def sign_off(self, stream: str = APPOINTMENT) -> None:
        self.request(stream)
        self.does(stream, AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN))

    def start(self, first: date, stream: str = APPOINTMENT, *, hand_over: bool = False) -> None:
        self.does(stream, FixStart(first=first, hand_over=hand_over))
        self.until(stream, "start-appointment")

    def until(self, stream: str, kind: str) -> None:
        """All that falls due on the stream, up to and with a command of this kind."""
        for _ in range(12):
            step = self.next_step(stream)
            assert step is not None, f"{stream} waits for nothing"
            self.take(stream, step)
            if step.command.kind == kind:
                return
        raise AssertionError(kind)

    def take(self, stream: str, step: Step) -> None:
        self.register.at = max(self.register.at, step.at)
        assert self.register.do(stream, step.command) == "done", step

    def next_step(self, stream: str) -> Step | None:
        if stream == ON_POST:
            return post_wait(self.post).next_step
        if stream.startswith("recruitment/"):
            return recruitment_wait(self.round(stream)).next_step
        known, appointment = self.register.known(), self.appointment(stream)
        return appointment_wait(appointment, known.calendar, hand_over_of(known, appointment)).next_step

    # --- what it came to ------------------------------------------------------------------

    @property
    def post(self) -> PostHeld:
        state = self.register.states[ON_POST]
        assert isinstance(state, PostHeld)
        return state

    def round(self, stream: str = ROUND) -> Round:
        state = self.register.states[stream]
        assert isinstance(state, Round)
        return state

    def appointment(self, stream: str = APPOINTMENT) -> Appointment:
        state = self.register.states[stream]
        assert isinstance(state, Appointment)
        return state

    @property
    def definition(self) -> Post:
        return self.register.definition.posts[0]


NOT_OFFERED = OmittedStep(stage=RoundStage.OFFERED, reason=Text.of("chosen by the towns themselves"))
EARLY = GiveForecast(
    due=When.within("early in 2020", date(2020, 1, 1), date(2020, 3, 31)), source=Text.of("a paper")
)


def confirmation_of(stream: str) -> str:
    number = int(stream.split("/")[2])
    return CONFIRM if number == 1 else FOLLOWING[number - 2]


def confirming(
    matter: str, bodies: Iterable[str], *, is_open: bool = False
) -> list[tuple[str, Command, str | None]]:
    """Each asked in writing, and approving by the answer of its chair, which suffices."""
    acts: list[tuple[str, Command, str | None]] = []
    if not is_open:
        acts.append((f"approval/{matter}", OpenMatter(matter=matter, version="1.0"), SPONSOR))
        acts.append((f"approval/{matter}", OpenStage(stage="towns"), None))
    for body in bodies:
        seat = f"{body}/{'member-1' if body == BOARD else 'chair'}"
        answer = GiveAnswer(seat=seat, answer=Answer.APPROVE, content_hash=CONTENT)
        acts.append((f"sign-off/{matter}/{body}/1.0", answer, seat.replace("/", ".")))
    return acts


def an_established_post(**said: object) -> Filling:
    filling = Filling(**said)
    filling.establish()
    return filling


def after_a_round(**said: object) -> Filling:
    """Its first round chose nobody, so that the towns look for an interim."""
    filling = an_established_post(**said)
    filling.does(ON_POST, EARLY)
    filling.open_round()
    filling.appoint_nobody()
    return filling


def in_post(**said: object) -> Filling:
    """An interim in post from Monday 24 February 2020 to the end of Monday 24 August 2020."""
    filling = after_a_round(**said)
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.start(date(2020, 2, 24))
    return filling


def with_effect(effect: SignOffEffect) -> OutsideSignOff:
    return OutsideSignOff(by=OFFICE, effect=effect, working_days=10)


def moment(year: int, month: int, day: int, hour: int = 0) -> Instant:
    return datetime(year, month, day, hour, tzinfo=UTC)
