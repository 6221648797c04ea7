"""The harbour board deciding in a meeting: one in the calendar, its papers due five days before."""

from datetime import UTC, date, datetime

from a_partnership import BOARD, MATTER, a_definition, a_rule_set, people, seat

from models.commands import BodyPresent, DecisionRecord, ItemRecord, Limb, RecordMeeting
from models.deciding import Attendance
from models.programme import DayCount, DaysBefore, KnownMeeting, Loaded
from models.values import Ask, Procedure, Verb, digest_of

MEETING = "harbour-board-2020-04-23"
STREAM = f"meeting/{MEETING}"
HELD = datetime(2020, 4, 23, 9, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def a_meeting_partnership() -> Loaded:
    definition = a_definition(5, a_rule_set(papers=DaysBefore(days=5, counted=DayCount.CLEAR_WORKING_DAYS)))
    (plan,) = definition.matters
    (stage,) = plan.route.stages
    (asked,) = stage.asks
    in_meeting = stage.model_copy(
        update={"asks": (asked.model_copy(update={"by": Procedure.MEETING, "ask": Ask.APPROVE}),)}
    )
    route = plan.route.model_copy(update={"stages": (in_meeting,)})
    held = KnownMeeting(id=MEETING, bodies=(BOARD,), day=date(2020, 4, 23))
    changed = definition.model_copy(
        update={"matters": (plan.model_copy(update={"route": route}),), "meetings": (held,)}
    )
    return Loaded(definition=changed, people=people(changed), files={digest_of("pdf"): PDF})


def approved_by_all() -> RecordMeeting:
    return RecordMeeting(
        present=(
            BodyPresent(body=BOARD, attendance=tuple(Attendance(seat=seat(each)) for each in range(1, 6))),
        ),
        items=(
            ItemRecord(
                body=BOARD,
                matter=MATTER,
                decision=DecisionRecord(limbs=(Limb(verb=Verb.APPROVE),), by_assent=True),
            ),
        ),
    )
