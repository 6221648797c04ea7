"""The strategy round played day by day as its forecast has it, up to where a test wants to ask again."""

from datetime import date

from a_register import Register
from a_round import (
    MATTER,
    SECRETARIAT,
    before_everybody,
    expect,
    item,
    on,
    record,
    there,
)

from models.commands import DecisionRecord, InformBody, ItemRecord, Limb, RecordDecision, SuspendMeeting
from models.deciding import ConditionTerms
from models.forecasting import Forecast, Leg, LegKind, Supposed
from models.programme import Asked, KnownMeeting
from models.values import Ask, BodyId, Instant, Text, Verb
from rules.agenda import asked_through
from rules.calendar import add_working_days, london_day
from rules.forecast import forecast, supposing

MID_ESSEX, ESSEX_HWB, OWNER = "mid-essex-ccg", "essex-hwb", "partnership-board"
ITS_MARCH, ITS_MAY = "mid-essex-ccg-2020-03-26", "mid-essex-ccg-2020-05-28"
C1 = f"{MATTER}.{ESSEX_HWB}.condition-1"
C1_TERMS = ConditionTerms(
    due=date(2020, 4, 9),
    discharged_by=f"{ESSEX_HWB}/director-of-public-health",
    consulting=(f"{ESSEX_HWB}/councillor-1", f"{ESSEX_HWB}/councillor-2"),
    may_agree=True,
)
"""By 9 April the text says how a consistent approach is kept; the officer may agree the version that does."""
SATISFYING = {
    Ask.APPROVE: Verb.APPROVE,
    Ask.RECOMMEND: Verb.RECOMMEND,
    Ask.ADVISE: Verb.ADVISE,
    Ask.NOTE: Verb.NOTE,
    Ask.ENDORSE: Verb.ENDORSE,
}


def foreseen(
    register: Register,
    *lost: str,
    added: tuple[KnownMeeting, ...] = (),
    by_chairs_action: tuple[BodyId, ...] = (),
) -> Forecast:
    approval = register.approval(MATTER)
    known = supposing(register.known(), approval, Supposed(lost=lost, added=added))
    return forecast(known, approval, by_chairs_action)


def day_of(found: Forecast) -> date | None:
    return london_day(found.finish) if found.finish else None


def leg(found: Forecast, body: BodyId, kind: LegKind = LegKind.BODY) -> Leg:
    (one,) = [each for each in found.legs if (each.body, each.kind) == (body, kind)]
    return one


# --- bodies at the forecast's pace --------------------------------------------------------


def asked_of(register: Register, body: BodyId) -> Asked:
    asked = register.approval(MATTER).asked(body)
    assert asked is not None
    return asked


def _through(register: Register, body: BodyId) -> Asked:
    asked = asked_through(register.approval(MATTER), body)
    assert asked is not None
    return asked


def _item(register: Register, body: BodyId, conditions: tuple[BodyId, ...]) -> ItemRecord:
    if body not in conditions:
        return item(body, SATISFYING[_through(register, body).ask])
    due = add_working_days(london_day(register.at), 20, register.known().calendar)
    terms = C1_TERMS.model_copy(update={"due": due})
    limb = Limb(verb=Verb.APPROVE_SUBJECT_TO, words=Text.of("say how"), terms=terms)
    return ItemRecord(body=body, matter=MATTER, decision=DecisionRecord(limbs=(limb,), by_assent=True))


def decides(register: Register, body: BodyId, at: Instant, conditions: tuple[BodyId, ...] = ()) -> None:
    """What it was asked for, on the day foreseen; those named approve subject to a condition."""
    asked, version = asked_of(register, body), register.approval(MATTER).version
    sign_off = register.sign_off(MATTER, body, version)
    if sign_off.meeting is not None:
        register.at = max(register.at, at)
        meets = register.meeting(sign_off.meeting).agenda[MATTER]
        items = tuple(_item(register, each, conditions) for each in meets)
        held = record(*((each, "*40") for each in meets), items=items)
        expect(register.do(f"meeting/{sign_off.meeting}", held, SECRETARIAT, happened=at))
    elif asked.ask is Ask.BE_INFORMED:
        expect(register.do(sign_off.stream, InformBody(), SECRETARIAT))
    else:
        decision = DecisionRecord(limbs=(Limb(verb=SATISFYING[asked.ask]),), by_assent=True)
        letter = RecordDecision(
            decision=decision, evidence=Text.of("their letter"), attendance=there(body, "*40")
        )
        expect(register.do(sign_off.stream, letter, SECRETARIAT))


def first_of(found: Forecast, bodies: set[BodyId]) -> Leg | None:
    """The required body, of these, that decides next."""
    waiting = [
        each
        for each in found.legs
        if each.kind is LegKind.BODY and each.required and each.body in bodies
        if not each.is_done and each.earliest is not None
    ]
    return min(waiting, key=lambda each: each.earliest or found.asked, default=None)


# --- the round as it was ------------------------------------------------------------------


def played_until(day: date) -> Register:
    """Everybody decides on their first day, the Essex board on 12 March subject to C1, until that evening."""
    register = before_everybody()
    evening = on(day.year, day.month, day.day, 18)
    everybody = {each.body for each in register.approval(MATTER).asked_so_far}
    while True:
        following = first_of(foreseen(register), everybody)
        if following is None or following.earliest is None or following.earliest > evening:
            break
        decides(register, following.body, following.earliest, conditions=(ESSEX_HWB,))
    register.at = evening
    return register


def suspended() -> Register:
    """On 19 March the Mid Essex meeting of the 26th is suspended; everybody else has decided."""
    register = played_until(date(2020, 3, 19))
    suspending = SuspendMeeting(reason=Text.of("no public meetings"))
    expect(register.do(f"meeting/{ITS_MARCH}", suspending, SECRETARIAT))
    return register
