"""Who is told what was decided about a matter's course."""

from models.course_events import (
    DecidedByOwner,
    MatterEnded,
    RouteVaried,
    RulesMigrated,
    RulesProposed,
    WentAheadWithout,
)
from models.events import Recorded
from models.letters import LetterKind
from models.values import PersonId
from rules.addressees import offices_of, sponsor_of
from rules.known import Known
from rules.notice import Notices, to_each
from rules.rule_changes import may_change_rules


def varied(known: Known, line: Recorded, event: RouteVaried) -> Notices:
    """Whoever keeps the record of the body it is about, of the owner's, and the sponsor."""
    body = known.body(event.body).secretary
    return to_each(LetterKind.ROUTE_VARIED, (body, *_owners(known, line, event)))


def gone_ahead(known: Known, line: Recorded, event: WentAheadWithout) -> Notices:
    """The body's chair as well: that the others go on without it is for them to hear of first."""
    body = known.body(event.body)
    people = (*offices_of(known, body), *_owners(known, line, event))
    return to_each(LetterKind.WENT_AHEAD_WITHOUT, people)


def ended(known: Known, line: Recorded, event: MatterEnded, asked: Notices) -> Notices:
    """Everyone who was still asked, and beside them whoever keeps the record of a body that had decided
    already, of the owner's, and the sponsor.
    """
    approval = known.approval(line.stream.split("/")[1])
    bodies = approval.asked_so_far if approval else ()
    secretaries = [known.body(each.body).secretary for each in bodies]
    told = {notice.to for notice in asked}
    others = dict.fromkeys([*secretaries, *_owners(known, line, event)])
    return (*asked, *to_each(LetterKind.MATTER_ENDED, (person for person in others if person not in told)))


def rules_proposed(known: Known, _: Recorded, event: RulesProposed) -> Notices:
    """Those who may agree to it: whoever proposed it may not."""
    others = may_change_rules(known, event.body) - {event.by}
    return to_each(LetterKind.RULES_PROPOSED, sorted(others))


def rules_migrated(known: Known, line: Recorded, event: RulesMigrated) -> Notices:
    return to_each(
        LetterKind.RULES_MIGRATED, (known.body(event.body).secretary, sponsor_of(known, line.stream))
    )


def _owners(known: Known, line: Recorded, event: DecidedByOwner) -> tuple[PersonId, ...]:
    return known.body(event.by).secretary, sponsor_of(known, line.stream)
