"""Whether a post can be filled as its definition says: its stages, its seats, whom it tells."""

from collections import Counter
from collections.abc import Iterable, Iterator

from config.expanding import Draft
from config.reading import Entry, Fault, Kind
from models.posts import Post, RoundStage
from models.values import SeatId


def faults_in_posts(draft: Draft) -> Iterator[Fault]:
    for entry in draft.posts:
        if entry.value is not None:
            yield from _says_each_once(entry, entry.value)
            yield from _goes_through_its_stages(entry, entry.value)
            yield from _has_seats_of_its_bodies(draft, entry, entry.value)
    yield from _shares_no_seat(draft)


def _says_each_once(entry: Entry[Post], post: Post) -> Iterator[Fault]:
    each_once: dict[str, Iterable[str]] = {
        "serves": post.serves,
        "seats": post.seats,
        "told": post.told,
        "dependants": [each.id for each in post.dependants],
    }
    for key, ids in each_once.items():
        for name, times in Counter(ids).items():
            if times > 1:
                yield entry.fault(key, "each of them once", f"{name} twice")


def _goes_through_its_stages(entry: Entry[Post], post: Post) -> Iterator[Fault]:
    """In the one order there is; what every round leaves out is one of them, and has its reason (G66)."""
    in_order = tuple(stage for stage in RoundStage if stage in post.stages)
    if not post.stages or post.stages != in_order:
        expected = "stages in this order: " + ", ".join(RoundStage)
        yield entry.fault("stages", expected, ", ".join(post.stages) or "none")
    for stage, reason in post.omitted.items():
        if stage not in post.stages:
            yield entry.fault(f"omitted.{stage}", "one of the post's stages", stage)
        elif not reason.strip():
            yield entry.fault(f"omitted.{stage}", "why it is left out", "nothing")


def _has_seats_of_its_bodies(draft: Draft, entry: Entry[Post], post: Post) -> Iterator[Fault]:
    """Whoever is appointed sits where the appointing bodies say, and in no other body."""
    if Kind.BODIES in draft.unreadable:
        return
    for seat in post.seats:
        named = seat.partition("/")[0]
        body = draft.body(named)
        is_known = body is not None and any(each.id == seat for each in body.seats)
        is_faulty = body is None and any(each.id == named for each in draft.bodies)
        if named not in post.serves or not (is_known or is_faulty):
            yield entry.fault("seats", "seats of the bodies it serves", seat)


def _shares_no_seat(draft: Draft) -> Iterator[Fault]:
    first: dict[SeatId, Entry[Post]] = {}
    for entry in draft.posts:
        for seat in dict.fromkeys(entry.value.seats if entry.value else ()):
            other = first.setdefault(seat, entry)
            if other is not entry:
                yield entry.fault("seats", "seats of no other post", f"{seat}, also of {other.id}")
