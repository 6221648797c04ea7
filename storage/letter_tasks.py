"""What a letter asks of a named person that no member's answer can settle."""

from collections.abc import Callable, Mapping

from models.events import (
    BodyDecided,
    DefinitionLoaded,
    Escalated,
    InterestDeclared,
    LetterReturned,
    MeetingAwaited,
    ObligationOpened,
    SignOffOpened,
    SignOffReopened,
)
from models.meeting import Meeting
from models.meeting_events import (
    ApologiesGiven,
    ApologiesWithdrawn,
    ItemRefused,
    MinutesChased,
    PapersChased,
    PapersLate,
)
from models.post_events import (
    AppointmentEnded,
    EligibilityTested,
    HolderStarted,
    InformationAwaited,
    StartCalledOff,
)
from models.publication_events import PublicationChased
from models.seat_events import SeatPassedOn
from models.values import Ask, Procedure
from rules.asking import is_awaited
from rules.expecting import expected
from rules.refusals import WORDS
from storage import letter_authority, letter_posts, letter_publication
from storage.letter_duties import consulting, due_of
from storage.letter_expected import (
    LONGEST,
    after_apologies,
    after_interest,
    after_withdrawal,
    of_this_secretary,
)
from storage.letter_writing import Facts, Writing

DECIDED_STANDS = "What it has decided stands, and it may go on deciding: a vacancy invalidates nothing."
SEE_TO_IT = (
    "Please tell the members, and see with whoever runs the post, or names the holders of the seats, by when "
    "your body has whom it lacks. The task is done once it has."
)


def task(writing: Writing) -> Facts:
    return TASKS[type(writing.line.event)](writing) | {"asked_by": "", "next_reminder": None}


def is_still_to_do(writing: Writing) -> bool:
    """Nobody is asked for what was done, or fell away, between the event and the sending."""
    event, meeting = writing.line.event, writing.meeting
    if isinstance(event, SignOffOpened | SignOffReopened | InterestDeclared):
        return writing.the_sign_off().is_open and letter_authority.is_still_given(writing)
    if isinstance(event, Escalated | MeetingAwaited):
        return writing.the_sign_off().is_open and is_awaited(writing.the_sign_off())
    if isinstance(event, SeatPassedOn):
        held = writing.known.seat(event.seat)
        return writing.may_still_answer(event.seat) and held is not None and held.is_vacant
    if isinstance(event, AppointmentEnded):
        return letter_posts.is_still_so(writing) and not letter_posts.is_filled_since(writing, event)
    if isinstance(event, InformationAwaited | StartCalledOff | EligibilityTested):
        return letter_posts.is_still_so(writing)
    if isinstance(event, BodyDecided):
        return letter_posts.is_still_waiting(writing)
    if isinstance(event, PublicationChased):
        return letter_publication.is_still_unpublished(writing)
    if isinstance(event, ObligationOpened):
        return writing.the_obligation().is_open
    return True if meeting is None else _is_still_owed(writing, meeting)


def _is_still_owed(writing: Writing, meeting: Meeting) -> bool:
    """What a meeting asks for ends with it, but for the record of a sitting that took place."""
    event = writing.line.event
    is_ahead = meeting.is_to_come and writing.known.at < meeting.starts
    match event:
        case PapersChased(due=due):
            return is_ahead and meeting.papers_issued is None and meeting.papers_chased == due
        case PapersLate(due=due):
            return is_ahead and meeting.papers_issued is None and meeting.papers_late == due
        case MinutesChased(due=due, sitting=None):
            return meeting.is_to_come and meeting.minutes_chased == due
        case MinutesChased(sitting=int() as number):
            return meeting.sittings[number - 1].recorded is None
        case ApologiesGiven(seat=seat):
            return is_ahead and seat in meeting.apologies
        case ApologiesWithdrawn(seat=seat, restored=restored):
            return is_ahead and restored != any(
                each.body == seat.split("/")[0] for each in expected(writing.known, meeting)
            )
        case _:
            return True


def _task_agenda(writing: Writing) -> Facts:
    if letter_authority.is_to_officer(writing):
        return letter_authority.to_officer(writing)
    return _to_see_to(writing) | letter_authority.beside_the_item(writing)


def _to_see_to(writing: Writing) -> Facts:
    sign_off = writing.the_sign_off()
    if sign_off.meets is None:
        return {"asked": "Please say at which meeting this body will take the item, or send its decision"}
    return {
        "asked": "Please see that this item is on the agenda and its papers go out in time",
        "meeting_at": sign_off.meets,
    }


def _task_awaited(writing: Writing) -> Facts:
    """Nothing closes by itself here, so it is asked for until it has come."""
    sign_off = writing.the_sign_off()
    if sign_off.ask is Ask.BE_INFORMED:
        asked = "It is not on record that this body has been informed. Please inform it, and record that"
    elif sign_off.procedure is Procedure.MEETING:
        asked = "No meeting takes this item. Please say at which one this body will take it"
    else:
        asked = "No answer of this body is on record. Please record its letter, or when one is expected"
    return {"asked": asked}


def _task_vacant(writing: Writing) -> Facts:
    seat = writing.seat_title(writing.event(SeatPassedOn).seat)
    asks = "so nobody is asked there. Please say whether somebody will take the seat in time"
    return {
        "asked": f"{seat} is vacant, {asks}"[:LONGEST],
        "next_step": "Whoever takes it is asked with their first day.",
    }


def _task_composition(writing: Writing) -> Facts:
    """To the secretary of a body that could not be quorate any more, though everyone came, or that lacks a
    member it is to have (G73): one letter for both.
    """
    match writing.line.event:
        case HolderStarted() as event:
            since = "Since this post has another holder"
        case AppointmentEnded() as event:
            since = letter_posts.since_the_end(writing, event)
        case DefinitionLoaded() as event:
            since = "By the holders now named for its seats"
        case event:
            raise TypeError(event.kind)
    post, found = letter_posts.post_of(writing), []
    if lacks := of_this_secretary(writing, event.missing):
        found.append(f"your body is not expected to be quorate, though everyone came: {lacks}")
    if lacks := of_this_secretary(writing, event.unfilled):
        found.append(f"your body is not composed as its rules ask: {lacks}")
    asked = f"{since} {'. And '.join(found)}"[:LONGEST]
    return {
        "asked": asked,
        "ways_on": SEE_TO_IT,
        "next_step": DECIDED_STANDS if event.unfilled else "",
        **({"title": post.title} if post else {}),
    }


def _task_papers(writing: Writing) -> Facts:
    return _of_meeting(writing, "Please issue the papers for this meeting")


def _task_papers_late(writing: Writing) -> Facts:
    asked = "The last day for papers has passed and none are on record; issue them now or move the meeting"
    return _of_meeting(writing, asked)


def _task_minutes(writing: Writing) -> Facts:
    number = writing.event(MinutesChased).sitting
    if number is not None:
        return _task_sitting(writing, number)
    asked = "Please record what was decided at this meeting, or that it was not held"
    return _of_meeting(writing, asked) | {"deadline": None}


def _task_sitting(writing: Writing, number: int) -> Facts:
    sat = writing.the_meeting().sittings[number - 1]
    asked = f"Please record what was decided at sitting {number} of this meeting, before it was adjourned"
    return _of_meeting(writing, asked) | {
        "deadline": None,
        "meeting_at": sat.starts,
        "lines": tuple(writing.matter_title(matter) for matter in sat.agenda),
    }


def _task_item(writing: Writing) -> Facts:
    item = writing.event(ItemRefused)
    title = writing.matter_title(item.matter)
    return {
        "asked": f"The record of {title} could not be taken: {WORDS[item.code]}".rstrip("."),
        "body": writing.body_name(item.body),
    }


def _task_address(writing: Writing) -> Facts:
    returned = writing.event(LetterReturned)
    name = writing.name(returned.person)
    return {"asked": f"No letter reaches {name}; mend the address, or reach them by phone or on paper"}


def _task_condition(writing: Writing) -> Facts:
    """The officer says so to the body's secretary, who records it."""
    obligation, terms = writing.the_obligation(), writing.the_obligation().terms
    body = writing.body_name(obligation.body or "")
    may_agree = ("You may then agree, for the body, the version that meets it",)
    return {
        "asked": f"You may say for {body} that this condition is met. Tell its secretary once it is, "
        "to be recorded",
        "body": body,
        "quoted": writing.words(obligation.words),
        "lines": (*consulting(writing), *(may_agree if terms and terms.may_agree else ())),
        **due_of(writing, obligation.due),
    }


def _of_meeting(writing: Writing, asked: str) -> Facts:
    return writing.meeting_facts() | {"asked": asked[:300]}


TASKS: Mapping[type[object], Callable[[Writing], Facts]] = {
    SignOffOpened: _task_agenda,
    SignOffReopened: _task_agenda,
    Escalated: _task_awaited,
    MeetingAwaited: _task_awaited,
    PapersChased: _task_papers,
    PapersLate: _task_papers_late,
    MinutesChased: _task_minutes,
    ApologiesGiven: after_apologies,
    ApologiesWithdrawn: after_withdrawal,
    InterestDeclared: after_interest,
    ItemRefused: _task_item,
    ObligationOpened: _task_condition,
    LetterReturned: _task_address,
    InformationAwaited: letter_posts.information_awaited,
    StartCalledOff: letter_posts.start_called_off,
    BodyDecided: letter_posts.all_confirmed,
    EligibilityTested: letter_posts.found_ineligible,
    HolderStarted: _task_composition,
    AppointmentEnded: _task_composition,
    DefinitionLoaded: _task_composition,
    SeatPassedOn: _task_vacant,
    PublicationChased: letter_publication.not_published,
}
