"""Who holds a post from a first day that is fixed, whether or not that day's start was put on record."""

from collections.abc import Iterator, Mapping

from models.appointment import Appointment, AppointmentStage
from models.approval import Approval
from models.folding import State
from models.post import Tenure
from models.posts import Post
from models.values import PostId, Stream
from rules.approving import not_approving

States = Mapping[Stream, State]


def fixed_starts(post: Post, states: States) -> Iterator[Tenure]:
    """A rule compares the clock with the day itself: nothing has to run for somebody to begin."""
    for each in appointments_in(states, post.id):
        if each.starts_on is not None and is_to_hold(each, post, states):
            yield Tenure(
                appointment=each.number,
                person=each.person,
                kind=each.tenure,
                first=each.starts_on,
                last=each.last,
            )


def is_to_hold(appointment: Appointment, post: Post, states: States) -> bool:
    """Whether a first day is fixed and stands: not of somebody whom the bodies do not confirm any more (G68),
    or who was found not to be eligible (G67).
    """
    if appointment.stage is not AppointmentStage.PROPOSED or appointment.starts_on is None:
        return False
    if appointment.matter is None:
        return False
    serves = post.under(appointment.conditions).serves
    return not not_approving(_approval(appointment.matter, states), serves)


def appointments_in(states: States, post: PostId) -> Iterator[Appointment]:
    """In the order in which they were proposed."""
    number = 1
    while isinstance(each := states.get(f"appointment/{post}/{number}"), Appointment):
        yield each
        number += 1


def _approval(matter: str, states: States) -> Approval | None:
    state = states.get(f"approval/{matter}")
    return state if isinstance(state, Approval) else None
