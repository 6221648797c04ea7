"""By which matter every body a post serves confirms something of it: one matter, one decision (G68, G74)."""

from collections.abc import Iterator

from models.acts import Refused
from models.appointment import Appointment, AppointmentStage
from models.approval import Approval, Progress
from models.posts import Post
from models.values import Ask, BodyId, MatterId, PostId, Stream
from rules.approving import not_approving
from rules.fixed_starts import appointments_in
from rules.known import Known
from rules.refusals import refused, refused_having


def unconfirmed(known: Known, post: Post, matter: MatterId) -> tuple[BodyId, ...]:
    """The bodies it serves that have not approved what the matter asks of them: four of five is not enough,
    and what was withdrawn or ended confirms nothing.
    """
    return not_approving(known.approval(matter), post.serves)


def refuses_unconfirmed(known: Known, post: Post, matter: MatterId | None) -> Refused | None:
    if matter is None:
        return refused_having("not-all-confirmed", names_of(known, post.serves))
    missing = unconfirmed(known, post, matter)
    return refused_having("not-all-confirmed", names_of(known, missing)) if missing else None


def refuses_matter(known: Known, post: Post, matter: MatterId, stream: Stream) -> Refused | None:
    """Whether it cannot confirm what is proposed on the stream: a post, an appointment, a longer term."""
    if used := _used_by(known, matter, stream):
        return refused_having("matter-used", used)
    return _refuses_route(known, post, matter)


def _refuses_route(known: Known, post: Post, matter: MatterId) -> Refused | None:
    """Every body the post serves is to be asked to approve, by a matter that may still be decided."""
    approval, plan = known.approval(matter), known.definition.matter(matter)
    if approval is None and plan is None:
        return refused("unknown-matter")
    if approval is not None and approval.is_ended:
        is_withdrawn = approval.progress is Progress.WITHDRAWN
        return refused("matter-withdrawn" if is_withdrawn else "matter-ended")
    stages = approval.route.stages if approval else plan.route.stages if plan else ()
    approving = {asked.body for stage in stages for asked in stage.asks if asked.ask is Ask.APPROVE}
    beside = tuple(body for body in post.serves if not _is_among(approval, body, approving))
    return refused_having("matter-asks-otherwise", names_of(known, beside)) if beside else None


def _is_among(approval: Approval | None, body: BodyId, approving: set[BodyId]) -> bool:
    """A body may have taken the place of others since."""
    asked = approval.asked(body) if approval else None
    return asked.ask is Ask.APPROVE if asked else body in approving


def _used_by(known: Known, matter: MatterId, stream: Stream) -> str:
    """What else was to be confirmed by it, in words. What was withdrawn before the matter was opened, so
    before any body was asked, leaves it to another.
    """
    is_open = known.approval(matter) is not None
    for post in known.definition.posts:
        held = known.post(post.id)
        if held is not None and held.stream != stream and held.matter == matter:
            return f"the post of {post.title}"
        for each in appointments_of(known, post.id):
            is_left = each.stage is AppointmentStage.WITHDRAWN and not is_open
            if each.stream != stream and matter in each.matters and not is_left:
                return f"appointment {each.number} to the post of {post.title}"
    return ""


def refuses_longer_term_by(known: Known, appointment: Appointment, matter: MatterId) -> Refused | None:
    """A longer term is a new decision: not that of the first, nor of a term proposed before (G74), nor one
    that bodies had taken before they could know of it.
    """
    is_open = known.approval(matter) is not None
    if matter == appointment.matter or (matter in appointment.matters and is_open):
        return refused_having("matter-used", "this appointment already, or an earlier longer term of it")
    return None


def confirmed_before(known: Known, post: Post, matter: MatterId) -> tuple[BodyId, ...]:
    """The bodies it serves that had decided the matter by the day of what is now proposed."""
    approval = known.approval(matter)
    if approval is None:
        return ()
    had_given = {
        body
        for body in post.serves
        if (outcome := approval.outcomes.get(body)) and outcome.holds and outcome.happened <= known.happened
    }
    return tuple(body for body in post.serves if body in had_given)


def confirmed_by(known: Known, matter: MatterId) -> tuple[Post, Appointment] | None:
    """The appointment that every body has confirmed by it, or a longer term of it, and is gone on with by
    nobody yet: neither asked outside nor given a first day.
    """
    for post in known.definition.posts:
        for each in appointments_of(known, post.id):
            is_waiting = each.is_open and each.asking is None and (each.extension or each.first is None)
            under = post.under(each.conditions)
            if is_waiting and matter == _matter_now(each) and not unconfirmed(known, under, matter):
                return under, each
    return None


def _matter_now(appointment: Appointment) -> MatterId | None:
    return appointment.extension.matter if appointment.extension else appointment.matter


def appointments_of(known: Known, post: PostId) -> Iterator[Appointment]:
    """In the order in which they were proposed."""
    return appointments_in(known.states, post)


def names_of(known: Known, bodies: tuple[BodyId, ...]) -> str:
    """One that a later definition left out is named by its id."""
    return ", ".join(known.body(each).short if known.definition.body(each) else each for each in bodies)
