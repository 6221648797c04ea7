"""What a body lacks, for a quorum or of its membership, once its seats are held by others (G73)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.dates import ONE_DAY
from models.post_events import HolderStarted
from models.posts import Post
from models.programme import Body, Definition, RuleSet, Seat
from models.values import BodyId, PersonId
from rules.calendar import in_words
from rules.conflicts import expected_to_lack
from rules.known import Known
from rules.passing_on import days_of_change
from rules.quorum import composition

Found = dict[BodyId, tuple[str, ...]]


@dataclass(frozen=True)
class Lacking:
    """By body; none that lacked the same before. It stops nothing: a vacancy invalidates nothing (G34)."""

    missing: Found
    """For a quorum, though everyone came."""
    unfilled: Found
    """Of the members its rules ask for."""


@dataclass(frozen=True)
class _Held:
    rules: RuleSet
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class _Change:
    body: BodyId
    before: _Held
    after: _Held
    from_day: date | None = None
    """None where it is so already."""


def lacking(known: Known, post: Post, event: HolderStarted) -> Lacking:
    """With the post's seats held by whoever starts, against the day before."""
    return _lacking(
        _Change(
            body.id,
            _Held(rules, body.seats_on(event.first - ONE_DAY)),
            _Held(rules, tuple(_held_by(each, post, event.person) for each in body.seats_on(event.first))),
        )
        for body, rules in _bodies_of(known, post)
    )


def lacking_from(known: Known, post: Post, day: date) -> Lacking:
    """Since that day, with which the post's seats are held by others, or by nobody any more."""
    return _lacking(
        _Change(body.id, _Held(rules, body.seats_on(day - ONE_DAY)), _Held(rules, body.seats_on(day)))
        for body, rules in _bodies_of(known, post)
    )


def lacking_under(known: Known, offered: Definition) -> Lacking:
    """Today or from a day to come, because the definition offered names others for its seats than the one in
    force does, or nobody, or asks for other members.
    """
    return _lacking(_changes_by(known, replace(known, definition=offered)))


def _changes_by(known: Known, then: Known) -> Iterator[_Change]:
    """In the order of their days."""
    for each in then.definition.bodies:
        if known.definition.body(each.id) is None:
            continue
        before, after = known.body(each.id), then.body(each.id)
        rules, new_rules = known.definition.rules_of(before), then.definition.rules_of(after)
        if (before.seats, rules) == (after.seats, new_rules):
            continue
        coming = {day for seat in after.seats for day in days_of_change(seat) if day > known.today}
        for day in sorted({known.today, *coming}):
            held, so_held = _Held(rules, before.seats_on(day)), _Held(new_rules, after.seats_on(day))
            yield _Change(each.id, held, so_held, None if day == known.today else day)


def _lacking(changes: Iterable[_Change]) -> Lacking:
    every = tuple(changes)
    return Lacking(missing=_found(_for_a_quorum, every), unfilled=_found(_of_its_members, every))


def _found(lacks: Callable[[_Held], tuple[str, ...]], changes: Iterable[_Change]) -> Found:
    """Of each body what it lacks first."""
    found: Found = {}
    for each in changes:
        missing = lacks(each.after)
        if missing and each.body not in found and missing != lacks(each.before):
            found[each.body] = _from(each.from_day, missing)
    return found


def _for_a_quorum(held: _Held) -> tuple[str, ...]:
    return expected_to_lack(held.rules, held.seats, (), ())


def _of_its_members(held: _Held) -> tuple[str, ...]:
    return composition(held.rules, held.seats).missing


def _from(day: date | None, missing: Sequence[str]) -> tuple[str, ...]:
    return (f"from {in_words(day)} on, {'; '.join(missing)}",) if day else tuple(missing)


def _bodies_of(known: Known, post: Post) -> Iterator[tuple[Body, RuleSet]]:
    for name in dict.fromkeys(seat.split("/")[0] for seat in post.seats):
        if known.definition.body(name) is not None:
            body = known.body(name)
            yield body, known.definition.rules_of(body)


def _held_by(seat: Seat, post: Post, person: PersonId) -> Seat:
    return seat.model_copy(update={"held_by": person}) if seat.id in post.seats else seat
