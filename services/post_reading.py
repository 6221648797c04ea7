"""Posts as they stand: all at a glance, one with all that was done about it, one round, one appointment."""

import structlog

from models.errors import NotFound, NotPermitted
from models.events import By
from models.post_listings import (
    AppointmentRead,
    CandidateParticulars,
    CorrectionOfRound,
    PostLine,
    PostRead,
    RoundBoard,
    RoundParticulars,
)
from models.posts import Post
from models.streams import of_appointment, of_round
from models.values import PostId, ProgrammeId
from rules.refusals import refused
from services.house import House
from services.post_boards import appointment_read
from services.post_boards import round_board as made_board
from services.post_lines import ERASED, PostLines
from storage.posts import last_reason, particulars_found, posts_found
from storage.register import definition_in_force, person_of

log = structlog.get_logger()


async def posts(house: House, programme: ProgrammeId) -> tuple[PostLine, ...]:
    """Every post of the programme at a glance, in the order of its definition."""
    at = await _lines(house, programme)
    return tuple(at.post(each) for each in at.known.definition.posts)


async def post(house: House, programme: ProgrammeId, post: PostId, *, for_office: bool = False) -> PostRead:
    """Only an office reads whom an appointment is of before it may be announced (G71). Raises NotFound for
    one that is not defined.
    """
    at = await _lines(house, programme, for_office=for_office)
    return at.post_read(_defined(at, post))


async def secretary_in_full(house: House, programme: ProgrammeId, post: PostRead) -> str:
    """The office that runs its recruitment, by its title and the address at which it is reached."""
    found = await house.database.read(person_of, programme, post.secretary.person)
    return " at ".join(each for each in found if each) if found else post.secretary.name


async def round_board(house: House, programme: ProgrammeId, post: PostId, number: int) -> RoundBoard:
    """Candidates by their reference. Raises NotFound for a round that was not opened."""
    at = await _lines(house, programme)
    found, round_ = _defined(at, post), at.known.round(post, number)
    if round_ is None:
        raise _not_found("no-such-round")
    reason = await house.database.read(last_reason, programme, round_.stream)
    return made_board(at, found, round_, reason)


async def appointment(
    house: House, programme: ProgrammeId, post: PostId, number: int, *, for_office: bool = False
) -> AppointmentRead:
    """Only an office reads whom it is of before it may be announced (G71). Raises NotFound for one that was
    not proposed.
    """
    at = await _lines(house, programme, for_office=for_office)
    found, state = _defined(at, post), at.known.appointment(post, number)
    if state is None:
        raise _not_found("no-such-appointment")
    awaited = await house.database.read(last_reason, programme, of_appointment(post, number))
    return appointment_read(at, found, state, awaited)


async def particulars(
    house: House, programme: ProgrammeId, by: By, post: PostId, number: int
) -> RoundParticulars:
    """Who the candidates are, for whoever runs the post and for nobody else; that it was read is logged.
    Raises NotPermitted for everybody else, and NotFound for a round that was not opened.
    """
    defined = (await house.database.read(definition_in_force, programme)).post(post)
    if defined is None:
        raise _not_found("unknown-post")
    if defined.secretary != by.person:
        log.info("particulars.not_permitted", post=post, round=number, person=by.person)
        raise NotPermitted(
            "not-who-runs-the-post",
            "Who the candidates are is read by whoever runs the post, and nobody else.",
        )
    found = await house.database.read(particulars_found, programme, of_round(post, number))
    if found is None:
        raise _not_found("no-such-round")
    log.info("particulars.read", post=post, round=number, person=by.person)
    state, words = found.round, found.words
    interests = state.panel.declared if state.panel else {}
    return RoundParticulars(
        post=post,
        number=number,
        candidates=tuple(
            CandidateParticulars(
                reference=each.reference,
                particulars=words.get(each.particulars.digest, ERASED),
                person=words.get(each.known_as.digest) if each.known_as else each.person,
                left=each.left,
            )
            for each in state.candidates.values()
        ),
        interests={
            person: "; ".join(words.get(each.digest, ERASED) for each in said)
            for person, said in interests.items()
        },
        corrections=tuple(
            CorrectionOfRound(line=each.number, by_line=number, words=words.get(each.words.digest, ERASED))
            for number, each in found.corrections
        ),
        erase_from=state.erase_from,
        erased=state.erased,
    )


async def _lines(house: House, programme: ProgrammeId, *, for_office: bool = False) -> PostLines:
    found = await house.database.read(posts_found, programme, await house.clock.now())
    return PostLines(found, for_office=for_office)


def _defined(at: PostLines, post: PostId) -> Post:
    found = at.known.definition.post(post)
    if found is None:
        raise _not_found("unknown-post")
    return found


def _not_found(code: str) -> NotFound:
    return NotFound(code, refused(code).words)
