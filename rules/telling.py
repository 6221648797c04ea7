"""Everyone concerned with a post is told of each turn once, and only once it is so (G71)."""

from collections.abc import Iterator
from datetime import date

from models.acts import Decision, Entry
from models.appointment import Appointment, AppointmentStage
from models.post import PostHeld
from models.post_commands import TellPartners
from models.post_events import PartnersTold, RoundOutcome
from models.posts import Post
from models.recruitment import Round
from models.tellings import Turn, of_a_round, of_an_appointment
from models.values import Instant, PersonId, Slug, Stream
from rules.confirming import appointments_of, refuses_unconfirmed
from rules.known import Known
from rules.posts import rounds_of
from rules.refusals import refused, refused_having

OUTCOMES = {
    RoundOutcome.APPOINTED: Turn.SOMEBODY_CHOSEN,
    RoundOutcome.DID_NOT_APPOINT: Turn.NOBODY_APPOINTED,
    RoundOutcome.WITHDRAWN: Turn.WITHDRAWN,
}


def tell_partners(known: Known, stream: Stream, command: TellPartners) -> Decision:
    """Everyone concerned hears of one turn once, however often it is asked for."""
    post, held = known.definition.post(stream.split("/")[1]), known.post(stream.split("/")[1])
    if post is None or held is None:
        return refused("no-such-post")
    turns = dict(_turns(known, post, held))
    if command.subject in held.told:
        return ()
    if command.subject not in turns:
        now = ", ".join(each for each in turns if each not in held.told)
        return refused_having("not-to-tell-now", now) if now else refused("nothing-to-tell")
    turn, number, day = turns[command.subject]
    told = PartnersTold(
        subject=command.subject,
        people=tuple(dict.fromkeys(post.told)),
        words=command.words,
        turn=turn,
        number=number,
        day=day,
    )
    return (Entry(stream, told, known.happened),)


def still_to_tell(known: Known, post: Post) -> tuple[Slug, ...]:
    """What a person may tell everyone now, and has not."""
    held = known.post(post.id)
    return tuple(each for each, _ in _turns(known, post, held) if each not in held.told) if held else ()


Told = tuple[Turn, int, date | None]


def _turns(known: Known, post: Post, held: PostHeld) -> Iterator[tuple[Slug, Told]]:
    """Every turn of the post that is so, and is told in somebody's words."""
    for round_ in rounds_of(known, post.id):
        for turn in _of_round(round_):
            yield of_a_round(round_.number, turn), (turn, round_.number, None)
    for each in appointments_of(known, post.id):
        for turn, day in _of_appointment(known, post, held, each):
            yield of_an_appointment(each.number, turn), (turn, each.number, day)


def _of_round(round_: Round) -> Iterator[Turn]:
    if round_.fell_through is not None:
        yield Turn.FELL_THROUGH
    elif round_.outcome is not None:
        yield OUTCOMES[round_.outcome]


def _of_appointment(
    known: Known, post: Post, held: PostHeld, appointment: Appointment
) -> Iterator[tuple[Turn, date | None]]:
    """That it is not pursued is told where everyone had heard that it was."""
    before = (Turn.CONFIRMED, Turn.START_FIXED)
    match appointment.stage:
        case AppointmentStage.PROPOSED if appointment.starts_on is not None:
            yield Turn.START_FIXED, appointment.starts_on
        case AppointmentStage.PROPOSED:
            under = post.under(appointment.conditions)
            if refuses_unconfirmed(known, under, appointment.matter) is None:
                yield Turn.CONFIRMED, None
        case AppointmentStage.REFUSED | AppointmentStage.WITHDRAWN:
            if any(of_an_appointment(appointment.number, each) in held.told for each in before):
                yield Turn.NOT_PURSUED, None
        case _:
            return


# --- by itself --------------------------------------------------------------------------------


def told_by_itself(
    known: Known, appointment: Appointment, turn: Turn, day: date, at: Instant
) -> tuple[Entry, ...]:
    """In the act that makes it so, to everyone whom no letter of their own tells it."""
    post = known.definition.post(appointment.post)
    if post is None:
        return ()
    people = tuple(dict.fromkeys(each for each in post.told if each not in _told(known, post, appointment)))
    if not people:
        return ()
    told = PartnersTold(
        subject=of_an_appointment(appointment.number, turn, day),
        people=people,
        turn=turn,
        number=appointment.number,
        day=day,
    )
    return (Entry(f"post/{post.id}", told, at),)


def _told(known: Known, post: Post, appointment: Appointment) -> set[PersonId]:
    bodies = (known.body(body) for body in post.serves if known.definition.body(body))
    offices = {post.secretary, known.definition.director, *(body.secretary for body in bodies)}
    return {appointment.person, *offices}
