"""Calls about a post, its rounds of recruitment and appointments to it; one accepted, one refused each."""

from datetime import UTC, datetime
from typing import Any

from a_partnership import MATTER, OUTSIDER, holder

from models.acts import Due
from models.commands import OpenStage
from models.post_commands import StartAppointment
from models.posts import OutsideSignOff, Post, RoundStage
from models.programme import Loaded
from tests.web.a_call import OF_BODY, OF_MATTER, WHY, Call, Refused, Sent, call
from tests.web.a_harbour_round import ANOTHER, PORT, PORT_CLERK, a_harbour

POST = "harbour-master"
OF_POST = "/programmes/{programme}/posts/{post}"
OF_ROUND = f"{OF_POST}/rounds/{{number}}"
OF_APPOINTMENT = f"{OF_POST}/appointments/{{number}}"
STARTS = datetime(2020, 4, 7, 23, 0, tzinfo=UTC)
"""Midnight in London's summer."""
NEXT_DAY = datetime(2020, 4, 8, 9, 0, tzinfo=UTC)


def a_harbour_with_a_post(**said: object) -> Loaded:
    """As it is loaded later: one post, for which the port office alone must agree."""
    loaded = a_harbour()
    post = Post.model_validate(
        {
            "id": POST,
            "title": "Harbour Master",
            "roles": ("Harbour Master",),
            "serves": (PORT,),
            "secretary": PORT_CLERK,
            "sign_off": OutsideSignOff(by=OUTSIDER),
            "stages": (RoundStage.ADVERTISED, RoundStage.INTERVIEWED),
            "told": (PORT_CLERK,),
            **said,
        }
    )
    definition = loaded.definition.model_copy(update={"posts": (post,)})
    return loaded.model_copy(update={"definition": definition})


# --- on the way ---------------------------------------------------------------------------

STOOD: Sent = {"reason": "The port has had one since 1890."}
ESTABLISHED = call(f"{OF_POST}/establish", STOOD, loads=a_harbour_with_a_post())
OPENED = call(f"{OF_ROUND}/open", {"planned": [{"stage": "advertised", "day": "2020-04-06"}]}, ESTABLISHED)
ADVERTISED = call(f"{OF_ROUND}/stage", {"stage": "advertised", "closes": "2020-04-30"})
INTERVIEWED = call(f"{OF_ROUND}/stage", {"stage": "interviewed"})
PANEL = call(f"{OF_ROUND}/panel", {"members": [holder(1), holder(2), holder(3)], "quorum": 2})
CANDIDATE = call(f"{OF_ROUND}/candidates/{{reference}}/enter", {"particulars": "Somebody of the quay."})
PAUSED = call(f"{OF_ROUND}/pause", WHY)
DECIDED = call(
    f"{OF_ROUND}/decide",
    {"candidate": "c-1", "present": [holder(1), holder(2)], "figures": "2-0", "reason": "The best."},
)
A_ROUND = (ESTABLISHED, OPENED)
GIVEN_UP = call(f"{OF_ROUND}/withdraw", WHY)

CONFIRMED = call(f"{OF_BODY}/decision", {"limbs": ["approve"], "evidence": "Their letter."}, body=PORT)
INTERIM: Sent = {"tenure": "interim", "person": OUTSIDER, "matter": MATTER, "last": "2020-09-30"}
PROPOSED = call(f"{OF_APPOINTMENT}/propose", INTERIM)
ELIGIBLE = call(f"{OF_APPOINTMENT}/eligibility", {"passed": True, "evidence": "The register."})
THE_FILE: Sent = {
    "interviewed": 2,
    "omitted": [{"stage": each, "reason": "An interim."} for each in ("advertised", "interviewed")],
}
REQUESTED = call(f"{OF_APPOINTMENT}/sign-off/request", THE_FILE)
AWAITED = call(f"{OF_APPOINTMENT}/sign-off/await", WHY)
GRANTED: Sent = {"answer": "granted", "by": OUTSIDER, "evidence": "Their letter."}
ANSWERED = call(f"{OF_APPOINTMENT}/sign-off/answer", GRANTED)
STARTING = call(f"{OF_APPOINTMENT}/start", {"first": "2020-04-08"})
LATER: Sent = {"last": "2020-12-31", "matter": ANOTHER}
EXTENDING = call(f"{OF_APPOINTMENT}/extend", LATER)
ASKED_ANEW = call(f"{OF_MATTER}/open", {"version": "1.0"}, matter=ANOTHER)
CONFIRMED_ANEW = call(
    CONFIRMED.route,
    CONFIRMED.sent,
    body=PORT,
    matter=ANOTHER,
    due=Due(stream=f"approval/{ANOTHER}", command=OpenStage(stage="board")),
)
EARLIER: Sent = {"last": "2020-06-30", "reason": "Another was found."}

AGREED = (ESTABLISHED, PROPOSED, ELIGIBLE, CONFIRMED)
ASKED = (*AGREED, REQUESTED)
SETTLED = (*ASKED, ANSWERED, STARTING)
WITHOUT_OFFICE = (
    call(f"{OF_POST}/establish", STOOD, loads=a_harbour_with_a_post(sign_off=None)),
    PROPOSED,
    ELIGIBLE,
    CONFIRMED,
    STARTING,
)
BEGINS_THEN: dict[str, Any] = {
    "shows": NEXT_DAY,
    "due": Due(stream=f"appointment/{POST}/1", command=StartAppointment(due=STARTS)),
}


EXTENDED_ANEW = (
    call(EXTENDING.route, EXTENDING.sent, **BEGINS_THEN),
    ASKED_ANEW,
    CONFIRMED_ANEW,
)
"""A longer term is a decision of its own (G74)."""


def after(each: Call, *before: Call, **said: Any) -> Call:  # noqa: ANN401  as `call` takes it
    return call(each.route, each.sent, *before, **each.names, **said)


# --- each of them -------------------------------------------------------------------------

OF_THE_POST = (
    (ESTABLISHED, Refused(after(ESTABLISHED, post="nobody"), "unknown-post")),
    (
        call(f"{OF_POST}/forecast", {"due": "early in May", "source": "The brief."}, ESTABLISHED),
        Refused(call(f"{OF_POST}/forecast", {"due": "in May", "source": "The brief."}), "no-such-post"),
    ),
    (
        call(f"{OF_POST}/tell", {"subject": "round-1-withdrawn", "words": "No change."}, *A_ROUND, GIVEN_UP),
        Refused(
            call(f"{OF_POST}/tell", {"subject": "round-01-withdrawn", "words": "No change."}, *A_ROUND),
            "nothing-to-tell",
        ),
    ),
)

OF_THE_ROUND = (
    (OPENED, Refused(after(OPENED, ESTABLISHED, number="2"), "round-out-of-turn")),
    (
        call(f"{OF_ROUND}/plan", {"planned": [{"stage": "interviewed", "day": "2020-06-30"}]}, *A_ROUND),
        Refused(
            call(f"{OF_ROUND}/plan", {"planned": [{"stage": "interviewed", "day": "2020-01-03"}]}, *A_ROUND),
            "planned-in-the-past",
        ),
    ),
    (after(ADVERTISED, *A_ROUND), Refused(after(INTERVIEWED, *A_ROUND), "stage-skipped")),
    (
        call(f"{OF_ROUND}/omit", {"stage": "advertised"} | WHY, *A_ROUND),
        Refused(
            call(f"{OF_ROUND}/omit", {"stage": "advertised"} | WHY, *A_ROUND, ADVERTISED), "stage-reached"
        ),
    ),
    (
        after(PANEL, *A_ROUND),
        Refused(call(f"{OF_ROUND}/panel", PANEL.sent | {"quorum": 4}, *A_ROUND), "quorum-too-large"),
    ),
    (
        call(f"{OF_ROUND}/interest", {"person": holder(1), "nature": "Their tutor."}, *A_ROUND, PANEL),
        Refused(
            call(f"{OF_ROUND}/interest", {"person": holder(4), "nature": "Their tutor."}, *A_ROUND, PANEL),
            "not-on-panel",
        ),
    ),
    (after(CANDIDATE, *A_ROUND), Refused(after(CANDIDATE), "no-such-round")),
    (
        call(f"{OF_ROUND}/candidates/{{reference}}/let-go", {}, *A_ROUND, CANDIDATE),
        Refused(call(f"{OF_ROUND}/candidates/{{reference}}/let-go", {}, *A_ROUND), "no-such-candidate"),
    ),
    (after(PAUSED, *A_ROUND), Refused(after(PAUSED, *A_ROUND, PAUSED), "round-paused")),
    (
        call(f"{OF_ROUND}/resume", WHY | {"closes": "2020-05-29"}, *A_ROUND, PAUSED),
        Refused(call(f"{OF_ROUND}/resume", WHY, *A_ROUND), "round-not-paused"),
    ),
    (
        after(DECIDED, *A_ROUND, PANEL, CANDIDATE, ADVERTISED, INTERVIEWED),
        Refused(
            call(
                f"{OF_ROUND}/decide",
                {"candidate": None, "present": [holder(1)]},
                *(*A_ROUND, PANEL, ADVERTISED, INTERVIEWED),
            ),
            "panel-inquorate",
        ),
    ),
    (
        after(GIVEN_UP, *A_ROUND),
        Refused(GIVEN_UP, "no-such-round"),
    ),
    (
        call(
            f"{OF_ROUND}/fell-through",
            WHY,
            *(*A_ROUND, PANEL, CANDIDATE, ADVERTISED, INTERVIEWED, DECIDED),
        ),
        Refused(call(f"{OF_ROUND}/fell-through", WHY, *A_ROUND), "nobody-chosen"),
    ),
)

OF_THE_APPOINTMENT = (
    (
        after(PROPOSED, ESTABLISHED),
        Refused(call(f"{OF_APPOINTMENT}/propose", INTERIM | {"last": None}, ESTABLISHED), "term-missing"),
    ),
    (after(ELIGIBLE, ESTABLISHED, PROPOSED), Refused(after(ELIGIBLE), "no-such-appointment")),
    (
        after(REQUESTED, *AGREED),
        Refused(after(REQUESTED, ESTABLISHED, PROPOSED, ELIGIBLE), "not-all-confirmed"),
    ),
    (after(AWAITED, *ASKED), Refused(after(AWAITED, *AGREED), "sign-off-not-asked")),
    (
        call(f"{OF_APPOINTMENT}/sign-off/supply", {}, *ASKED, AWAITED),
        Refused(call(f"{OF_APPOINTMENT}/sign-off/supply", {}, *ASKED), "nothing-awaited"),
    ),
    (
        after(ANSWERED, *ASKED),
        Refused(
            call(f"{OF_APPOINTMENT}/sign-off/answer", GRANTED | {"by": PORT_CLERK}, *ASKED),
            "not-the-signing-office",
        ),
    ),
    (after(STARTING, *ASKED, ANSWERED), Refused(after(STARTING, *ASKED), "not-signed-off")),
    (after(EXTENDING, *SETTLED, **BEGINS_THEN), Refused(after(EXTENDING, *SETTLED), "not-in-post")),
    (
        call(f"{OF_APPOINTMENT}/extend/confirm", {}, *WITHOUT_OFFICE, *EXTENDED_ANEW),
        Refused(call(f"{OF_APPOINTMENT}/extend/confirm", {}, *WITHOUT_OFFICE, **BEGINS_THEN), "no-extension"),
    ),
    (
        call(f"{OF_APPOINTMENT}/end-early", EARLIER, *SETTLED, **BEGINS_THEN),
        Refused(
            call(f"{OF_APPOINTMENT}/end-early", EARLIER | {"last": "2020-12-31"}, *SETTLED, **BEGINS_THEN),
            "not-earlier",
        ),
    ),
    (
        call(f"{OF_APPOINTMENT}/withdraw", WHY, ESTABLISHED, PROPOSED),
        Refused(call(f"{OF_APPOINTMENT}/withdraw", WHY), "no-such-appointment"),
    ),
)

CALLS_OF_POSTS: dict[str, tuple[Call, Refused]] = {
    accepted.route: (accepted, refused)
    for accepted, refused in (*OF_THE_POST, *OF_THE_ROUND, *OF_THE_APPOINTMENT)
}
