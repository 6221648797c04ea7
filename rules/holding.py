"""While a matter is on hold its windows stand still; after the release they have that time back."""

from dataclasses import dataclass

from models.approval import Approval
from models.dates import ONE_DAY, WorkingCalendar
from models.events import DeadlineMoved
from models.sign_off import SignOff
from models.values import LONDON, Instant
from rules.calendar import at_london, is_working_day, last_day_before, last_working_day_by
from rules.known import Known


def has_closed(approval: Approval | None, sign_off: SignOff, moment: Instant) -> bool:
    """Whether the time to answer or object is up: not while the matter is on hold, unless it was before."""
    if sign_off.deadline is None or moment < sign_off.deadline:
        return False
    return approval is None or not is_suspended(approval, sign_off)


def is_suspended(approval: Approval, sign_off: SignOff) -> bool:
    """Whether nothing closes now that was to close: the matter was put on hold before its deadline."""
    return sign_off.deadline is not None and approval.stands_still(sign_off.deadline)


def moved_on(known: Known, approval: Approval, sign_off: SignOff) -> DeadlineMoved | None:
    """Every instant still to come moves by as many whole days as the matter was held, a part of a day counted
    as one, to the same hour in London. A deadline that would fall on a day off closes on the next working
    day, and what comes before it moves as far; a reminder on a day off comes on the working day before it.
    None where nothing moves.
    """
    until = known.happened if approval.adopting else known.at
    hold = _Hold(max(approval.held or until, sign_off.opened), until, known.calendar)
    days = hold.days_to_a_working_day(sign_off.deadline)
    deadline = sign_off.deadline
    moved = DeadlineMoved(
        deadline=_later(deadline, days) if deadline and deadline > hold.since else deadline,
        reminders=tuple(dict.fromkeys(hold.moved(each, days) for each in sign_off.reminders)),
        secretariat_told=sign_off.secretariat_told and hold.moved(sign_off.secretariat_told, days),
        director_told=sign_off.director_told and hold.moved(sign_off.director_told, days),
    )
    return None if moved == _as_it_stands(sign_off) else moved


@dataclass(frozen=True)
class _Hold:
    since: Instant
    until: Instant
    calendar: WorkingCalendar

    @property
    def days(self) -> int:
        """By London's clocks, so that an hour that comes twice or not at all makes no day more or less."""
        began, ended = (each.astimezone(LONDON).replace(tzinfo=None) for each in (self.since, self.until))
        return max(0, -(-(ended - began) // ONE_DAY))

    def days_to_a_working_day(self, deadline: Instant | None) -> int:
        days = self.days
        if deadline is None or deadline <= self.since or days == 0:
            return days
        while not is_working_day(last_day_before(_later(deadline, days)), self.calendar):
            days += 1
        return days

    def moved(self, moment: Instant, days: int) -> Instant:
        """What came before the hold stays what it was."""
        if moment <= self.since or days == 0:
            return moment
        later = _later(moment, days)
        local = later.astimezone(LONDON)
        on_working_day = at_london(last_working_day_by(local.date(), self.calendar), local.time())
        return on_working_day if on_working_day > self.until else later


def _later(moment: Instant, days: int) -> Instant:
    local = moment.astimezone(LONDON)
    return at_london(local.date() + days * ONE_DAY, local.time())


def _as_it_stands(sign_off: SignOff) -> DeadlineMoved:
    return DeadlineMoved(
        deadline=sign_off.deadline,
        reminders=sign_off.reminders,
        secretariat_told=sign_off.secretariat_told,
        director_told=sign_off.director_told,
    )
