"""What an approval is subject to: set with it, called met by an officer, extended or lapsed (G11, G58)."""

from collections.abc import Sequence

from models.acts import Decision, Entry, Refused
from models.approval import Approval
from models.commands import DischargeCondition, ExtendCondition, Limb
from models.dates import When
from models.deciding import Basis, ConditionState, ConditionTerms
from models.events import (
    ConditionStands,
    ObligationCarriedOver,
    ObligationDischarged,
    ObligationDropped,
    ObligationOpened,
    SignOffDecided,
)
from models.obligation import Obligation
from models.sign_off import SignOff
from models.values import ObligationSort, Procedure, Standing, Stream, Text, Verb
from rules.agenda import sign_off_stream, taken_off
from rules.call_in import decision_told
from rules.key_decision import refuses_key_decision
from rules.known import Known
from rules.refusals import refused


def refuses_terms(known: Known, limbs: Sequence[Limb]) -> Refused | None:
    """A condition has a day to come and an authority that exists, or nobody could ever call it met."""
    for limb in limbs:
        if limb.terms is None:
            return refused("condition-incomplete")
        if limb.terms.due < known.day:
            return refused("due-in-the-past")
        if not all(
            known.definition.seat(each) for each in (limb.terms.discharged_by, *limb.terms.consulting)
        ):
            return refused("unknown-seat")
    return None


def conditions_set(known: Known, sign_off: SignOff, limbs: Sequence[Limb]) -> list[Entry]:
    """Each condition is owed by the matter's sponsor, by its day, to the body that set it."""
    approval = known.approval(sign_off.matter)
    if approval is None:
        return []
    entries: list[Entry] = []
    taken = sum(each.body == sign_off.body for each in approval.conditions.values())
    for number, limb in enumerate(limbs, start=taken + 1):
        if limb.terms is None:
            continue
        name = f"{sign_off.matter}.{sign_off.body}.condition-{number}"
        opened = ObligationOpened(
            obligation=name,
            sort=ObligationSort.CONDITION,
            matter=sign_off.matter,
            body=sign_off.body,
            owner=approval.sponsor,
            words=limb.words,
            due=When.on(limb.terms.due),
            terms=limb.terms,
        )
        entries.append(Entry(f"obligation/{name}", opened, known.happened))
        entries.append(_stands(sign_off.matter, sign_off.body, name, ConditionState.OPEN, known))
    return entries


def discharge_condition(known: Known, stream: Stream, command: DischargeCondition) -> Decision:
    """Only the officer the body named calls it met, and only after every consultation it asked for; where
    the body said so, the same officer agrees the version that meets it, on the body's behalf.
    """
    condition = _open_condition(known, stream)
    if isinstance(condition, Refused) or condition.terms is None:
        return condition if isinstance(condition, Refused) else refused("not-a-condition")
    terms = condition.terms
    if command.officer != terms.discharged_by:
        return refused("not-the-authority")
    consulted = {each.seat for each in command.consulted if each.day <= known.day}
    if not consulted.issuperset(terms.consulting):
        return refused("consultation-missing")
    agreed = _agreed(known, condition, terms, command) if command.agrees else ()
    if isinstance(agreed, Refused):
        return agreed
    discharged = ObligationDischarged(
        evidence=command.evidence, officer=command.officer, consulted=command.consulted
    )
    met = _stands(
        condition.matter or "", condition.body or "", condition.obligation, ConditionState.MET, known
    )
    return (Entry(stream, discharged, known.happened), met, *agreed)


def extend_condition(known: Known, stream: Stream, command: ExtendCondition) -> Decision:
    """A later day is the body's own decision; an approval that had lapsed with its condition holds again."""
    condition = _open_condition(known, stream)
    if isinstance(condition, Refused):
        return condition
    if not command.evidence.words.strip():
        return refused("evidence-missing")
    latest = condition.due.latest
    if command.due < known.day or (latest is not None and command.due <= latest):
        return refused("due-in-the-past")
    carried = ObligationCarriedOver(due=When.on(command.due), reason=command.evidence)
    matter, body = condition.matter or "", condition.body or ""
    again = _stands(matter, body, condition.obligation, ConditionState.OPEN, known)
    return (Entry(stream, carried, known.happened), again)


def lapsed(known: Known, condition: Obligation) -> tuple[Entry, ...]:
    """Its last day has passed: the approval that hung on it holds no more until the body extends it."""
    if condition.sort is not ObligationSort.CONDITION:
        return ()
    matter, body = condition.matter or "", condition.body or ""
    return (_stands(matter, body, condition.obligation, ConditionState.LAPSED, known),)


def conditions_ended(known: Known, approval: Approval, reason: Text) -> list[Entry]:
    """With the matter: nobody is to meet a condition of a text that nobody will use. What had lapsed by then
    stays lapsed.
    """
    entries: list[Entry] = []
    for name, condition in approval.conditions.items():
        owed = known.obligation(name)
        if owed is None or not owed.is_open:
            continue
        entries.append(Entry(owed.stream, ObligationDropped(reason=reason), known.happened))
        if condition.state is ConditionState.OPEN:
            entries.append(_stands(approval.matter, condition.body, name, ConditionState.ENDED, known))
    return entries


def _agreed(
    known: Known, condition: Obligation, terms: ConditionTerms, command: DischargeCondition
) -> tuple[Entry, ...] | Refused:
    approval = known.approval(condition.matter or "")
    asked = approval.asked(condition.body or "") if approval else None
    if approval is None or asked is None or not terms.may_agree:
        return refused("may-not-agree")
    sign_off = known.sign_off(sign_off_stream(approval, asked.body))
    if sign_off is None or not sign_off.is_open or sign_off.version != command.agrees:
        return refused("no-such-sign-off")
    basis = Basis(
        rule_set=sign_off.rule_set,
        procedure=Procedure.DELEGATED,
        entitled=sign_off.entitled,
        through=command.officer,
        consulted=command.consulted,
    )
    if refusal := refuses_key_decision(known, approval, sign_off.body):
        return refusal
    decided = SignOffDecided(
        standing=Standing.APPROVED, verbs=(Verb.APPROVE,), basis=basis, evidence=command.evidence
    )
    return (
        *decision_told(known, sign_off, decided),
        *taken_off(known, (approval, asked)),
    )


def _stands(matter: str, body: str, obligation: str, state: ConditionState, known: Known) -> Entry:
    stands = ConditionStands(body=body, obligation=obligation, state=state)
    return Entry(f"approval/{matter}", stands, known.happened)


def _open_condition(known: Known, stream: Stream) -> Obligation | Refused:
    condition = known.obligation(stream.split("/")[1])
    if condition is None:
        return refused("no-such-obligation")
    if condition.sort is not ObligationSort.CONDITION:
        return refused("not-a-condition")
    return condition if condition.is_open else refused("obligation-closed")
