"""Calls about a matter's course: its route, its end, its bodies' rules; one accepted, one refused each."""

from a_partnership import DIRECTOR

from tests.web.a_call import OF_BODY, OF_MATTER, RULED, WHY, Call, Refused, call
from tests.web.a_harbour_round import (
    PIER,
    PORT,
    TOWN,
    a_harbour_with_other_rules,
)

AT_THE_PORT = call(
    f"{OF_BODY}/rules/propose", WHY, loads=a_harbour_with_other_rules(), person=DIRECTOR, body=PORT
)

NOTED_BY_THE_PORT = call(
    f"{OF_BODY}/decision", {"limbs": ["note"], "evidence": "Their letter of today."}, body=PORT
)

URGENT = {"needed_by": "2020-04-03", "reason": "The tide is rising.", "evidence": "Her letter of today."}
NO_MEETING = {"cannot": [{"rung": "special-meeting", "reason": "The hall is flooded."}]}

CALLS_OF_COURSE: dict[str, tuple[Call, Refused]] = {
    each.route: (each, refused)
    for each, refused in (
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
            call(f"{OF_BODY}/without", RULED, NOTED_BY_THE_PORT, body=PORT),
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
            call(f"{OF_BODY}/chairs-action", URGENT | NO_MEETING),
            Refused(
                call(f"{OF_BODY}/chairs-action", URGENT | {"officer": f"{PIER}/member-2"}), "not-the-officer"
            ),
        ),
    )
}
