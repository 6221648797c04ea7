"""Who holds which seat on which day: as the definition says, and by the posts that seats go with (G73)."""

from collections.abc import Mapping

from models.folding import State
from models.post import PostHeld, Tenure
from models.posts import Post
from models.programme import Body, Definition, Holder, Seat
from models.values import SeatId, Stream
from rules.fixed_starts import fixed_starts

States = Mapping[Stream, State]


def seated(definition: Definition, states: States) -> Definition:
    """The definition with the holders of its posts in the seats that go with them, for whoever asks who sits
    where on a day.
    """
    bodies = tuple(with_holders(each, definition, states) for each in definition.bodies)
    return definition.model_copy(update={"bodies": bodies})


def with_holders(body: Body, definition: Definition, states: States) -> Body:
    """The body with the holders of posts in its seats."""
    holding = dict(_held(body, definition, states))
    if not holding:
        return body
    seats = tuple(
        seat.model_copy(update={"holders": _holders(holding[seat.id], seat)}) if seat.id in holding else seat
        for seat in body.seats
    )
    return body.model_copy(update={"seats": seats})


def _held(body: Body, definition: Definition, states: States) -> list[tuple[SeatId, tuple[Tenure, ...]]]:
    """The seats of the body that go with a post which somebody has held, or is to hold from a day on."""
    found = []
    for post in definition.posts:
        seats = [seat for seat in post.seats if seat.split("/")[0] == body.id]
        if seats and (tenures := _tenures(post, states)):
            found += [(seat, tenures) for seat in seats]
    return found


def _tenures(post: Post, states: States) -> tuple[Tenure, ...]:
    """In the order in which they begin, also from a day that is to come."""
    held = states.get(f"post/{post.id}")
    if not isinstance(held, PostHeld):
        return ()
    return tuple(sorted((*held.tenures, *fixed_starts(post, states)), key=lambda each: each.first))


def _holders(tenures: tuple[Tenure, ...], seat: Seat) -> tuple[Holder, ...]:
    """The last to come first, so that while a post is handed over its new holder acts. Since the first of
    them the seat goes with the post: on a day on which nobody holds that, it is vacant, unless the definition
    names somebody from a later day on. Before them it was held as the definition says.
    """
    held = (Holder(person=each.person, since=each.first, until=each.last) for each in reversed(tenures))
    first = tenures[0].first
    later = (each for each in seat.holders if each.since is not None and each.since > first)
    return (*held, *later, Holder(since=first), *seat.holders)
