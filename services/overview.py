"""What the register says, laid out for tables: matters, one matter before its bodies, letters, clocks."""

from collections.abc import Iterable, Mapping
from itertools import chain

from models.approval import Approval, Progress
from models.dates import ONE_DAY, WorkingCalendar
from models.errors import NotFound
from models.listings import (
    ConcernStands,
    LineCorrected,
    Matrix,
    MatrixRow,
    MatterLine,
    NextStep,
    PostedLetter,
    ProgrammeClock,
)
from models.programme import Asked, Definition, MatterPlan, Person, Route, Stage
from models.sign_off import SignOff
from models.streams import of_matter
from models.values import BodyId, Instant, MatterId, Procedure, ProgrammeId, Sha256
from rules.agenda import deciding_body, next_meeting
from rules.calendar import (
    at_london,
    clear_working_days_between,
    in_words,
    last_day_before,
    london_day,
)
from rules.call_in import effect_due
from rules.known import Known
from rules.refusals import refused
from rules.waits import sign_off_wait
from services import windows
from services.acting import House
from services.amended import chairs_action_of, conditions_of, decided_on, gave_before, notice_of
from services.corrections import corrections
from services.counting import counted
from services.course import course_of, ending
from services.effects import effect_of
from services.holding import held_why
from services.programmes import in_force
from services.rounds import rounds, typed_in
from services.still_open import still_open
from services.succession import holders_after, now_held_by, origins
from storage import listings
from storage.letter_rows import posted
from storage.listings import MatterView
from storage.matters import programmes as loaded_programmes
from storage.register import offset_of, words_by_digest

STEP_IN_WORDS: Mapping[str, str] = {
    "remind": "those who have not answered are reminded",
    "escalate": "who has not answered is escalated",
    "close-sign-off": "the written procedure closes",
    "take-effect": "its decision takes effect",
}


async def programmes(house: House) -> list[ProgrammeId]:
    """Those with a definition in force."""
    return await house.database.read(loaded_programmes)


async def clock(house: House, programme: ProgrammeId) -> ProgrammeClock:
    machine, offset = await house.clock.now(), await house.database.read(offset_of, programme)
    return ProgrammeClock(programme=programme, shows=machine + offset, machine=machine, offset=offset)


async def people(house: House, programme: ProgrammeId) -> list[Person]:
    return await house.database.read(listings.people_of, programme)


async def letters(house: House, programme: ProgrammeId, matter: MatterId | None = None) -> list[PostedLetter]:
    """The outbox, in the order written. Raises NotFound for a matter neither planned nor opened."""
    if matter is not None and matter not in {each.matter for each in await matters(house, programme)}:
        raise _not_found("unknown-matter")
    return await house.database.read(posted, programme, matter)


# --- matters ------------------------------------------------------------------------------


async def matters(house: House, programme: ProgrammeId) -> list[MatterLine]:
    """Every matter that is planned or was opened."""
    definition = await in_force(house, programme)
    opened = {each.matter: each for each in await house.database.read(listings.approvals, programme)}
    planned = [_line(plan.id, plan, opened.get(plan.id)) for plan in definition.matters]
    others = [_line(each, None, opened[each]) for each in opened if definition.matter(each) is None]
    return planned + others


async def matrix(house: House, programme: ProgrammeId, matter: MatterId) -> Matrix:
    """One matter before all its bodies. Raises NotFound for one neither planned nor opened."""
    view = await house.database.read(listings.matter_view, programme, matter)
    plan, approval = view.definition.matter(matter), view.approval
    route = approval.route if approval else plan.route if plan else None
    if route is None:
        raise _not_found("unknown-matter")
    as_of = await house.clock.now() + view.offset
    corrected = await corrections(house, programme)
    typed = await house.database.read(words_by_digest, chain.from_iterable(map(typed_in, view.sign_offs)))
    at = _Reading(view, as_of, corrected, typed)
    is_held = approval is not None and approval.progress is Progress.HELD
    return Matrix(
        matter=matter,
        title=plan.title if plan else matter,
        progress=approval.progress if approval else None,
        held_why=await held_why(house, programme, matter) if is_held else "",
        **await ending(house, view.definition, approval),
        is_complete=approval is not None and approval.is_complete,
        still_open=await still_open(house, programme, matter) if _is_only_complete(approval) else (),
        published=approval.publishing.published_on if approval else None,
        version=approval.version if approval else None,
        content_hash=approval.content_hash if approval else None,
        as_of=as_of,
        number=view.number,
        rows=at.rows(route),
        corrections=tuple(each for each in corrected if each.stream == of_matter(matter)),
        windows=await windows.windows(house, programme),
    )


def _is_only_complete(approval: Approval | None) -> bool:
    return approval is not None and approval.is_complete and not approval.is_published


async def sign_off(house: House, programme: ProgrammeId, matter: MatterId, body: BodyId) -> SignOff:
    """What the body is asked or told last. Raises NotFound, with the sentence a rule would refuse with."""
    view = await house.database.read(listings.matter_view, programme, matter)
    if view.approval is None:
        raise _not_found("no-such-matter")
    found = _newest(view.sign_offs).get(body)
    if found is None:
        raise _not_found("no-such-sign-off")
    return found


class _Reading:
    """One matter read at one moment, row by row."""

    def __init__(
        self,
        view: MatterView,
        as_of: Instant,
        corrected: tuple[LineCorrected, ...],
        typed: Mapping[Sha256, str],
    ) -> None:
        self._typed = typed
        self._definition = view.definition
        self._approval = view.approval
        self._every = sorted(view.sign_offs, key=lambda each: each.opened)
        self._sign_offs = decided_on(view.sign_offs)
        self._conditions = view.conditions
        self._ratifications = view.ratifications
        self._ended = view.ended
        self._meetings = {each.meeting: each for each in view.meetings}
        self._corrected = corrected
        self._as_of = as_of

    def rows(self, route: Route) -> tuple[MatrixRow, ...]:
        """Of each body on the route, and after them of those that took the place of one that ended."""
        asked = [self.row(stage, asked) for stage in route.stages for asked in stage.asks]
        holders = holders_after(self._approval, asked)
        held = ((row, self._holder(row, holders.get(row.body))) for row in asked)
        return tuple(each for pair in held for each in pair if each is not None)

    def _holder(self, after: MatrixRow, holder: BodyId | None) -> MatrixRow | None:
        body = self._definition.body(holder) if holder else None
        if body is None or self._approval is None:
            return None
        planned = MatrixRow(
            stage=after.stage,
            body=body.id,
            code=body.code,
            name=body.short,
            ask=after.ask,
            required=False,
            procedure=after.procedure,
        )
        own = self._sign_offs.get(body.id)
        told = self._said(own) if own else self._inherited(body.id)
        return planned.model_copy(update=told)

    def _inherited(self, holder: BodyId) -> dict[str, object]:
        """Where it stands without having been asked itself: on what was decided last of what it holds."""
        held = self._approval.held_by(holder) if self._approval else ()
        decided = [self._sign_offs[body] for body in held if body in self._sign_offs]
        beside = {**self._beside(holder), **self._amended(holder)}
        if not decided or self._approval is None:
            return beside
        last = max(decided, key=lambda each: each.decided.happened if each.decided else each.opened)
        holds = all(map(self._approval.has_given, held))
        return {"standing": last.standing, "holds": holds, "version": last.version, **beside}

    def row(self, stage: Stage, asked: Asked) -> MatrixRow:
        body = self._definition.body(asked.body)
        planned = MatrixRow(
            stage=stage.id,
            body=asked.body,
            code=body.code if body else "",
            name=body.short if body else asked.body,
            ask=asked.ask,
            required=asked.required,
            procedure=asked.by,
        )
        sign_off = self._sign_offs.get(asked.body)
        told = self._amended(asked.body) if sign_off is None else self._said(sign_off)
        return planned.model_copy(update=told)

    def _said(self, sign_off: SignOff) -> dict[str, object]:
        outcome = self._approval.outcomes.get(sign_off.body) if self._approval else None
        return {
            "standing": sign_off.standing,
            "holds": outcome.holds if outcome else None,
            "awaits_effect": outcome is not None and outcome.awaits_effect,
            "effect": effect_of(self._approval, sign_off) if self._approval else "",
            "procedure": sign_off.decided.basis.procedure if sign_off.decided else sign_off.procedure,
            "chairs_action": chairs_action_of(sign_off, self._ratifications),
            "version": sign_off.version,
            "entitled": len(sign_off.may_answer) if sign_off.procedure is Procedure.WRITTEN else 0,
            "answered": len(sign_off.answers.keys() - sign_off.interests.keys()),
            "rounds": rounds(sign_off, self._typed),
            "decided": sign_off.decided.happened if sign_off.decided else None,
            "recorded": sign_off.decided.recorded if sign_off.decided else None,
            "next_step": self._next_step(sign_off),
            **self._beside(sign_off.body),
            **self._amended(sign_off.body),
        }

    def _amended(self, body: BodyId) -> dict[str, object]:
        if self._approval is None:
            return {}
        return {
            "notice": notice_of(self._approval, body),
            "conditions": conditions_of(self._approval, body, self._conditions),
            "before": gave_before(self._approval, body),
            "now_held_by": now_held_by(self._definition, self._approval, self._ended, body),
            "holds_for": origins(self._definition, self._approval, self._sign_offs, body),
            **course_of(self._definition, self._approval, body),
        }

    def _beside(self, body: BodyId) -> dict[str, object]:
        """A new version does not end what was asked of the one before, nor what was written wrong of it."""
        every = [each for each in self._every if each.body == body]
        streams = {each.stream for each in every}
        return {
            "concerns": tuple(concern for each in every for concern in _concerns(each)),
            "corrections": tuple(each for each in self._corrected if each.stream in streams),
        }

    def _next_step(self, sign_off: SignOff) -> NextStep | None:
        if self._approval and (effect := effect_due(sign_off, self._approval)):
            return NextStep(at=effect.due, words=STEP_IN_WORDS[effect.kind])
        if self._approval is None or self._approval.progress is not Progress.RUNNING or not sign_off.is_open:
            return None
        if sign_off.procedure is Procedure.WRITTEN:
            step = sign_off_wait(sign_off, self._approval).next_step
            words = STEP_IN_WORDS.get(step.command.kind, step.command.kind) if step else ""
            return NextStep(at=step.at, words=words) if step else None
        if sign_off.meets is not None and sign_off.meets <= self._as_of:
            return self._unrecorded(sign_off.body, sign_off.meets)
        if sign_off.meets is not None:
            words = f"the meeting that takes it{self._papers_late(sign_off)}"
            return NextStep(at=sign_off.meets, words=words)
        meets = self._next_meeting(sign_off.body) if sign_off.procedure is Procedure.MEETING else None
        return NextStep(at=meets, words="its next meeting") if meets else None

    def _unrecorded(self, body: BodyId, met: Instant) -> NextStep:
        """What a body decided counts for nobody until it is on the record; late from the day after."""
        day, today = london_day(met), london_day(self._as_of)
        calendar = WorkingCalendar(holidays=frozenset(self._definition.holidays))
        days = clear_working_days_between(day, today + ONE_DAY, calendar)
        since = f" ({days} working {'day' if days == 1 else 'days'})" if today > day else ""
        owed = f"owed by {secretary_of(self._definition, body)}{since}"
        return NextStep(
            at=met, words=f"met on {in_words(day)}, not yet on the record: {owed}", is_late=today > day
        )

    def _papers_late(self, sign_off: SignOff) -> str:
        meeting = self._meetings.get(sign_off.meeting or "")
        asked = self._approval.asked(sign_off.body) if self._approval else None
        body = deciding_body(asked) if asked else sign_off.body
        if meeting is None or body not in meeting.papers_late_for(self._as_of):
            return ""
        return f", papers late (due {in_words(last_day_before(meeting.papers_due[body]))})"

    def _next_meeting(self, body: BodyId) -> Instant | None:
        """The first that can still take it, in the calendar or called beside it."""
        known = Known(
            programme=self._definition.id,
            at=self._as_of,
            happened=self._as_of,
            by=None,
            states={each.stream: each for each in self._meetings.values()},
            definition=self._definition,
            rule_sets={},
            called=tuple(self._meetings.values()),
        )
        meeting = next_meeting(known, body, self._as_of)
        called = self._meetings.get(meeting.id) if meeting else None
        if meeting is None or called is not None:
            return called.starts if called else None
        return at_london(meeting.day, meeting.at)


def secretary_of(definition: Definition, body: BodyId) -> str:
    """Whoever keeps the body's record, by their office where they have one."""
    found = definition.body(body)
    titles = {office.id: office.title for office in definition.offices}
    return titles.get(found.secretary if found else "", "the body's secretary")


async def stands(house: House, programme: ProgrammeId, matter: MatterId) -> tuple[MatrixRow, ...]:
    """The rows of an opened matter's table, without what was corrected since."""
    view = await house.database.read(listings.matter_view, programme, matter)
    at = _Reading(view, await house.clock.now() + view.offset, (), {})
    return at.rows(view.approval.route) if view.approval else ()


def _concerns(sign_off: SignOff) -> Iterable[ConcernStands]:
    return (
        ConcernStands(
            version=sign_off.version,
            id=each.id,
            questions=each.questions,
            state=each.state,
            raised=each.raised,
            objects=each.objects,
        )
        for each in sign_off.concerns.values()
    )


def _newest(sign_offs: Iterable[SignOff]) -> Mapping[BodyId, SignOff]:
    """Of each body the one opened last: an amendment asks some bodies again and tells others."""
    return {each.body: each for each in sorted(sign_offs, key=lambda each: each.opened)}


def _line(matter: MatterId, plan: MatterPlan | None, approval: Approval | None) -> MatterLine:
    route: Route | None = approval.route if approval else plan.route if plan else None
    return MatterLine(
        matter=matter,
        title=plan.title if plan else matter,
        progress=approval.progress if approval else None,
        is_complete=approval is not None and approval.is_complete,
        version=approval.version if approval else None,
        opened=approval.opened if approval else None,
        **counted(route, approval).model_dump(exclude={"are_approvals"}),
        published=approval.publishing.published_on if approval else None,
    )


def _not_found(code: str) -> NotFound:
    return NotFound(code, refused(code).words)
