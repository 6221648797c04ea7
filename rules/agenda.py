"""Which meeting takes an item: the first whose papers can still go out in time."""

from collections.abc import Iterable, Sequence
from datetime import date, time

from models.acts import Entry
from models.approval import Approval
from models.events import MeetingAwaited, MeetingFixed
from models.meeting import Meeting
from models.meeting_events import ItemPutOnAgenda, ItemTakenOff, MeetingCalled
from models.programme import Asked, Body, KnownMeeting
from models.values import LONDON, BodyId, Instant, MeetingId, Stream, Text
from rules.calendar import add_working_days, at_london, is_working_day, latest_day_before, london_day
from rules.known import Known

SATURDAY = 5

MEETING_FOUND_WITHIN = 5
"""Working days in which an item should be on the agenda of a meeting."""
DIRECTOR_AFTER = 5
"""Working days after the first to be told on which the director is."""
TOLD_AT = time(9, 0)

Wanted = tuple[Approval, Asked]
"""A matter, and what it asks of one body, to be put on a meeting."""


def deciding_body(asked: Asked) -> BodyId:
    """The body whose meeting takes the item: a committee where one decides under delegation (G4)."""
    return asked.through if asked.through and "/" not in asked.through else asked.body


def papers_due(known: Known, bodies: Iterable[BodyId], starts: Instant) -> dict[BodyId, Instant]:
    """When the papers of a meeting must be out, for each body that has a rule (G15, G17)."""
    day = starts.astimezone(LONDON).date()
    due = {}
    for body in bodies:
        papers = known.definition.rules_of(known.body(body)).papers
        if papers is not None:
            due[body] = latest_day_before(day, papers, known.calendar).instant
    return due


def may_meet_on(known: Known, body: Body, day: date) -> bool:
    """On the weekdays its rules allow, and on a bank holiday only a body that also meets at weekends."""
    weekdays = known.definition.rules_of(body).weekdays
    if day.weekday() not in weekdays:
        return False
    return is_working_day(day, known.calendar) or any(each >= SATURDAY for each in weekdays)


def meetings_known(known: Known) -> tuple[KnownMeeting, ...]:
    """Those of the calendar, and those called beside it that are still to come."""
    in_calendar = {meeting.id for meeting in known.definition.meetings}
    beside = (called for called in known.called if called.meeting not in in_calendar and called.is_to_come)
    return (*known.definition.meetings, *map(_as_known, beside))


def _as_known(called: Meeting) -> KnownMeeting:
    starts = called.starts.astimezone(LONDON)
    return KnownMeeting(id=called.meeting, bodies=called.bodies, day=starts.date(), at=starts.time())


def next_meeting(
    known: Known, body: BodyId, after: Instant, papers_after: Instant | None = None
) -> KnownMeeting | None:
    """The body's first meeting after an instant, in its calendar or called beside it, whose papers are not
    yet due then (or at another instant, where a meeting further off has been lost).
    """
    lawful = [
        (starts, meeting)
        for meeting in meetings_known(known)
        if body in meeting.bodies
        and (starts := _still_to_come(known, meeting, after, papers_after or after)) is not None
    ]
    return min(lawful, key=lambda each: (each[0], each[1].id))[1] if lawful else None


def starts_of(
    known: Known, body: BodyId, after: Instant, papers_after: Instant | None = None
) -> Instant | None:
    """When the body's next meeting begins that can still take an item."""
    found = next_meeting(known, body, after, papers_after)
    called = known.meeting(found.id) if found else None
    if called is not None:
        return called.starts
    return at_london(found.day, found.at) if found else None


def _still_to_come(
    known: Known, meeting: KnownMeeting, after: Instant, papers_after: Instant
) -> Instant | None:
    called = known.meeting(meeting.id)
    if called is not None and not called.is_to_come:
        return None
    starts = called.starts if called else at_london(meeting.day, meeting.at)
    due = papers_due(known, meeting.bodies, starts)
    is_in_time = starts > after and all(instant > papers_after for instant in due.values())
    return starts if is_in_time else None


def meeting_awaited(known: Known, since: Instant) -> MeetingAwaited:
    """Who is told, and when, that no meeting takes an item: its body's secretary, then the director."""
    found_by = add_working_days(london_day(since), MEETING_FOUND_WITHIN, known.calendar)
    first = at_london(found_by, TOLD_AT)
    return MeetingAwaited(secretariat_told=first, director_told=director_told_after(known, first))


def director_told_after(known: Known, first: Instant) -> Instant:
    return at_london(add_working_days(london_day(first), DIRECTOR_AFTER, known.calendar), TOLD_AT)


def put_on_next(
    known: Known, wanted: Sequence[Wanted], after: Instant, papers_after: Instant | None = None
) -> list[Entry]:
    """Fix for each body the next meeting that can take its item, calling those of the calendar.

    A body without such a meeting is left waiting; its secretary is told when the sign-off opens.
    """
    chosen = []
    for approval, asked in wanted:
        meeting = next_meeting(known, deciding_body(asked), after, papers_after)
        if meeting is not None:
            chosen.append((meeting.id, (approval, asked)))
    return on_agendas(known, chosen)


def on_agendas(known: Known, chosen: Sequence[tuple[MeetingId, Wanted]]) -> list[Entry]:
    """Each item on the agenda of its meeting; a meeting is called once, however many it takes."""
    by_meeting: dict[MeetingId, list[Wanted]] = {}
    for meeting_id, wanted in chosen:
        by_meeting.setdefault(meeting_id, []).append(wanted)
    return [
        entry
        for meeting_id, together in by_meeting.items()
        for entry in _on_agenda(known, meeting_id, together)
    ]


def _on_agenda(known: Known, meeting_id: MeetingId, together: Sequence[Wanted]) -> list[Entry]:
    stream = f"meeting/{meeting_id}"
    called, entries = known.meeting(meeting_id), []
    starts = called.starts if called else None
    if starts is None:
        event = called_from_calendar(known, meeting_id)
        entries.append(Entry(stream, event))
        starts = event.starts
    for matter in dict.fromkeys(approval.matter for approval, _ in together):
        bodies = tuple(deciding_body(asked) for approval, asked in together if approval.matter == matter)
        entries.append(Entry(stream, ItemPutOnAgenda(matter=matter, bodies=bodies)))
    fixed = MeetingFixed(meeting=meeting_id, starts=starts)
    return entries + [Entry(sign_off_stream(approval, asked.body), fixed) for approval, asked in together]


def taken_off(known: Known, wanted: Wanted, leaving_alone: MeetingId | None = None) -> list[Entry]:
    """The item leaves the meeting it was on, so that nobody is asked there for its papers or minutes."""
    approval, asked = wanted
    sign_off = known.sign_off(sign_off_stream(approval, asked.body))
    meeting = known.meeting(sign_off.meeting) if sign_off and sign_off.meeting else None
    if meeting is None or not meeting.is_to_come or meeting.meeting == leaving_alone:
        return []
    listed = meeting.agenda.get(approval.matter, ())
    bodies = tuple(body for body in (deciding_body(asked), asked.body) if body in listed)
    event = ItemTakenOff(matter=approval.matter, bodies=tuple(dict.fromkeys(bodies)))
    return [Entry(meeting.stream, event)] if bodies else []


def called_from_calendar(known: Known, meeting_id: MeetingId) -> MeetingCalled:
    meeting = known.definition.meeting(meeting_id)
    if meeting is None:
        raise LookupError(meeting_id)
    starts = at_london(meeting.day, meeting.at)
    return MeetingCalled(
        meeting=meeting.id,
        bodies=meeting.bodies,
        starts=starts,
        place=_place_of(known, meeting),
        in_public=meeting.in_public,
        papers_due=papers_due(known, meeting.bodies, starts),
        from_calendar=True,
    )


def _place_of(known: Known, meeting: KnownMeeting) -> Text | None:
    return Text.standing_in(meeting.place, known.programme, meeting.id, "place") if meeting.place else None


def sign_off_stream(approval: Approval, body: BodyId) -> Stream:
    return f"sign-off/{approval.matter}/{body}/{approval.version}"


def asked_through(approval: Approval, body: BodyId) -> Asked | None:
    """What was asked of the body, or of the one that delegated to it."""
    for stage in approval.route.stages:
        for asked in stage.asks:
            if body in {deciding_body(asked), asked.body}:
                return asked
    return approval.asked(body)
