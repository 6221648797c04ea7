"""What was decided about a matter's course, said as a board would have it read aloud."""

from collections.abc import Iterator, Mapping

from models.approval import Approval
from models.course import EndedBecause, Ending, GoneAhead, OwnersWord, RouteChange, RulesChange, Variation
from models.programme import Definition
from models.values import BodyId, PersonId, Standing
from rules.calendar import in_words, london_day
from rules.verbs import standing_in_words

CHANGED: Mapping[RouteChange, str] = {
    RouteChange.REQUIRED: "the whole waits for it from now on",
    RouteChange.NOT_REQUIRED: "the whole no longer waits for it",
    RouteChange.ADDED: "it was added to the route",
}
ENDED: Mapping[EndedBecause, str] = {
    EndedBecause.NOT_AGREED: "Not agreed by all",
    EndedBecause.OTHER: "For another reason",
}


def gone_ahead_in_words(definition: Definition, approval: Approval) -> tuple[str, ...]:
    """Of every body that still has not given what it was asked; what it did is never left out."""
    return tuple(
        f"went ahead without {without_in_words(definition, approval.course.without[body])}"
        for body in approval.bodies
        if approval.goes_without(body)
    )


def without_in_words(definition: Definition, gone: GoneAhead) -> str:
    against = gone.against
    on = f"{_past(gone)} on {in_words(london_day(against.happened))}"
    return f"{_name(definition, against.body)}, which {on}; decided {_by(definition, gone)}"


def variation_in_words(definition: Definition, variation: Variation) -> str:
    name = _name(definition, variation.body)
    return f"{name}: {CHANGED[variation.change]}, decided {_by(definition, variation)}"


def of_body_in_words(definition: Definition, approval: Approval, body: BodyId) -> tuple[str, ...]:
    """What the owner of the route decided about one body, and how often its rules were changed."""
    return tuple(_of_body(definition, approval, body))


def _of_body(definition: Definition, approval: Approval, body: BodyId) -> Iterator[str]:
    for variation in approval.course.variations:
        if variation.body == body:
            yield f"{CHANGED[variation.change]}, decided {_by(definition, variation)}"
    current = approval.course.without.get(body)
    for gone in (*approval.course.went_without, *([current] if current else [])):
        if gone.against.body == body:
            until = f"; so until {in_words(london_day(gone.ended))}" if gone.ended else ""
            decided = f"decided {_by(definition, gone)}{until}"
            yield f"the matter went ahead without it, which had {_had(gone)}; {decided}"
    for changed in approval.course.rules_changed:
        if changed.body == body:
            yield rules_in_words(definition, changed)


def rules_in_words(definition: Definition, changed: RulesChange) -> str:
    """By their offices, never by their names."""
    offices = f"proposed by {office(definition, changed.proposed_by)}"
    agreed = f"agreed by {office(definition, changed.agreed_by)}"
    return f"its rules were changed on {in_words(london_day(changed.agreed))}: {offices}, {agreed}"


def ending_in_words(definition: Definition, ending: Ending) -> str:
    return f"{ENDED[ending.because]}: ended {_by(definition, ending)}"


def office(definition: Definition, person: PersonId) -> str:
    titles = {each.id: each.title for each in definition.offices}
    its_own = {definition.secretariat: "the secretariat", definition.director: "the director"}
    if person in {*titles, *its_own}:
        return (its_own | titles)[person]
    secretary_of = next((body.short for body in definition.bodies if body.secretary == person), None)
    return f"the secretary of {secretary_of}" if secretary_of else person


def went_on_in_words(definition: Definition, gone: GoneAhead) -> str:
    return f"the matter goes ahead without it, decided {_by(definition, gone)}"


def _by(definition: Definition, word: OwnersWord) -> str:
    return f"by {_name(definition, word.by)} on {in_words(london_day(word.decided))}"


def _past(gone: GoneAhead) -> str:
    if gone.against.standing is Standing.APPROVED_WITH_CONDITION:
        return "approved subject to a condition that was not met in time,"
    return standing_in_words(gone.against.standing)


def _had(gone: GoneAhead) -> str:
    return f"{_past(gone)} on {in_words(london_day(gone.against.happened))}"


def _name(definition: Definition, body: BodyId) -> str:
    found = definition.body(body)
    return found.name if found else body
