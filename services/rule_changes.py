"""Under which rules each body decides a matter, and how two offices change them while it runs (G13)."""

from models.acts import Acted
from models.approval import Approval
from models.course_commands import AgreeRules, ProposeRules, WithdrawRules
from models.errors import NotFound
from models.programme import Definition
from models.streams import of_matter
from models.values import BodyId, Instant, MatterId, ProgrammeId, Sha256, Text, Value, content_hash
from rules.course_in_words import office, rules_in_words
from services.acting import Caller, House, act
from services.programmes import in_force
from services.reading import opened_matter


class RulesStand(Value):
    """The rules of one body: those it decides this matter under, and those a new matter would have."""

    body: BodyId
    name: str
    under: Sha256
    in_force: Sha256
    is_same: bool
    proposed: Sha256 | None = None
    """What one office has proposed and another has yet to agree to."""
    proposed_by: str = ""
    proposed_on: Instant | None = None
    changed: tuple[str, ...] = ()
    """Each time they were changed, by which offices."""


async def rules(house: House, matter: MatterId) -> tuple[RulesStand, ...]:
    """Of every body on the route and every committee that decides for one. Raises NotFound for a matter
    that was not opened.
    """
    found = await opened_matter(house, matter)
    stand = (_stands(found.definition, found.approval, body) for body in found.approval.rule_sets)
    return tuple(each for each in stand if each is not None)


async def propose(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    reason: str,
    rule_set: Sha256 | None = None,
) -> Acted:
    """Those now in force, unless others are named, which are refused if they are not in force."""
    name = rule_set or await _in_force(house, programme, body)
    command = ProposeRules(body=body, rule_set=name, reason=Text.of(reason))
    return await act(house, programme, of_matter(matter), command, caller)


async def agree(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    rule_set: Sha256 | None = None,
) -> Acted:
    """To those now in force, unless others are named."""
    name = rule_set or await _in_force(house, programme, body)
    return await act(house, programme, of_matter(matter), AgreeRules(body=body, rule_set=name), caller)


async def withdraw(
    house: House, programme: ProgrammeId, caller: Caller, *, matter: MatterId, body: BodyId
) -> Acted:
    return await act(house, programme, of_matter(matter), WithdrawRules(body=body), caller)


async def _in_force(house: House, programme: ProgrammeId, body: BodyId) -> Sha256:
    definition = await in_force(house, programme)
    found = definition.body(body)
    if found is None:
        raise NotFound("unknown-body", "There is no such body in this programme's definition. Check its id.")
    return content_hash(definition.rules_of(found))


def _stands(definition: Definition, approval: Approval, body: BodyId) -> RulesStand | None:
    found = definition.body(body)
    if found is None:
        return None
    under, now = approval.rule_sets[body], content_hash(definition.rules_of(found))
    proposal = approval.course.proposals.get(body)
    return RulesStand(
        body=body,
        name=found.name,
        under=under,
        in_force=now,
        is_same=under == now,
        proposed=proposal.rule_set if proposal else None,
        proposed_by=office(definition, proposal.by) if proposal else "",
        proposed_on=proposal.proposed if proposal else None,
        changed=tuple(
            rules_in_words(definition, each) for each in approval.course.rules_changed if each.body == body
        ),
    )
