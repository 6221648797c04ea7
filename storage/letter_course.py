"""What a letter says of a decision about a matter's course: its route, its end, its bodies' rules."""

from models.course_events import (
    DecidedByOwner,
    MatterEnded,
    RouteVaried,
    RulesMigrated,
    RulesProposed,
    WentAheadWithout,
)
from models.values import Sha256
from rules.calendar import in_words, london_day
from rules.course_in_words import CHANGED, ENDED, office
from rules.verbs import standing_in_words
from storage.letter_writing import Facts, Writing

NOTHING_ASKED: Facts = {"deadline": None, "asked": "", "next_reminder": None}


def varied(writing: Writing) -> Facts:
    event = writing.event(RouteVaried)
    return _of_owner(writing, event) | {
        "body": writing.body_name(event.body),
        "outcome": CHANGED[event.change],
    }


def gone_ahead(writing: Writing) -> Facts:
    event = writing.event(WentAheadWithout)
    first = event.against[0]
    on = in_words(london_day(first.happened))
    return _of_owner(writing, event) | {
        "body": writing.body_name(event.body),
        "outcome": f"{standing_in_words(first.standing)} (version {first.version}, on {on})",
    }


def ended(writing: Writing) -> Facts:
    event = writing.event(MatterEnded)
    return _of_owner(writing, event) | {"outcome": ENDED[event.because].lower()}


def rules_proposed(writing: Writing) -> Facts:
    event = writing.event(RulesProposed)
    matter = writing.approval.matter if writing.approval else ""
    before = writing.approval.rule_sets.get(event.body) if writing.approval else None
    return NOTHING_ASKED | {
        "body": writing.body_name(event.body),
        "quoted": writing.words(event.reason),
        "quoted_by": office(writing.known.definition, event.by),
        "lines": _from_and_to(writing, before, event.rule_set, "If agreed"),
        "answered_with": f"quorate rules agree {matter} {event.body}",
    }


def is_still_proposed(writing: Writing) -> bool:
    """Nobody is asked to agree to what was agreed or taken back meanwhile."""
    event, approval = writing.event(RulesProposed), writing.approval
    pending = approval.course.proposals.get(event.body) if approval and not approval.is_ended else None
    return pending is not None and pending.rule_set == event.rule_set


def rules_migrated(writing: Writing) -> Facts:
    event, definition = writing.event(RulesMigrated), writing.known.definition
    return NOTHING_ASKED | {
        "body": writing.body_name(event.body),
        "happened": writing.line.happened,
        "quoted": writing.words(event.reason),
        "quoted_by": office(definition, event.proposed_by),
        "lines": (
            *_from_and_to(writing, event.before, event.rule_set, "From now on"),
            f"Proposed by {office(definition, event.proposed_by)}",
            f"Agreed by {office(definition, event.agreed_by)}",
        ),
    }


def _of_owner(writing: Writing, event: DecidedByOwner) -> Facts:
    return NOTHING_ASKED | {
        "quoted": writing.words(event.reason),
        "quoted_by": writing.body_name(event.by),
        "happened": writing.line.happened,
        "evidence": writing.words(event.evidence)[:300],
    }


def _from_and_to(writing: Writing, before: Sha256 | None, after: Sha256, when: str) -> tuple[str, ...]:
    """Each by its title, and by the beginning of its hash, which is its name."""
    former = (f"Until now: {_titled(writing, before)}",) if before else ()
    return (*former, f"{when}: {_titled(writing, after)}")


def _titled(writing: Writing, name: Sha256) -> str:
    rules = writing.known.rule_sets[name]
    return f"{rules.title or rules.id} ({name[:12]})"
