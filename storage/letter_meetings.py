"""What a letter says of a meeting: when and where, what changed, and the entry for the reader's diary."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from models.icalendar import uid_of
from models.letters import Invitation, MeetingChange
from models.meeting import Meeting, MeetingStage
from models.meeting_events import (
    ApologiesWithdrawn,
    MeetingAdjourned,
    MeetingCalled,
    MeetingCancelled,
    MeetingMoved,
    MeetingSuspended,
    MembersChanged,
)
from models.values import BodyId, Instant, MatterId, ObligationId
from rules.agenda import asked_through, sign_off_stream
from rules.calendar import in_words, london_day
from storage.letter_writing import Facts, Writing

CHANGES: Mapping[type[object], MeetingChange] = {
    MeetingMoved: MeetingChange.MOVED,
    MeetingAdjourned: MeetingChange.ADJOURNED,
    MeetingSuspended: MeetingChange.SUSPENDED,
    MeetingCancelled: MeetingChange.CANCELLED,
}


def papers(writing: Writing) -> Facts:
    return writing.meeting_facts()


def notice(writing: Writing) -> Facts:
    """To whoever took a seat since, also that the papers went out before."""
    facts: Facts = writing.meeting_facts() | {"invitation": _invitation(writing)}
    issued = writing.the_meeting().papers_issued
    if isinstance(writing.line.event, MembersChanged) and issued:
        day = in_words(london_day(issued))
        facts["next_step"] = f"Its papers went out on {day}; please ask its secretary for them."
    return facts


def released(writing: Writing) -> Facts:
    """Of a meeting that goes on without the reader, who has it in their diary."""
    invitation = _invitation(writing)
    leaves = invitation.model_copy(update={"is_cancelled": True}) if invitation else None
    return writing.meeting_facts() | {"deadline": None, "lines": (), "invitation": leaves}


def quorum_expected(writing: Writing) -> Facts:
    """Of the one body whose member comes after all."""
    body = writing.event(ApologiesWithdrawn).seat.split("/")[0]
    return writing.meeting_facts() | {"deadline": None, "body": writing.body_name(body)}


def changed(writing: Writing) -> Facts:
    meeting, event = writing.the_meeting(), writing.line.event
    change = CHANGES[type(event)]
    has_new_day = change in {MeetingChange.MOVED, MeetingChange.ADJOURNED}
    return writing.meeting_facts() | {
        "change": change,
        "meeting_at": _former_start(writing),
        "next_meeting_at": meeting.starts if has_new_day else None,
        "quoted": writing.words(getattr(event, "reason", None)),
        "deadline": None,
        "invitation": _invitation(writing),
        **_business(writing, meeting),
    }


def _business(writing: Writing, meeting: Meeting) -> Facts:
    """Where each item goes. Papers are still to tell of the business of a meeting to come, not of one
    that was broken off.
    """
    if meeting.agenda and meeting.is_to_come:
        titles = (writing.matter_title(matter) for matter in meeting.agenda)
        return {"lines": tuple(f"{title}: it is taken on the new date" for title in titles)}
    if meeting.agenda:
        return {"lines": tuple(_where_to(writing, meeting))}
    left = "Nothing is left for it to decide" if meeting.was_adjourned else "Nothing was on its agenda"
    return {"lines": (left,)}


def _where_to(writing: Writing, meeting: Meeting) -> Iterator[str]:
    """Of each body in a meeting that will not be held, by its name where there is more than one."""
    for matter, bodies in meeting.agenda.items():
        ratified = [name for name, item in meeting.ratifications.items() if item.matter == matter]
        gone = [day for name in ratified if (day := _due(writing, name))]
        for body in bodies:
            title = writing.matter_title(matter)
            named = f"{title} ({writing.known.body(body).short})" if len(meeting.bodies) > 1 else title
            yield f"{named}: {_goes(_next(writing, meeting, matter, body), gone)}"


def _goes(meets: Instant | None, ratified: Sequence[date]) -> str:
    if meets is not None:
        return f"it goes to the meeting of {in_words(london_day(meets))}"
    if ratified:
        return f"it goes to the meeting of {in_words(ratified[0])}"
    return "no meeting is known yet that takes it"


def _next(writing: Writing, meeting: Meeting, matter: MatterId, body: BodyId) -> Instant | None:
    """A committee takes an item of the board it decides for."""
    approval = writing.known.approval(matter)
    asked = asked_through(approval, body) if approval else None
    stream = sign_off_stream(approval, asked.body) if approval and asked else ""
    sign_off = writing.known.sign_off(stream) if stream else None
    return sign_off.meets if sign_off and sign_off.meeting != meeting.meeting else None


def _due(writing: Writing, obligation: ObligationId) -> date | None:
    owed = writing.known.obligation(obligation)
    return owed.due.latest if owed and owed.is_open else None


def _former_start(writing: Writing) -> Instant:
    """When it was to begin before the line that the letter tells of."""
    kinds = ("meeting-called", "meeting-moved", "meeting-adjourned")
    before = [line for kind in kinds if (line := next(writing.before(kind), None))]
    last = max(before, key=lambda line: line.number, default=None)
    if last and isinstance(last.event, MeetingCalled | MeetingMoved | MeetingAdjourned):
        return last.event.starts
    return writing.the_meeting().starts


def _invitation(writing: Writing) -> Invitation | None:
    """The meeting as it stands when the letter leaves, so that no entry ever puts back an older one; none of
    a meeting that was held. One that is cancelled or suspended leaves the diary. It names the body and
    nothing of what the body is to hear.
    """
    meeting, facts = writing.the_meeting(), writing.meeting_facts()
    if meeting.stage is MeetingStage.HELD:
        return None
    return Invitation(
        uid=uid_of(writing.known.programme, meeting.meeting),
        sequence=meeting.times_moved,
        title=f"Meeting of {facts['body']}"[:300],
        starts=meeting.starts,
        place=str(facts["place"]),
        is_cancelled=not meeting.is_to_come,
    )
