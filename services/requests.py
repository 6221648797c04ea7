"""What a member sees of the request a letter brought: what is asked, how they stand, what they said."""

from models.approval import Progress
from models.errors import NotFound
from models.papers import RequestStage
from models.programme import Definition
from models.sign_off import MemberAnswer, SignOff
from models.values import Instant, PersonId, Procedure, SeatId, Sha256, Standing, Text
from rules.calendar import london_day
from rules.holding import has_closed, is_suspended
from rules.version_parts import since
from services.corrections import for_member
from services.deputies import Candidate, candidates
from services.holding import held_why
from services.house import House
from services.request_values import AnswerRead, OtherRequest, PartRead, QuestionRead, RequestRead, Stands
from services.written_rules import written_rule
from storage.lines import line_found
from storage.links import Link
from storage.requests import RequestFound, Waiting, request_found, sizes_of


async def request_of(house: House, link: Link) -> RequestRead:
    """The request of a link, as it stands now. Raises NotFound when it is gone."""
    now = await house.clock.now()
    found = await house.database.read(request_found, link, now)
    if found is None:
        raise NotFound("no-such-sign-off")
    names = [part.sha256 for part in _parts(found) if part.sha256]
    sizes = await house.database.read(sizes_of, names)
    read = _read(found, link, now + found.offset, sizes)
    return read.model_copy(update=await _looked_up(house, found, link))


async def _looked_up(house: House, found: RequestFound, link: Link) -> dict[str, object]:
    """What only the ledger itself tells: why the matter is held, the entry of the answer, corrections."""
    given = found.sign_off.answers.get(link.seat)
    line = await house.database.read(line_found, link.programme, given.number) if given else None
    is_held = found.approval.progress == "held"
    return {
        "held_why": await held_why(house, link.programme, found.approval.matter) if is_held else "",
        "corrections": await for_member(house, link.programme, link.stream, link.seat),
        "answer": _answer(found, given, link, line.hash) if given and line else None,
    }


def _read(found: RequestFound, link: Link, now: Instant, sizes: dict[Sha256, int]) -> RequestRead:
    sign_off, stands = found.sign_off, _stands(found, link, now)
    body = found.definition.body(sign_off.body)
    plan = found.definition.matter(found.approval.matter)
    secretary = found.people.get(body.secretary if body else found.definition.secretariat)
    deputy = _deputy(found, link.seat)
    return RequestRead(
        mark=link.mark,
        matter=found.approval.matter,
        title=plan.title if plan else found.approval.matter,
        document=_document(found),
        version=sign_off.version,
        content_hash=sign_off.content_hash,
        parts=tuple(_part(found, link, part, sizes) for part in _parts(found)),
        partnership=found.definition.name,
        body=body.name if body else sign_off.body,
        seat=_seat_title(found.definition, link.seat),
        asked_by=_title(found, found.approval.sponsor),
        contact=f"{secretary.name}, {secretary.address}" if secretary else "",
        ask=sign_off.ask,
        procedure=sign_off.procedure,
        standing=sign_off.standing,
        stands=stands,
        is_held=found.approval.progress == "held",
        held_why="",
        opened=sign_off.opened,
        deadline=None if is_suspended(found.approval, sign_off) else sign_off.deadline,
        rule=written_rule(found.rules, sign_off),
        deputy_hours=found.rules.deputies.hours_before if found.rules.deputies else None,
        answer=None,
        interest=_words(found, sign_off.interests.get(link.seat)),
        deputy=_title(found, deputy) if deputy else "",
        may_take_back=stands is Stands.HANDED_OVER,
        for_another=deputy == link.person,
        questions=_questions(found, link.seat),
        decided=sign_off.decided.happened if sign_off.decided else None,
        counted=_counted(sign_off),
        corrections=(),
        candidates=_candidates(found, link, now),
        others=tuple(_other(found.definition, each) for each in found.others),
        now=now,
        since=since(found.approval, found.definition.document(found.approval.document), sign_off.version),
    )


def _stands(found: RequestFound, link: Link, now: Instant) -> Stands:
    """For showing only: whoever presses is judged by the rules, whatever the page said."""
    sign_off = found.sign_off
    if found.approval.progress is Progress.ENDED:
        return Stands.ENDED
    if found.approval.is_ended or sign_off.standing is Standing.WITHDRAWN:
        return Stands.WITHDRAWN
    if sign_off.standing is Standing.SUPERSEDED:
        return Stands.SUPERSEDED
    if sign_off.procedure is not Procedure.WRITTEN:
        return Stands.ELSEWHERE
    if not sign_off.is_open or has_closed(found.approval, sign_off, now):
        return Stands.CLOSED
    if link.seat not in sign_off.entitled:
        return Stands.NOT_ENTITLED
    if (theirs := _speaks(found, link)) is not None:
        return theirs
    if link.seat in sign_off.interests:
        return Stands.CONFLICTED
    if found.rules.minimum_assurance != "a1-link":
        return Stands.TOO_UNSURE
    return Stands.ANSWERED if link.seat in sign_off.answers else Stands.ASKED


def _deputy(found: RequestFound, seat: SeatId) -> PersonId | None:
    """Whoever answers in the member's place; a member who took the seat back is nobody's deputy."""
    deputy = found.sign_off.deputies.get(seat)
    return None if found.seat is not None and found.seat.held_by == deputy else deputy


def _candidates(found: RequestFound, link: Link, now: Instant) -> tuple[Candidate, ...]:
    acting = frozenset(found.sign_off.deputies.values())
    taken = acting | {found.approval.sponsor, link.person}
    today = london_day(now)
    return candidates(found.definition, found.people, found.sign_off.body, link.person, taken, today=today)


def _speaks(found: RequestFound, link: Link) -> Stands | None:
    """None when the person of the link is the one who answers for the seat."""
    deputy = _deputy(found, link.seat)
    holds_it = found.seat is not None and found.seat.held_by == link.person
    if deputy is not None and deputy != link.person:
        return Stands.HANDED_OVER if holds_it else Stands.NOT_THEIRS
    return None if holds_it or deputy == link.person else Stands.NOT_THEIRS


# --- the document -------------------------------------------------------------------------


def _document(found: RequestFound) -> str:
    document = found.definition.document(found.approval.document)
    return document.title if document else found.approval.document


def _parts(found: RequestFound) -> tuple[PartRead, ...]:
    document = found.definition.document(found.approval.document)
    versions = document.versions if document else ()
    version = next((each for each in versions if each.label == found.sign_off.version), None)
    return tuple(
        PartRead(id=part.id, title=part.title, on_request=part.on_request, sha256=part.sha256, size=part.size)
        for part in (version.parts if version else ())
    )


def _part(found: RequestFound, link: Link, part: PartRead, sizes: dict[Sha256, int]) -> PartRead:
    """With its size, and what became of this person's last request for it."""
    size = sizes.get(part.sha256 or "", part.size)
    asked = [
        each for each in found.approval.requests.values() if each.by == link.person and part.id in each.parts
    ]
    if not asked:
        return part.model_copy(update={"size": size})
    last = max(asked, key=lambda each: each.asked)
    became = {"asked": last.asked, "ended": last.ended, "is_refused": last.stage is RequestStage.REFUSED}
    return part.model_copy(update={"size": size, **became})


# --- what was said ------------------------------------------------------------------------


def _words(found: RequestFound, text: Text | None) -> str:
    return "" if text is None else found.words.get(text.digest, "(erased)")


def _answer(found: RequestFound, given: MemberAnswer, link: Link, hash_: Sha256) -> AnswerRead:
    return AnswerRead(
        answer=given.answer,
        reason=_words(found, given.reason),
        given=given.given,
        number=given.number,
        hash=hash_,
        channel=given.evidence_channel,
        is_theirs=given.by == link.person or given.evidence_channel is not None,
    )


def _questions(found: RequestFound, seat: SeatId) -> tuple[QuestionRead, ...]:
    return tuple(
        QuestionRead(
            words=_words(found, concern.words), answer=_words(found, concern.answer), state=concern.state
        )
        for concern in found.sign_off.concerns.values()
        if concern.seat == seat
    )


def _counted(sign_off: SignOff) -> str:
    decided = sign_off.decided
    return decided.basis.counted.words if decided and decided.basis.counted else ""


def _other(definition: Definition, waiting: Waiting) -> OtherRequest:
    plan = definition.matter(waiting.approval.matter)
    body = definition.body(waiting.sign_off.body)
    return OtherRequest(
        title=plan.title if plan else waiting.approval.matter,
        body=body.name if body else waiting.sign_off.body,
        ask=waiting.sign_off.ask,
        deadline=None if is_suspended(waiting.approval, waiting.sign_off) else waiting.sign_off.deadline,
    )


def _title(found: RequestFound, person: PersonId) -> str:
    known = found.people.get(person)
    return known.name if known else person


def _seat_title(definition: Definition, seat: SeatId) -> str:
    found = definition.seat(seat)
    return found.title if found else "A member"
