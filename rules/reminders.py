"""When those who owe an answer are reminded, and when others learn that it is missing."""

from datetime import date, time, timedelta

from models.dates import Escalation, WorkingCalendar
from models.values import Instant
from rules.calendar import (
    add_working_days,
    at_london,
    clear_working_days_between,
    last_day_before,
    last_working_day_by,
    london_day,
    working_days_before,
)

REMINDED_AT = time(9, 0)


def reminder_days(opened: Instant, deadline: Instant, calendar: WorkingCalendar) -> tuple[Instant, ...]:
    """At nine on the day when half the working days are gone, two working days before the last day
    and one before it; each morning once, and never on the day of the asking itself.
    """
    asked, last = london_day(opened), last_day_before(deadline)
    days = {working_days_before(last, 2, calendar), working_days_before(last, 1, calendar)}
    if (half := half_time(asked, last, calendar)) is not None:
        days.add(half)
    mornings = (at_london(day, REMINDED_AT) for day in sorted(days) if day > asked)
    return tuple(morning for morning in mornings if opened < morning < deadline)


def half_time(asked: date, last: date, calendar: WorkingCalendar) -> date | None:
    """The day in the middle of the working days after the asking, the last one included: counted in
    working days so that a long weekend does not push the reminder against the end.
    """
    to_answer = clear_working_days_between(asked, last + timedelta(days=1), calendar)
    return add_working_days(asked, (to_answer + 1) // 2, calendar) if to_answer else None


def next_reminder(reminders: tuple[Instant, ...], after: Instant) -> Instant | None:
    """The one that follows, so that a letter can say when the next will come; None after the last."""
    return min((moment for moment in reminders if moment > after), default=None)


def escalation_instants(opened: Instant, deadline: Instant, calendar: WorkingCalendar) -> Escalation:
    """The director learns at nine on the last working day who has not answered, the secretariat one
    working day earlier, or with the director when the asking left no such day.
    """
    day = last_working_day_by(last_day_before(deadline), calendar)
    if at_london(day, REMINDED_AT) >= deadline:
        day = working_days_before(day, 1, calendar)
    director = at_london(day, REMINDED_AT)
    if director <= opened:
        return Escalation()
    secretariat = at_london(working_days_before(day, 1, calendar), REMINDED_AT)
    return Escalation(secretariat=secretariat if secretariat > opened else director, director=director)
