"""A council whose cabinet gives notice of key decisions and may be called in, before one plan, in memory."""

from datetime import UTC, date, datetime

from a_partnership import SPONSOR, a_partnership, a_rule_set, people
from a_register import Register

from models.commands import DecisionRecord, Limb, OpenMatter, OpenStage, RecordDecision
from models.deciding import Attendance
from models.executive import CallInRules, DecisionNotice, Exemption, KeyDecisions, KeyException, ScrutinySays
from models.executive_commands import (
    AnswerCallIn,
    CallInDecision,
    PublishDecision,
    PublishKeyNotice,
    TakeEffect,
    UseKeyException,
)
from models.gate import Gate
from models.outcome import BodyOutcome
from models.programme import (
    Asked,
    Body,
    KnownMeeting,
    Loaded,
    MatterPlan,
    Person,
    Route,
    RuleSet,
    Seat,
    Stage,
)
from models.sign_off import SignOff
from models.values import Ask, Instant, Procedure, Text, Verb
from models.waits import SignOffWait
from rules.gate import gate
from rules.waits import sign_off_wait

MATTER, APPROVAL = "harbour-plan", "approval/harbour-plan"
CABINET, SCRUTINY, COUNCIL = "cabinet", "scrutiny", "full-council"
CABINETS = f"sign-off/{MATTER}/{CABINET}/1.0"
PUBLISHED, ANSWER, REPORT = (f"{MATTER}.{CABINET}.{what}" for what in ("publish", "answer", "urgent"))
CLERKS = {body: f"{body}-clerk" for body in (CABINET, SCRUTINY, COUNCIL)}
WHY = Text.of("the ferry was not thought of")
RECORD = DecisionNotice(reasons=Text.of("the quay is worn out"), rejected=Text.of("do nothing"))

MONDAY = datetime(2020, 3, 30, 9, 0, tzinfo=UTC)
"""Of the week before the week before Easter: Good Friday is 10 April, Easter Monday 13 April."""
EASTER = (date(2020, 4, 10), date(2020, 4, 13), date(2020, 5, 8), date(2020, 5, 25))

CALL_IN = CallInRules(by=SCRUTINY, urgency=(f"{SCRUTINY}/chair", f"{COUNCIL}/chair"), reported_to=COUNCIL)
KEY = KeyDecisions(
    scrutiny_chair=f"{SCRUTINY}/chair",
    urgency=(f"{SCRUTINY}/chair", f"{COUNCIL}/chair", f"{COUNCIL}/vice-chair"),
)


def a_body(name: str, rules: str) -> Body:
    seats = tuple(
        Seat(id=f"{name}/{role}", title=f"{role} of {name}", category="member", held_by=f"{name}.{role}")
        for role in ("chair", "vice-chair", "member")
    )
    return Body(
        id=name,
        name=f"The {name}",
        short=name,
        kind="council",
        rules=rules,
        seats=seats,
        chair=f"{name}/chair",
        secretary=CLERKS[name],
    )


def a_council(call_in: CallInRules | None = CALL_IN, key: KeyDecisions | None = None) -> Loaded:
    """The cabinet approves, reporting by letter; then the full council notes."""
    loaded = a_partnership()
    plain = a_rule_set().model_copy(
        update={"written": None, "procedures": (Procedure.LETTER, Procedure.MEETING)}
    )
    executive = RuleSet.model_validate(
        {**dict(plain), "id": "executive", "call_in": call_in, "key_decision": key}
    )
    stages = (
        Stage(
            id="cabinet",
            title="Cabinet",
            asks=(Asked(body=CABINET, ask=Ask.APPROVE, by=Procedure.LETTER),),
        ),
        Stage(
            id="council",
            title="Council",
            asks=(Asked(body=COUNCIL, ask=Ask.NOTE, by=Procedure.LETTER, required=False),),
        ),
    )
    (plan,) = loaded.definition.matters
    route = Route(owner=CABINET, stages=stages)
    rules = {CABINET: executive.id, SCRUTINY: plain.id, COUNCIL: plain.id}
    definition = loaded.definition.model_copy(
        update={
            "holidays": EASTER,
            "rule_sets": (plain, executive),
            "bodies": tuple(a_body(name, of) for name, of in rules.items()),
            "matters": (MatterPlan(**{**dict(plan), "id": MATTER, "route": route}),),
            "meetings": (KnownMeeting(id="annual", bodies=(COUNCIL,), day=date(2020, 5, 14)),),
        }
    )
    known = people(definition)
    clerks = tuple(Person(id=each, name=each, address=f"{each}@harbour.example") for each in CLERKS.values())
    return loaded.model_copy(update={"definition": definition, "people": (*known, *clerks)})


class Cabinet:
    """The round as far as the cabinet is asked, and what everybody may do about its decision."""

    def __init__(
        self,
        at: Instant = MONDAY,
        call_in: CallInRules | None = CALL_IN,
        key: KeyDecisions | None = None,
    ) -> None:
        self.register = Register(a_council(call_in, key), at=at)
        assert self.register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR) == "done"
        assert self.register.do(APPROVAL, OpenStage(stage="cabinet")) == "done"

    # --- what is so -----------------------------------------------------------------------

    @property
    def sign_off(self) -> SignOff:
        return self.register.sign_off(MATTER, CABINET, "1.0")

    @property
    def outcome(self) -> BodyOutcome | None:
        return self.register.approval(MATTER).outcomes.get(CABINET)

    @property
    def holds(self) -> bool:
        return self.register.approval(MATTER).has_given(CABINET)

    @property
    def gate(self) -> Gate:
        return gate(self.register.known(), self.register.approval(MATTER))

    @property
    def wait(self) -> SignOffWait:
        return sign_off_wait(self.sign_off, self.register.approval(MATTER))

    def times(self, kind: str) -> int:
        return sum(line.event.kind == kind for line in self.register.lines)

    # --- what is done ---------------------------------------------------------------------

    def on(self, at: Instant) -> "Cabinet":
        self.register.at = at
        return self

    def decides(self, verb: Verb = Verb.APPROVE, happened: Instant | None = None) -> str:
        record = DecisionRecord(
            limbs=(Limb(verb=verb),),
            by_assent=True,
            wording=WHY,
            asked_for=WHY if verb is Verb.DEFER else None,
        )
        there = tuple(Attendance(seat=f"{CABINET}/{role}") for role in ("chair", "vice-chair", "member"))
        letter = RecordDecision(decision=record, attendance=there, evidence=Text.of("its minute"))
        return self.register.do(CABINETS, letter, CLERKS[CABINET], happened)

    def publishes(self, exempt: Exemption | None = None, happened: Instant | None = None) -> str:
        command = PublishDecision(notice=RECORD, exempt=exempt)
        return self.register.do(CABINETS, command, CLERKS[CABINET], happened)

    def is_called_in(self, by: str = SCRUTINY, happened: Instant | None = None) -> str:
        command = CallInDecision(scrutiny=by, reason=WHY)
        return self.register.do(CABINETS, command, CLERKS[SCRUTINY], happened)

    def scrutiny_says(
        self, outcome: ScrutinySays, by: str = SCRUTINY, happened: Instant | None = None
    ) -> str:
        command = AnswerCallIn(scrutiny=by, outcome=outcome, reason=WHY)
        return self.register.do(CABINETS, command, CLERKS[SCRUTINY], happened)

    def time_passes_to(self, at: Instant) -> None:
        """Every step of the cabinet's sign-off that falls due until then is taken, and does something."""
        while (step := self.wait.next_step) is not None and step.at <= at:
            self.register.at = max(self.register.at, step.at)
            done = self.register.do(CABINETS, step.command)
            assert done == "done", f"{step.command.kind} was waited for and does nothing"
        self.register.at = max(self.register.at, at)

    def early(self) -> str:
        """Asking for the effect now, however soon that is."""
        due = self.sign_off.effective_at
        return self.register.do(CABINETS, TakeEffect(due=due, turn=self.sign_off.turn)) if due else "nothing"

    def gives_notice(self, first: date, last: date, happened: Instant | None = None) -> str:
        notice = PublishKeyNotice(body=CABINET, first=first, last=last, obtained=Text.of("from the clerk"))
        return self.register.do(APPROVAL, notice, CLERKS[CABINET], happened)

    def uses(
        self,
        exception: KeyException,
        agreed_by: str | None = None,
        unable: tuple[str, ...] = (),
        happened: Instant | None = None,
    ) -> str:
        command = UseKeyException(
            body=CABINET, exception=exception, reason=WHY, agreed_by=agreed_by, unable=unable
        )
        return self.register.do(APPROVAL, command, CLERKS[CABINET], happened)


# --- so far ------------------------------------------------------------------------------


def decided(call_in: CallInRules | None = CALL_IN) -> Cabinet:
    cabinet = Cabinet(call_in=call_in)
    assert cabinet.decides() == "done"
    return cabinet


def published(at: datetime = MONDAY) -> Cabinet:
    cabinet = decided().on(at)
    assert cabinet.publishes() == "done"
    return cabinet


def called_in(at: datetime = MONDAY) -> Cabinet:
    cabinet = published().on(at)
    assert cabinet.is_called_in() == "done"
    return cabinet


def day(month: int, of_month: int, hour: int = 9) -> datetime:
    return datetime(2020, month, of_month, hour, 0, tzinfo=UTC)
