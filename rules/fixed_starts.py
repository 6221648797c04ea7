"""Who holds a post from a first day that is fixed, whether or not that day's start was put on record."""

from collections.abc import Iterator, Mapping

from models.appointment import Appointment, AppointmentStage
from models.approval import Approval
from models.folding import State
from models.post import Tenure
from models.posts import Post
from models.values import Stream
from rules.approving import not_approving

States = Mapping[Stream, State]


def fixed_starts(post: Post, states: States) -> Iterator[Tenure]:
    """A rule compares the clock with the day itself: nothing has to run for somebody to begin. Nobody does
    whom the bodies do not confirm any more (G68), or who was found not to be eligible (G67).
    """
    for each in _appointments(post, states):
        if each.stage is not AppointmentStage.PROPOSED or each.starts_on is None or each.matter is None:
            continue
        if not not_approving(_approval(each.matter, states), post.under(each.conditions).serves):
            yield Tenure(
                appointment=each.number,
                person=each.person,
                kind=each.tenure,
                first=each.starts_on,
                last=each.last,
            )


def _appointments(post: Post, states: States) -> Iterator[Appointment]:
    number = 1
    while isinstance(each := states.get(f"appointment/{post.id}/{number}"), Appointment):
        yield each
        number += 1


def _approval(matter: str, states: States) -> Approval | None:
    state = states.get(f"approval/{matter}")
    return state if isinstance(state, Approval) else None
