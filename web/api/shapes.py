"""What OpenAPI says of records: the keys of docs/recording-a-meeting.md, as JSON schemas."""

from typing import Any, Final

from models.deciding import Course, Result, Vote
from models.values import Verb

Schema = dict[str, Any]


def _words(description: str) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": 10_000, "description": description}


def _one_of(values: type[Verb | Course | Result | Vote], description: str = "") -> Schema:
    return {"type": "string", "enum": [str(each) for each in values], "description": description}


def _by_name(of: Schema, description: str) -> Schema:
    return {"type": "object", "additionalProperties": of, "description": description}


def _table(required: tuple[str, ...], properties: Schema) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


HOUR: Final = {"type": "string", "description": "By London's clocks, such as `15:40:00`."}
DAY: Final = {"type": "string", "description": "A day `2020-02-06`, or a day and an hour."}
SEATS: Final = {
    "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    "description": "Seats by name and the first so many of a category: `K4 /chief-finance-officer`.",
}
LIMB: Final = {
    "oneOf": [
        _one_of(Verb),
        _table(
            ("verb",),
            {
                "verb": _one_of(Verb),
                "words": _words("Its condition."),
                "due": DAY | {"description": "Of a condition: its last day."},
                "discharged_by": _words("Of a condition: the seat of the officer who may call it met."),
                "consulting": {
                    "type": "array",
                    "items": _words("A seat."),
                    "description": "Whom that officer consults first.",
                },
                "may_agree": {
                    "type": "boolean",
                    "description": "Whether that officer may agree, for the body, the version that meets it.",
                },
            },
        ),
    ]
}

IN_THE_ROOM: Final[Schema] = {
    "arrived": _by_name(HOUR, "Late arrivals: the seat and the hour."),
    "left": _by_name(HOUR, "Early departures. Arrived later than left: went out and came back."),
    "deputies": _by_name(_words("A person's id."), "The seat, and who sat in it instead."),
}

INTEREST: Final[Schema] = {
    "seat": _words("Whose."),
    "course": _one_of(Course),
    "own_terms": {"type": "boolean", "description": "In their own pay or terms: the course is to leave."},
}

DECISION: Final[Schema] = {
    "limbs": {
        "type": "array",
        "items": LIMB,
        "description": "What was done; left out when nothing could be decided.",
    },
    "at": HOUR | {"description": "When it was reached, by London's clocks."},
    "interests": {
        "type": "array",
        "items": _table(("seat", "course"), INTEREST),
    },
    "figures": _words("`7-2`, or `9-0-1` with abstentions."),
    "votes": _by_name(_one_of(Vote), "Votes by name."),
    "by_assent": {"type": "boolean", "description": "Agreed without a division."},
    "casting": _one_of(Result, "A casting vote on a tie."),
    "lost": {"type": "boolean", "description": "What the limbs say was put to the vote and lost."},
    "in_private": _words("Why the public was excluded for the item, where the body resolved so."),
    "wording": _words("The resolution as it was passed; the reason, where a body refuses."),
    "minute": _words("What the minute says."),
    "asked_for": _words("What a body that defers wants to see first."),
    "to": _words("The meeting that takes it next; the body's next lawful one if not said."),
}

ITEM: Final = _table(("body", "matter"), {"body": _words("Its id."), "matter": _words("Its id."), **DECISION})

MEETING: Final = _table(
    ("present",),
    {
        "meeting": _words("As in the address, which is enough."),
        "sitting": {
            "type": "integer",
            "minimum": 1,
            "description": "Of a meeting that was adjourned, which sitting; the last when left out.",
        },
        "present": _by_name(SEATS, "For each body, who was there."),
        "presiding": _by_name(_words("A seat."), "For each body, who was in the chair."),
        **IN_THE_ROOM,
        "items": {"type": "array", "items": ITEM, "description": "One for each body and matter."},
    },
)

BY_LETTER: Final = _table(
    ("evidence",),
    {
        "decided": DAY,
        "evidence": _words("The letter, minute or mail it rests on."),
        "present": SEATS,
        **IN_THE_ROOM,
        "officer": _words("The seat that decided under delegated authority."),
        "consulted": _by_name(DAY, "Whom the officer consulted, and when."),
        **DECISION,
    },
)


def _sent(schema: Schema) -> Schema:
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


MEETING_RECORD: Final = _sent(MEETING)
DECISION_RECORD: Final = _sent(BY_LETTER)
