"""Every call of the API that changes something: one that is accepted, and one that a rule refuses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from a_partnership import BOARD, CONTENT, DIRECTOR, MATTER, PROGRAMME, SECRETARY, SPONSOR, seat
from fastapi import FastAPI
from httpx2 import AsyncClient, Response

from models.programme import Loaded
from services import programmes
from tests.web.a_harbour_round import (
    AFTER,
    ANOTHER,
    MEETING,
    MEETS,
    PIER,
    PORT,
    TOWN,
    USERS,
    a_harbour_with_other_rules,
)
from tests.web.a_web import AWeb, by

API = "/api/v1"
Sent = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One call: where its path's names point, what it sends, and what must have been done before."""

    route: str
    sent: Sent
    names: dict[str, str]
    before: tuple["Call", ...] = ()
    shows: datetime | None = None
    """What the programme's clock must show."""
    loads: Loaded | None = None
    """The definition that must have come into force before it."""
    person: str = SECRETARY
    """Who makes it, where it comes before another."""

    @property
    def path(self) -> str:
        return API + self.route.format(**NAMES | self.names)


@dataclass(frozen=True)
class Refused:
    call: Call
    code: str


NAMES = {
    "programme": PROGRAMME,
    "matter": MATTER,
    "body": PIER,
    "concern": "c1",
    "request": "p1",
    "meeting": MEETING,
    "obligation": "pr1",
    "window": "election",
    "reader": SPONSOR,
}
"""What a path's names stand for when a call says nothing else."""


def acting(person: str = SECRETARY, key: str = "k-1") -> dict[str, str]:
    return {"Quorate-Person": person, "Idempotency-Key": key}


async def make(client: AsyncClient, web: AWeb, call: Call, person: str = SECRETARY) -> Response:
    """With what must come before it; a key belongs to one call."""
    for number, each in enumerate(call.before):
        await _loaded(web, each)
        headers = acting(each.person, key=f"before {number}")
        done = await client.post(each.path, json=each.sent, headers=headers)
        assert done.status_code == 200, (each.path, done.text)
    if call.shows:
        await web.clock_shows(call.shows)
    await _loaded(web, call)
    return await client.post(call.path, json=call.sent, headers=acting(person))


async def _loaded(web: AWeb, call: Call) -> None:
    if call.loads is not None:
        await programmes.load(web.house, call.loads, by(SECRETARY, "load again"))


def is_problem(answer: Response, status: int, code: str) -> bool:
    told = answer.json()
    assert answer.status_code == status, told
    assert answer.headers["content-type"] == "application/problem+json"
    assert (told["status"], told["code"], told["type"]) == (status, code, f"/problems/{code}")
    assert told["detail"]
    return True


# --- the calls ----------------------------------------------------------------------------

OF_MATTER = "/matters/{matter}"
OF_BODY = "/matters/{matter}/bodies/{body}"
OF_MEETING = "/programmes/{programme}/meetings/{meeting}"
OF_OBLIGATION = "/programmes/{programme}/obligations/{obligation}"
OF_LETTERS = "/programmes/{programme}/people/{reader}/letters"
OF_WINDOW = "/programmes/{programme}/windows/{window}"
WHY = {"reason": "Advice is awaited."}
EVENING = MEETS + timedelta(hours=9)


def call(
    route: str,
    sent: Sent,
    *before: Call,
    shows: datetime | None = None,
    loads: Loaded | None = None,
    person: str = SECRETARY,
    **names: str,
) -> Call:
    return Call(route, sent, names, before, shows, loads, person)


HOLD = call(f"{OF_MATTER}/hold", WHY)
WITHDRAW = call(f"{OF_MATTER}/withdraw", WHY)
ADOPT = call(f"{OF_MATTER}/open", {"version": "1.0", "adopting": True}, matter=ANOTHER)
RULED = {"reason": "It will not be moved.", "evidence": "Minute 7 of the board."}
AT_THE_PORT = call(
    f"{OF_BODY}/rules/propose", WHY, loads=a_harbour_with_other_rules(), person=DIRECTOR, body=PORT
)
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

CALLS: dict[str, tuple[Call, Refused]] = {
    each.route: (each, refused)
    for each, refused in (
        (
            call(f"{OF_MATTER}/open", {"version": "1.0", "closes": "2020-05-01T16:00:00Z"}, matter=ANOTHER),
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
            call(f"{OF_MATTER}/end", RULED | {"because": "another-reason"}),
            Refused(call(f"{OF_MATTER}/end", RULED), "all-agreed-so-far"),
        ),
        (
            call(f"{OF_BODY}/require", RULED | {"change": "not-required"}),
            Refused(call(f"{OF_BODY}/require", RULED | {"change": "required"}), "varied-so-already"),
        ),
        (
            call(
                f"{OF_BODY}/add",
                RULED | {"stage": "board", "procedure": "letter"},
                loads=a_harbour_with_other_rules(),
                body=TOWN,
            ),
            Refused(call(f"{OF_BODY}/add", RULED | {"stage": "board"}), "on-route-already"),
        ),
        (
            call(f"{OF_BODY}/without", RULED, call(f"{OF_BODY}/decision", NOTED, body=PORT), body=PORT),
            Refused(call(f"{OF_BODY}/without", RULED), "not-decided-against"),
        ),
        (AT_THE_PORT, Refused(call(AT_THE_PORT.route, WHY), "rules-the-same")),
        (
            call(f"{OF_BODY}/rules/agree", {}, AT_THE_PORT, body=PORT),
            Refused(call(f"{OF_BODY}/rules/agree", {}), "no-rules-proposed"),
        ),
        (
            call(f"{OF_BODY}/rules/withdraw", {}, AT_THE_PORT, body=PORT),
            Refused(call(f"{OF_BODY}/rules/withdraw", {}), "no-rules-proposed"),
        ),
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
            call(f"{OF_BODY}/inform", {}, body=USERS),
            Refused(call(f"{OF_BODY}/inform", {}), "decides-otherwise"),
        ),
        (
            call(f"{OF_BODY}/comments", {"words": "It reads well."}),
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
            call(f"{OF_MEETING}/agenda", {"matter": MATTER, "bodies": [BOARD]}, SPECIAL, meeting="special"),
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
            Refused(call(f"{OF_MEETING}/move", {"starts": "2020-05-09T13:30:00Z"} | WHY), "day-forbidden"),
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


def every_call() -> Iterator[Call]:
    yield from (accepted for accepted, _ in CALLS.values())


def openapi_of(web: AWeb) -> Any:  # noqa: ANN401  a document as it is sent
    app: FastAPI = web.app.app  # type: ignore[attr-defined]  # the wall's own field
    return app.openapi()
