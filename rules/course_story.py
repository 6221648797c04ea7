"""What an explanation tells of each decision about a matter's course, in words that name nobody."""

from collections.abc import Callable, Mapping
from typing import Any

from models.course_events import (
    MatterEnded,
    RouteVaried,
    RulesMigrated,
    RulesProposalWithdrawn,
    RulesProposed,
    SignOffMigrated,
    WentAheadWithout,
)
from models.fact import Fact
from models.values import Text
from rules.course_in_words import CHANGED, ENDED

Names = Mapping[str, str]
Tale = tuple[str, Text | None]


def _varied(event: RouteVaried, names: Names) -> Tale:
    words = CHANGED[event.change]
    return f"{words[:1].upper()}{words[1:]}, decided by {names.get(event.by, event.by)}", event.reason


def _without(event: WentAheadWithout, names: Names) -> Tale:
    body, owner = names.get(event.body, event.body), names.get(event.by, event.by)
    return f"The matter went ahead without {body}, decided by {owner}", event.reason


def _ended(event: MatterEnded, names: Names) -> Tale:
    return (
        f"The matter was ended by {names.get(event.by, event.by)}: {ENDED[event.because].lower()}",
        event.reason,
    )


def _proposed(event: RulesProposed, names: Names) -> Tale:
    return f"Other rules were proposed by {names.get(event.by, event.by)}", event.reason


def _migrated(event: RulesMigrated, names: Names) -> Tale:
    proposed, agreed = (names.get(each, each) for each in (event.proposed_by, event.agreed_by))
    return f"Its rules were changed: proposed by {proposed}, agreed by {agreed}", event.reason


TELLS_OF_COURSE: Mapping[type[Fact], Callable[[Any, Names], Tale]] = {
    RouteVaried: _varied,
    WentAheadWithout: _without,
    MatterEnded: _ended,
    RulesProposed: _proposed,
    RulesProposalWithdrawn: lambda _, __: ("The rules proposed were withdrawn", None),
    RulesMigrated: _migrated,
    SignOffMigrated: lambda _, __: ("What it is asked goes on under its new rules", None),
}
