"""From which day all is met that an appointment hangs on, and what is dated before that (G67-G70)."""

from datetime import date

from models.acts import Refused
from models.appointment import Appointment
from models.posts import Post
from models.values import Instant, MatterId
from rules.calendar import in_words, london_day
from rules.known import Known
from rules.refusals import refused_having


def refuses_dated_before(known: Known, moment: Instant | None, code: str) -> Refused | None:
    """By the day, since what is entered later is often known by its day alone."""
    if moment is None or london_day(moment) <= known.day:
        return None
    return refused_having(code, in_words(london_day(moment)))


def confirmed_at(known: Known, post: Post, matter: MatterId | None) -> Instant | None:
    """When the last of the bodies that the post serves confirmed it."""
    approval = known.approval(matter) if matter else None
    given = (approval.outcomes.get(body) for body in post.serves) if approval else ()
    return max((each.happened for each in given if each is not None), default=None)


def met_on(known: Known, post: Post, appointment: Appointment) -> date:
    """The day by which every body had confirmed it, the person was known to be eligible, and the office
    outside had answered or might not object any more.
    """
    asked = appointment.sign_off if post.sign_off else None
    moments = (
        appointment.opened,
        confirmed_at(known, post, appointment.matter),
        appointment.eligible_since,
        (asked.answered or asked.due) if asked else None,
    )
    return max(london_day(each) for each in moments if each is not None)


def refuses_too_soon(known: Known, post: Post, appointment: Appointment, first: date) -> Refused | None:
    """Nobody holds a post on a day on which not all was met yet, nor is a start fixed then."""
    met = met_on(known, post, appointment)
    if known.day < met:
        return refused_having("fixed-too-soon", in_words(met))
    return refused_having("starts-too-soon", in_words(met)) if first < met else None
