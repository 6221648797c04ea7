"""The pages that answer why, and what a version changed, in every state they can be in: as view models."""

from datetime import UTC, datetime

from models.explaining import Earlier
from models.values import Standing
from web.pages import presenters
from web.pages.parts import Link, Row, Shell
from web.pages.timeline import Course, timeline
from web.pages.views import Page
from web.pages.why_views import (
    ChangedPart,
    ChangedPlace,
    ChangedWords,
    ChangesPage,
    Day,
    DecisionRecordPage,
    Happened,
    Part,
    Said,
    WhyPage,
)

HASH = "9f3ab2c1" * 8
LONG = "Board of Basildon and Thurrock University Hospitals NHS Foundation Trust"
BACK = Link("The matter before all its bodies", "/matters/strategy")


def at(month: int, day: int, year: int = 2020) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


COURSES = (
    Course("N3", at(7, 8, 2019), at(10, 17, 2019), Standing.ADVISED),
    *(
        Course(
            f"R{number}",
            at(12, 18, 2019),
            at(1, 20 + number % 9),
            Standing.APPROVED,
            told=at(4, 2),
            may_object_until=at(4, 20),
        )
        for number in range(5, 24)
    ),
    Course("R2-R4", at(4, 1), at(4, 1), Standing.APPROVED, is_carried=True),
    Course(
        "R10",
        at(3, 30),
        None,
        Standing.WAITING,
        earlier=(
            Earlier(
                version="1.0",
                asked=at(12, 18, 2019),
                decided=at(1, 30),
                standing=Standing.APPROVED_WITH_CONDITION,
            ),
        ),
    ),
)
DAYS = tuple(
    Day(
        code=each.code,
        body=LONG,
        href="/matters/strategy/bodies/basildon-trust-board",
        tag=presenters.tag(each.standing),
        version="1.0",
        asked="Wednesday 18 December 2019",
        decided="Wednesday 11 March 2020" if each.decided else "Not yet",
        before=("Before: approved, version 1.0, on Thursday 30 January 2020",) if each.earlier else (),
        may_object="Until Monday 20 April 2020 at 11:59pm, London time, to version 1.1",
    )
    for each in (*COURSES[:6], COURSES[-1])
)
HAPPENED = (
    Happened("Monday 9 December 2019 at 9:30am", "Version 1.0 issued (editorial).", "Title & <label>.", "47"),
    Happened("Thursday 12 March 2020 at midday", "Decided: approved (to approve).", "", "1204"),
)
WHY = WhyPage(
    title="Why is this not approved yet?",
    matter="Approval of the 5-Year Strategy and Delivery Plan",
    back=BACK,
    answer="Not yet: 18 of the 19 approvals it waits for are held.",
    as_of="Tuesday 14 April 2020 at 11am, London time",
    publication="Version 1.1 may not be published yet. It waits for this:",
    waits=(
        Row("Governing Body of NHS Mid Essex CCG has not given what it was asked for.", ""),
        Row(
            "14 bodies may object to version 1.1.",
            "This ends on Monday 20 April 2020 at 11:59pm, London time.",
        ),
    ),
    pending=("Governing Body of NHS Mid Essex CCG has yet to ratify what its chair decided.",),
    days=DAYS,
    timeline=timeline(COURSES, at(4, 14)),
    happened=HAPPENED,
    shell=Shell(partnership="Mid and South Essex Health and Care Partnership"),
)
RECORD = DecisionRecordPage(
    matter="Approval of the 5-Year Strategy and Delivery Plan",
    body=LONG,
    document="5-Year Strategy and Delivery Plan",
    back=BACK,
    why=Link("Why the matter is approved, or why not yet", "/matters/strategy/why"),
    tag=presenters.tag(Standing.APPROVED_WITH_CONDITION),
    answer="It was asked to approve version 1.0 at a meeting, and decided on Thursday 12 March 2020.",
    as_of="Tuesday 14 April 2020 at 11am, London time",
    parts=(
        Part("What it was asked", (Said(f"The text: version 1.0, content hash {HASH}."),)),
        Part(
            "What was decided",
            (
                Said(
                    "The wording and the reasons given with it:",
                    "RESOLVED: that the plan\nbe <approved> & kept.",
                ),
            ),
        ),
    ),
    happened=HAPPENED,
    questions_to=("The secretary of the body", "Secretariat, secretariat@partnership.example"),
)
CHANGES = ChangesPage(
    title="What changed from version 1.0 to 1.1",
    document="5-Year Strategy and Delivery Plan",
    back=BACK,
    reason="To meet the <condition> & nothing else.",
    summary="2 of its 4 parts changed.",
    parts=(
        ChangedPart(
            title="Part 1: our strategy",
            how="changed",
            trouble="",
            places=(
                ChangedPlace(
                    "Page 2, new",
                    (
                        ChangedWords("money and standards.", "kept"),
                        ChangedWords("Final <draft>, version 1.0", "removed"),
                        ChangedWords("One approach is kept across the whole of Essex.", "added"),
                        ChangedWords("Our four places", "kept"),
                    ),
                ),
            ),
            left_out="3 further changes are not shown: open both files to see them.",
            before_hash=HASH,
            after_hash=HASH[::-1],
        ),
        ChangedPart("Part 2", "unchanged, to the last byte", "", (), "", HASH, HASH),
        ChangedPart("Summary", "changed", "Its words could not be read.", (), "", HASH, HASH[::-1]),
        ChangedPart("Easy read", "new", "", (), "", "", HASH),
    ),
    before_hash=HASH,
    after_hash=HASH[::-1],
)

WHY_STATES: dict[str, Page] = {
    "why": WHY,
    "why-before-anyone-is-asked": WhyPage(
        title="Why is this not approved yet?",
        matter="Terms of reference",
        back=BACK,
        answer="Not yet.",
        as_of="Tuesday 14 April 2020 at 11am, London time",
        publication="Version 1.0 may be published: nothing has been awaited since Friday 3 April 2020.",
        waits=(),
        pending=(),
        days=(),
        timeline=timeline((), at(4, 14)),
        happened=(),
    ),
    "decision-record": RECORD,
    "changes": CHANGES,
    "changes-of-nothing": ChangesPage(
        title="What changed from version 1.0 to 1.1",
        document="Terms of reference",
        back=BACK,
        reason="",
        summary="No part of it changed.",
        parts=(),
        before_hash=HASH,
        after_hash=HASH,
    ),
}
