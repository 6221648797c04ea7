"""A post: that there is one, and how what waits for it stands."""

from datetime import date, timedelta

from models.acts import Decision, Entry, Refused
from models.appointment import AppointmentStage
from models.dates import ONE_DAY
from models.dependants import DependantStands, Waiting
from models.post import PostHeld, Tenure
from models.post_commands import EstablishPost
from models.post_events import PostEstablished, RoundOutcome, TenureKind
from models.posts import Dependant, Post
from models.recruitment import Round
from models.values import Instant, PostId, Stream
from rules.calendar import london_day
from rules.confirming import appointments_of, refuses_matter, refuses_unconfirmed
from rules.known import Known
from rules.refusals import refused

AT_RISK = timedelta(days=60)
"""Before its day, as long as before the end of a term: what needs a permanent holder by then is at risk."""


def establish_post(known: Known, stream: Stream, command: EstablishPost) -> Decision:
    """Each body it serves has agreed separately, one after another (G68); or the post stood before its record
    began, and the reason says so.
    """
    post = post_of(known, stream)
    if post is None:
        return refused("unknown-post")
    if known.post(post.id) is not None:
        return refused("post-exists")
    if refusal := _refuses_ground(known, post, stream, command):
        return refusal
    return (Entry(stream, PostEstablished(matter=command.matter, reason=command.reason), known.happened),)


def _refuses_ground(known: Known, post: Post, stream: Stream, command: EstablishPost) -> Refused | None:
    if (command.matter is None) == (command.reason is None):
        return refused("matter-or-reason")
    if command.matter is None:
        is_blank = command.reason is not None and not command.reason.words.strip()
        return refused("matter-or-reason") if is_blank else None
    return refuses_matter(known, post, command.matter, stream) or refuses_unconfirmed(
        known, post, command.matter
    )


# --- what waits for it ------------------------------------------------------------------------


def dependants(known: Known, post: Post, day: date) -> tuple[DependantStands, ...]:
    """Ready while somebody holds the post; waiting while a round is open for it, or whoever a panel chose has
    still to begin; blocked, and never failed, when nobody does; at risk where only a permanent holder would
    do and its day comes near.
    """
    held = known.post(post.id)
    return tuple(_with_its_day(known, post, held, each, day) for each in post.dependants)


def _with_its_day(
    known: Known, post: Post, held: PostHeld | None, dependant: Dependant, day: date
) -> DependantStands:
    """Its day was missed where it was not ready on it, however it stands since."""
    stands = _stands(known, post, held, dependant, day)
    if dependant.due is None or day <= dependant.due:
        return stands
    then = _stands(known, post, held, dependant, dependant.due)
    missed = None if then.waiting is Waiting.READY else dependant.due
    return stands.model_copy(update={"missed": missed})


def _stands(
    known: Known, post: Post, held: PostHeld | None, dependant: Dependant, day: date
) -> DependantStands:
    tenure = held.on(day) if held else None
    if held is not None and tenure is not None:
        return _told(dependant, *_while_held(held, dependant, tenure, day))
    rounds = rounds_of(known, post.id)
    is_open = any(each.outcome is None for each in rounds)
    is_chosen = not is_open and somebody_is_chosen(known, post.id)
    since = _since(known, held, rounds, day, goes_on=is_open or is_chosen)
    waits = is_open or is_chosen or (held is not None and not rounds)
    stands = _told(dependant, Waiting.WAITING if waits else Waiting.BLOCKED, since)
    return stands.model_copy(update={"is_chosen": is_chosen})


def somebody_is_chosen(known: Known, post: PostId) -> bool:
    """Whether whoever the panel of its last round chose has still to begin, and may."""
    last = next(reversed(rounds_of(known, post)), None)
    if last is None or not last.has_chosen:
        return False
    coming = [each.stage for each in appointments_of(known, post) if each.round == last.number]
    return not coming or AppointmentStage.PROPOSED in coming


def _while_held(held: PostHeld, dependant: Dependant, tenure: Tenure, day: date) -> tuple[Waiting, date]:
    """Since it became so, whoever has held the post from then on."""
    waiting, since = _under(dependant, tenure, day)
    while (before := held.on(since - ONE_DAY)) is not None:
        was, earlier = _under(dependant, before, since - ONE_DAY)
        if was is not waiting:
            break
        since = earlier
    return waiting, since


def _under(dependant: Dependant, tenure: Tenure, day: date) -> tuple[Waiting, date]:
    """With the first day of the tenure on which it was so."""
    risky = _at_risk_from(dependant, tenure)
    if risky is not None and risky <= day:
        return Waiting.AT_RISK, risky
    return Waiting.READY, tenure.first


def _at_risk_from(dependant: Dependant, tenure: Tenure) -> date | None:
    """While there is time, whoever is in the post carries it on; what has no date is at risk at once."""
    if not dependant.needs_permanent or tenure.kind is TenureKind.PERMANENT:
        return None
    return max(tenure.first, dependant.due - AT_RISK) if dependant.due else tenure.first


def _told(dependant: Dependant, waiting: Waiting, since: date | None) -> DependantStands:
    return DependantStands(dependant=dependant.id, title=dependant.title, waiting=waiting, since=since)


def _since(
    known: Known, held: PostHeld | None, rounds: tuple[Round, ...], day: date, *, goes_on: bool
) -> date | None:
    """`goes_on` of a round that may still fill it: then what waits does so since that was opened."""
    if held is None:
        return None
    ended = [each.last + ONE_DAY for each in held.tenures if each.last is not None and each.last < day]
    turned = (
        [london_day(rounds[-1].opened if goes_on else _came_to_nothing(known, rounds[-1]))] if rounds else []
    )
    return max([*ended, *turned, london_day(held.opened)])


def _came_to_nothing(known: Known, round_: Round) -> Instant:
    """With its end; where somebody was chosen, when it was known that they do not come."""
    coming = (each for each in appointments_of(known, round_.post) if each.round == round_.number)
    lost = [each.ended for each in coming if each.ended] if round_.outcome is RoundOutcome.APPOINTED else []
    return max([each for each in (*lost, round_.fell_through, round_.closed) if each], default=round_.opened)


def rounds_of(known: Known, post: PostId) -> tuple[Round, ...]:
    """In the order in which they were opened."""
    found: list[Round] = []
    while (each := known.round(post, len(found) + 1)) is not None:
        found.append(each)
    return tuple(found)


def post_of(known: Known, stream: Stream) -> Post | None:
    return known.definition.post(_id_of(stream))


def _id_of(stream: Stream) -> PostId:
    return stream.split("/")[1]
