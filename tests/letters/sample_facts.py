"""Facts for letters of every kind, as the round of the strategy would give them."""

from datetime import UTC, datetime
from typing import Any

from models.letters import Correspondent, LetterFacts, LetterKind

QUORATE = Correspondent(title="Quorate", address="letters@quorate.example")
LINK = "https://quorate.example/s/3vT9_x0qW7dK2mZpA5bLrH8nYc1eUf4gJtQsVoIiMw"

FRAME: dict[str, Any] = {
    "thread": "approval/five-year-strategy",
    "written": datetime(2020, 1, 24, 9, 0, tzinfo=UTC),
    "reference": "MSE-5YS-0142",
    "programme": "Mid and South Essex Health and Care Partnership",
    "recipient": Correspondent(title="Lay member, governance", address="lay.member@mid-essex.example"),
    "reply_to": Correspondent(title="the Partnership secretariat", address="secretariat@partnership.example"),
}

EVERYTHING: dict[str, Any] = {
    "title": "Five-Year Strategy and Delivery Plan",
    "short": "Five-Year Strategy",
    "version": "1.0",
    "short_hash": "3f9a2c1b7d04",
    "body": "Mid Essex CCG governing body",
    "asked_by": "the Independent Chair",
    "asked": "approve",
    "deadline": datetime(2020, 2, 7, 17, 0, tzinfo=UTC),
    "minutes": 5,
    "next_reminder": datetime(2020, 2, 5, 9, 0, tzinfo=UTC),
    "may_change_answer": True,
    "link": LINK,
    "happened": datetime(2020, 2, 6, 14, 5, tzinfo=UTC),
    "recorded": datetime(2020, 2, 10, 9, 0, tzinfo=UTC),
    "outcome": "approved",
    "figures": "8 for, none against",
    "evidence": "a telephone call with the secretary",
    "principal": "The clinical lead",
    "deputy": "The deputy clinical lead",
    "parent": "NELFT board",
    "next_step": "The next body to decide is Southend, on Thursday 27 February 2020.",
    "meeting_at": datetime(2020, 3, 26, 13, 30, tzinfo=UTC),
    "place": "Committee Room 1",
    "change": "moved",
    "next_meeting_at": datetime(2020, 5, 28, 12, 30, tzinfo=UTC),
    "quoted": "How do places keep their budgets?",
    "quoted_by": "the vice-chair",
    "replied": "See Part 1, section 4.",
    "replied_by": "the Programme Director",
    "concern": "c1",
    "has_commands": True,
    "answered_with": "quorate concern answer five-year-strategy mid-essex c1",
    "rule": "13 of the 24 members who may answer must agree; one objection that stands defeats it; it is "
    "settled only at the deadline. A silent member does not help it pass.",
    "lines": ("Appendix A: finance", "Appendix B: workforce"),
}


def facts_of(kind: LetterKind, **said: Any) -> LetterFacts:  # noqa: ANN401 - whatever a fact may be
    key = f"{kind}/five-year-strategy/mid-essex/lay-member"
    return LetterFacts.model_validate(FRAME | everything(kind) | {"key": key, "kind": kind} | said)


def everything(kind: LetterKind) -> dict[str, Any]:
    """A digest has its links in the letters that are in it, of which one is enough here."""
    if kind is not LetterKind.DIGEST:
        return EVERYTHING
    return EVERYTHING | {"link": None, "items": (facts_of(LetterKind.SIGN_OFF_REQUEST),)}
