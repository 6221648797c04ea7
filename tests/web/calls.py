"""Every call of the API that changes something: one that is accepted, and one that a rule refuses."""

from collections.abc import Iterator

from a_partnership import BOARD, CONTENT, MATTER, SPONSOR, seat

from tests.web.a_call import (
    EVENING,
    OF_BODY,
    OF_LETTERS,
    OF_MATTER,
    OF_MEETING,
    OF_OBLIGATION,
    OF_WINDOW,
    RULED,
    WHY,
    Call,
    Refused,
    call,
)
from tests.web.a_harbour_round import (
    AFTER,
    ANOTHER,
    NOTICE,
    PIER,
    PORT,
    TOWN,
    USERS,
    a_harbour_with_an_executive,
)
from tests.web.course_calls import CALLS_OF_COURSE
from tests.web.post_calls import CALLS_OF_POSTS

HOLD = call(f"{OF_MATTER}/hold", WHY)
WITHDRAW = call(f"{OF_MATTER}/withdraw", WHY)
ADOPT = call(f"{OF_MATTER}/open", {"version": "1.0", "adopting": True}, matter=ANOTHER)
INTEREST = call(
    f"{OF_BODY}/interests",
    {"seat": f"{PIER}/member-1", "nature": "Owns a berth.", "evidence_channel": "phone"},
)
CONCERN = call(f"{OF_BODY}/concerns", {"words": "Who pays?", "questions": 2})
ANNEX = call(f"{OF_BODY}/papers", {"parts": ["annex"], "seat": f"{PIER}/member-1"})
SPECIAL = call(
    f"{OF_MEETING}/call",
    {"bodies": [BOARD], "starts": "2020-05-06T13:30:00Z", "place": "The pier", "in_public": True},
    meeting="special",
)
OWED = call(
    f"{OF_OBLIGATION}/open",
    {
        "sort": "promise",
        "owner": SPONSOR,
        "words": "publish the plan",
        "due": "end of May",
        "matter": MATTER,
        "source": "the brief",
        "promised_to": [SPONSOR],
    },
)
WINDOW = call(f"{OF_WINDOW}/enter", {"first": "2020-04-20", "last": "2020-05-07", "reason": "Elections."})
THE_ANSWER = {
    "seat": f"{PIER}/member-1",
    "answer": "approve",
    "content_hash": CONTENT,
    "evidence_channel": "phone",
    "evidence": "Rang the clerk at ten.",
}
THE_LETTER = {"limbs": ["approve"], "decided": "2020-04-06", "evidence": "Their letter of 6 April."}
NOTED = {"limbs": ["note"], "evidence": "Their letter of today."}
THE_MINUTE = {
    "present": {BOARD: [f"/member-{number}" for number in range(1, 6)]},
    "presiding": {BOARD: "/member-1"},
    "items": [{"body": BOARD, "matter": MATTER, "limbs": ["approve"], "figures": "5-0"}],
}

OF_THE_PORT = {"obligation": f"{MATTER}.{PORT}.condition-1"}
CONDITION = call(
    f"{OF_BODY}/decision",
    {
        "limbs": [
            {
                "verb": "approve-subject-to",
                "words": "It says who dredges.",
                "due": "2020-05-15",
                "discharged_by": seat(2),
                "consulting": [seat(1)],
                "may_agree": True,
            }
        ],
        "evidence": "Their letter of today.",
    },
    body=PORT,
)
MET = call(
    f"{OF_OBLIGATION}/discharge",
    {
        "officer": seat(2),
        "consulted": [{"seat": seat(1), "day": "2020-04-02"}],
        "evidence": "Her note of today.",
    },
    CONDITION,
    **OF_THE_PORT,
)
EXTENDED = call(
    f"{OF_OBLIGATION}/extend",
    {"due": "2020-06-30", "evidence": "Minute 4 of today."},
    CONDITION,
    **OF_THE_PORT,
)

HEARD = call(f"{OF_BODY}/comments", {"words": "It reads well."})
A_NOTICE = call(f"{OF_MATTER}/open", {"version": "1.0"}, matter=NOTICE)
DATED = call(f"{OF_MATTER}/publication-date", {"day": "2020-04-02"}, A_NOTICE, matter=NOTICE)
DATED_THERE = call(f"{OF_MATTER}/publication-date", {"day": "2020-04-02"}, matter=NOTICE)

IN_TOWN = {"body": TOWN}
ADDED = call(
    f"{OF_BODY}/add",
    RULED | {"stage": "board", "procedure": "letter"},
    loads=a_harbour_with_an_executive(),
    **IN_TOWN,
)
KEY_NOTICE = call(
    f"{OF_BODY}/key-notice",
    {"first": "2020-05-01", "last": "2020-05-08", "obtained": "From the clerk."},
    ADDED,
    **IN_TOWN,
)
URGENTLY = call(
    f"{OF_BODY}/key-exception",
    {"exception": "special-urgency", "reason": "The quay is closed.", "agreed_by": seat(1)},
    ADDED,
    **IN_TOWN,
)
TAKEN = call(
    f"{OF_BODY}/decision",
    {"limbs": ["approve"], "present": [f"{TOWN}/member-1"], "by_assent": True, "evidence": "Its minute."},
    *(ADDED, URGENTLY),
    **IN_TOWN,
)
PUBLISHED = call(
    f"{OF_BODY}/decision/publish",
    {"reasons": "The quay is worn out.", "rejected": "To do nothing."},
    *(ADDED, URGENTLY, TAKEN),
    **IN_TOWN,
)
CALLED_IN = call(
    f"{OF_BODY}/call-in",
    {"scrutiny": BOARD, "reason": "The ferry was not thought of."},
    *(ADDED, URGENTLY, TAKEN, PUBLISHED),
    **IN_TOWN,
)
SCRUTINISED = call(
    f"{OF_BODY}/call-in/answer",
    {"scrutiny": BOARD, "outcome": "referred-back", "reason": "Think of the ferry."},
    *(ADDED, URGENTLY, TAKEN, PUBLISHED, CALLED_IN),
    **IN_TOWN,
)

CALLS: dict[str, tuple[Call, Refused]] = (
    {
        each.route: (each, refused)
        for each, refused in (
            (
                call(
                    f"{OF_MATTER}/open", {"version": "1.0", "closes": "2020-05-01T16:00:00Z"}, matter=ANOTHER
                ),
                Refused(call(f"{OF_MATTER}/open", {"version": "1.0"}), "matter-exists"),
            ),
            (
                call(f"{OF_MATTER}/finish-adoption", {}, ADOPT, matter=ANOTHER),
                Refused(call(f"{OF_MATTER}/finish-adoption", {}), "not-adopting"),
            ),
            (
                call(f"{OF_MATTER}/versions", {"version": "1.1", "change": "editorial"} | WHY),
                Refused(
                    call(f"{OF_MATTER}/versions", {"version": "1.0", "change": "editorial"} | WHY),
                    "version-exists",
                ),
            ),
            (
                call(f"{OF_BODY}/ask-again", WHY, call(f"{OF_BODY}/decision", NOTED, body=PORT), body=PORT),
                Refused(call(f"{OF_BODY}/ask-again", WHY), "still-asked"),
            ),
            (HOLD, Refused(call(f"{OF_MATTER}/hold", {"reason": "Again."}, HOLD), "matter-held")),
            (
                call(f"{OF_MATTER}/release", WHY, HOLD),
                Refused(call(f"{OF_MATTER}/release", WHY), "matter-not-held"),
            ),
            (WITHDRAW, Refused(call(f"{OF_MATTER}/withdraw", WHY, matter=ANOTHER), "no-such-matter")),
            (
                call(f"{OF_BODY}/answers", THE_ANSWER),
                Refused(
                    call(f"{OF_BODY}/answers", THE_ANSWER | {"content_hash": "0" * 64}), "version-superseded"
                ),
            ),
            (
                INTEREST,
                Refused(call(INTEREST.route, INTEREST.sent | {"seat": f"{PIER}/member-9"}), "not-entitled"),
            ),
            (CONCERN, Refused(call(CONCERN.route, CONCERN.sent, WITHDRAW), "matter-withdrawn")),
            (
                call(f"{OF_BODY}/concerns/{{concern}}/answer", {"words": "The port."}, CONCERN),
                Refused(
                    call(f"{OF_BODY}/concerns/{{concern}}/answer", {"words": "The port."}), "unknown-concern"
                ),
            ),
            (
                call(f"{OF_BODY}/concerns/{{concern}}/withdraw", {}, CONCERN),
                Refused(call(f"{OF_BODY}/concerns/{{concern}}/withdraw", {}), "unknown-concern"),
            ),
            (
                call(f"{OF_BODY}/decision", THE_LETTER, shows=EVENING, body=PORT),
                Refused(call(f"{OF_BODY}/decision", THE_LETTER, shows=EVENING), "decides-otherwise"),
            ),
            (
                KEY_NOTICE,
                Refused(
                    call(
                        KEY_NOTICE.route,
                        KEY_NOTICE.sent | {"last": "2020-04-30", "first": "2020-04-30"},
                        ADDED,
                        **IN_TOWN,
                    ),
                    "key-notice-too-short",
                ),
            ),
            (
                URGENTLY,
                Refused(
                    call(URGENTLY.route, URGENTLY.sent | {"agreed_by": seat(2)}, ADDED, **IN_TOWN),
                    "not-who-agrees",
                ),
            ),
            (
                PUBLISHED,
                Refused(call(PUBLISHED.route, PUBLISHED.sent, ADDED, **IN_TOWN), "nothing-awaits-effect"),
            ),
            (
                CALLED_IN,
                Refused(
                    call(CALLED_IN.route, CALLED_IN.sent, ADDED, URGENTLY, TAKEN, **IN_TOWN),
                    "not-published-yet",
                ),
            ),
            (
                SCRUTINISED,
                Refused(
                    call(SCRUTINISED.route, SCRUTINISED.sent, ADDED, URGENTLY, TAKEN, PUBLISHED, **IN_TOWN),
                    "not-called-in",
                ),
            ),
            (
                call(f"{OF_BODY}/inform", {}, body=USERS),
                Refused(call(f"{OF_BODY}/inform", {}), "decides-otherwise"),
            ),
            (DATED, Refused(call(DATED.route, DATED.sent), "not-to-be-published")),
            (
                call(f"{OF_MATTER}/publish", {"version": "1.0"}, A_NOTICE, DATED_THERE, matter=NOTICE),
                Refused(
                    call(f"{OF_MATTER}/publish", {"version": "1.0"}, A_NOTICE, matter=NOTICE),
                    "no-publication-date",
                ),
            ),
            (
                call(f"{OF_BODY}/comments/answer", {"words": "It stays."}, HEARD),
                Refused(call(f"{OF_BODY}/comments/answer", {"words": "It stays."}), "no-comment-there"),
            ),
            (
                HEARD,
                Refused(call(f"{OF_BODY}/comments", {}, WITHDRAW), "matter-withdrawn"),
            ),
            (ANNEX, Refused(call(ANNEX.route, {"parts": ["plan"]}), "part-enclosed")),
            (
                call(f"{OF_MATTER}/papers/{{request}}/send", {}, ANNEX),
                Refused(call(f"{OF_MATTER}/papers/{{request}}/send", {}), "unknown-request"),
            ),
            (
                call(f"{OF_MATTER}/papers/{{request}}/refuse", WHY, ANNEX),
                Refused(call(f"{OF_MATTER}/papers/{{request}}/refuse", WHY), "unknown-request"),
            ),
            (SPECIAL, Refused(call(SPECIAL.route, SPECIAL.sent), "meeting-exists")),
            (
                call(
                    f"{OF_MEETING}/agenda", {"matter": MATTER, "bodies": [BOARD]}, SPECIAL, meeting="special"
                ),
                Refused(call(f"{OF_MEETING}/agenda", {"matter": ANOTHER}), "no-such-matter"),
            ),
            (
                call(f"{OF_MEETING}/papers", {}),
                Refused(
                    call(f"{OF_MEETING}/papers", {}, call(f"{OF_MEETING}/cancel", WHY)),
                    "meeting-over",
                ),
            ),
            (
                call(f"{OF_MEETING}/apologies", {"seat": seat(1)}),
                Refused(call(f"{OF_MEETING}/apologies", {"seat": seat(9)}), "unknown-seat"),
            ),
            (
                call(
                    f"{OF_MEETING}/apologies/withdraw",
                    {"seat": seat(1)},
                    call(f"{OF_MEETING}/apologies", {"seat": seat(1)}),
                ),
                Refused(call(f"{OF_MEETING}/apologies/withdraw", {"seat": seat(1)}), "no-apologies"),
            ),
            (
                call(f"{OF_MEETING}/move", {"starts": "2020-05-07T13:30:00Z"} | WHY),
                Refused(
                    call(f"{OF_MEETING}/move", {"starts": "2020-05-09T13:30:00Z"} | WHY), "day-forbidden"
                ),
            ),
            (
                call(f"{OF_MEETING}/adjourn", {"starts": "2020-04-30T13:30:00Z"} | WHY, shows=EVENING),
                Refused(
                    call(f"{OF_MEETING}/adjourn", {"starts": "2020-04-30T13:30:00Z"} | WHY),
                    "meeting-not-held-yet",
                ),
            ),
            (
                call(f"{OF_MEETING}/suspend", WHY),
                Refused(call(f"{OF_MEETING}/suspend", WHY, meeting=AFTER), "no-such-meeting"),
            ),
            (
                call(f"{OF_MEETING}/cancel", WHY),
                Refused(call(f"{OF_MEETING}/cancel", WHY, meeting=AFTER), "no-such-meeting"),
            ),
            (
                call(f"{OF_MEETING}/record", THE_MINUTE, shows=EVENING),
                Refused(call(f"{OF_MEETING}/record", THE_MINUTE), "meeting-not-held-yet"),
            ),
            (OWED, Refused(call(OWED.route, OWED.sent | {"owner": "nobody"}), "unknown-owner")),
            (
                call(f"{OF_OBLIGATION}/keep", {"evidence": "It is on the site."}, OWED),
                Refused(call(f"{OF_OBLIGATION}/keep", {"evidence": "It is."}), "no-such-obligation"),
            ),
            (
                call(f"{OF_OBLIGATION}/carry-over", {"due": "2020-07-31"} | WHY, OWED),
                Refused(call(f"{OF_OBLIGATION}/carry-over", {"due": "soon"} | WHY), "no-such-obligation"),
            ),
            (
                call(f"{OF_OBLIGATION}/drop", WHY, OWED),
                Refused(call(f"{OF_OBLIGATION}/drop", WHY), "no-such-obligation"),
            ),
            (
                MET,
                Refused(
                    call(MET.route, MET.sent | {"consulted": []}, CONDITION, **OF_THE_PORT),
                    "consultation-missing",
                ),
            ),
            (
                EXTENDED,
                Refused(
                    call(EXTENDED.route, EXTENDED.sent | {"due": "2020-05-15"}, CONDITION, **OF_THE_PORT),
                    "due-in-the-past",
                ),
            ),
            (WINDOW, Refused(call(WINDOW.route, WINDOW.sent | {"last": "2020-04-01"}), "window-backwards")),
            (
                call(f"{OF_LETTERS}/stop", {}),
                Refused(call(f"{OF_LETTERS}/stop", {}, reader="nobody"), "unknown-person"),
            ),
            (
                call(f"{OF_LETTERS}/resume", {}, call(f"{OF_LETTERS}/stop", {})),
                Refused(call(f"{OF_LETTERS}/resume", {}, reader="nobody"), "unknown-person"),
            ),
            (
                call(f"{OF_WINDOW}/withdraw", {}, WINDOW),
                Refused(call(f"{OF_WINDOW}/withdraw", {}), "unknown-window"),
            ),
            (
                call(
                    "/programmes/{programme}/corrections",
                    {"stream": f"approval/{MATTER}", "number": 3, "words": "It was opened at nine."},
                ),
                Refused(
                    call(
                        "/programmes/{programme}/corrections",
                        {"stream": f"approval/{MATTER}", "number": 1, "words": "It was opened at nine."},
                    ),
                    "unknown-line",
                ),
            ),
        )
    }
    | CALLS_OF_COURSE
    | CALLS_OF_POSTS
)


def every_call() -> Iterator[Call]:
    yield from (accepted for accepted, _ in CALLS.values())
