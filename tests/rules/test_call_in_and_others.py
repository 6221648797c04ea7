"""A decision not yet in effect, and what else happens to the matter: new texts, successors, takings-over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from a_partnership import SECRETARY, SPONSOR
from a_register import Register
from an_executive import (
    ANSWER,
    APPROVAL,
    CABINET,
    CABINETS,
    CALL_IN,
    CLERKS,
    COUNCIL,
    MATTER,
    MONDAY,
    PUBLISHED,
    REPORT,
    SCRUTINY,
    WHY,
    Cabinet,
    a_council,
    called_in,
    day,
    decided,
    published,
)

from models.commands import (
    AskAgain,
    Command,
    FinishAdoption,
    IssueVersion,
    OpenMatter,
    OpenStage,
    Succeed,
    WithdrawMatter,
)
from models.course import EndedBecause
from models.course_commands import EndMatter, GoAheadWithout
from models.executive import CallInStage, Exemption, ScrutinySays
from models.folding import is_open
from models.obligation import ObligationStage
from models.values import ChangeClass, Standing, Verb, digest_of
from rules.calendar import at_london
from rules.effect_in_words import earliest_effect, not_in_effect
from rules.waits import sign_off_wait

NEXT = "1.1"


def with_two_versions(cabinet: Cabinet) -> Cabinet:
    loaded = cabinet.register.loaded
    (document,) = loaded.definition.documents
    (first,) = document.versions
    second = first.model_copy(update={"label": NEXT, "content_hash": digest_of("content 1.1")})
    changed = {"documents": (document.model_copy(update={"versions": (first, second)}),)}
    definition = loaded.definition.model_copy(update=changed)
    cabinet.register.loaded = loaded.model_copy(update={"definition": definition})
    return cabinet


def issued(cabinet: Cabinet, change: ChangeClass) -> Cabinet:
    command = IssueVersion(version=NEXT, change=change, reason=WHY)
    assert with_two_versions(cabinet).register.do(APPROVAL, command, SPONSOR) == "done"
    return cabinet


# --- new texts ----------------------------------------------------------------------------


def test_an_editorial_change_keeps_a_decision_on_its_way_to_effect() -> None:
    cabinet = issued(published(), ChangeClass.EDITORIAL)
    cabinet.time_passes_to(day(4, 7))
    assert cabinet.holds
    assert cabinet.outcome is not None
    assert cabinet.outcome.version == "1.0"


def test_what_a_material_change_overtakes_never_takes_effect() -> None:
    cabinet = issued(published(), ChangeClass.MATERIAL)
    assert cabinet.wait.is_over
    assert not is_open(cabinet.sign_off), "the register and its workflow end together"
    assert cabinet.is_called_in() == "nothing-awaits-effect"
    cabinet.time_passes_to(day(5, 1))
    assert not cabinet.holds
    again = cabinet.register.sign_off(MATTER, CABINET, NEXT)
    assert again.standing is Standing.WAITING
    assert again.call_in is None


def test_what_was_not_published_before_a_material_change_is_not_published_any_more() -> None:
    cabinet = issued(decided(), ChangeClass.MATERIAL)
    assert cabinet.publishes() == "nothing-awaits-effect"
    assert cabinet.register.obligation(PUBLISHED).stage is ObligationStage.DROPPED


# --- ways on ------------------------------------------------------------------------------


def test_a_body_whose_decision_may_be_called_in_has_not_decided_against() -> None:
    cabinet = published()
    word = {"reason": WHY, "evidence": WHY}
    assert cabinet.register.do(APPROVAL, EndMatter.model_validate(word), SPONSOR) == "all-agreed-so-far"
    without = GoAheadWithout.model_validate({**word, "body": CABINET})
    assert cabinet.register.do(APPROVAL, without, SPONSOR) != "done"


# --- successors ---------------------------------------------------------------------------


def succeeded(cabinet: Cabinet) -> Cabinet:
    """The cabinet ends on Wednesday 1 April 2020, and the full council takes its place."""
    loaded = cabinet.register.loaded
    ended = {"until": date(2020, 4, 1), "succeeded_by": COUNCIL}
    bodies = tuple(
        body.model_copy(update=ended) if body.id == CABINET else body for body in loaded.definition.bodies
    )
    definition = loaded.definition.model_copy(update={"bodies": bodies})
    cabinet.register.loaded = loaded.model_copy(update={"definition": definition})
    due = at_london(date(2020, 4, 2), at_midnight)
    cabinet.register.at = due
    assert cabinet.register.do(APPROVAL, Succeed(body=CABINET, due=due)) == "done"
    return cabinet


at_midnight = MONDAY.replace(hour=0).time()


def test_a_decision_takes_effect_though_its_body_has_ended() -> None:
    cabinet = succeeded(published())
    assert not cabinet.holds
    cabinet.time_passes_to(day(4, 7))
    assert cabinet.holds


def test_a_referral_back_goes_to_whoever_took_its_place() -> None:
    cabinet = succeeded(called_in())
    assert cabinet.scrutiny_says(ScrutinySays.REFERRED_BACK) == "done"
    assert not cabinet.holds
    asked = cabinet.register.sign_off(MATTER, COUNCIL, "1.0")
    assert asked.is_open
    assert cabinet.register.obligation(f"{MATTER}.{CABINET}.answer").owner == CLERKS[COUNCIL]


# --- takings-over -------------------------------------------------------------------------


def test_of_a_matter_taken_over_half_run_nothing_takes_effect_before_all_is_entered() -> None:
    cabinet = Cabinet()
    cabinet.register = Register(a_council(CALL_IN), at=day(5, 1))
    opening = OpenMatter(matter=MATTER, version="1.0", adopting=True)
    assert cabinet.register.do(APPROVAL, opening, SPONSOR, day(3, 2)) == "done"
    assert cabinet.register.do(APPROVAL, OpenStage(stage="cabinet"), SECRETARY, day(3, 2)) == "done"
    assert cabinet.decides(happened=MONDAY) == "done"
    assert cabinet.publishes(happened=MONDAY) == "done"
    assert cabinet.wait.next_step is None
    assert not cabinet.holds
    assert cabinet.register.do(APPROVAL, FinishAdoption(), SECRETARY) == "done"
    assert is_open(cabinet.sign_off), "so that the end of the taking-over wakes it"
    cabinet.time_passes_to(day(5, 1))
    assert cabinet.outcome is not None
    assert cabinet.outcome.effective == at_london(date(2020, 4, 7), at_midnight)


# --- foreseen -----------------------------------------------------------------------------


@pytest.mark.parametrize("is_back", [False, True], ids=["at first", "after a referral back: at once"])
def test_how_soon_a_decision_taken_now_could_be_in_effect(*, is_back: bool) -> None:
    cabinet = called_in() if is_back else Cabinet()
    if is_back:
        cabinet.scrutiny_says(ScrutinySays.REFERRED_BACK)
    approval = cabinet.register.approval(MATTER)
    asked = approval.asked(CABINET)
    assert asked is not None
    effect = earliest_effect(cabinet.register.known(), approval, asked, MONDAY)
    assert (effect == MONDAY) is is_back


def test_control_a_workflow_told_of_an_overtaken_decision_would_wait_in_vain() -> None:
    """It is the matter that says whether a decision is still waited for, and not the decision itself."""
    cabinet = published()
    approval = cabinet.register.approval(MATTER)
    without = approval.model_copy(update={"outcomes": {}})
    assert sign_off_wait(cabinet.sign_off, approval).next_step is not None
    assert sign_off_wait(cabinet.sign_off, without).is_over
    known = replace(cabinet.register.known(), states={CABINETS: cabinet.sign_off, APPROVAL: without})
    assert known.approval(MATTER) == without


# --- after a withdrawal, and after a refusal ------------------------------------------------


WITHDRAWN = WithdrawMatter(reason=WHY)
OWNERS_END = EndMatter(because=EndedBecause.OTHER, reason=WHY, evidence=WHY)


@pytest.mark.parametrize("end", [WITHDRAWN, OWNERS_END], ids=["withdrawn", "ended by the owner"])
@pytest.mark.parametrize("so_far", [decided, published, called_in], ids=["decided", "published", "called in"])
def test_a_decision_whose_matter_ends_never_takes_effect_and_nothing_waits_for_it_g49(
    so_far: Callable[[], Cabinet], end: Command
) -> None:
    cabinet = so_far()
    person = SPONSOR if end is WITHDRAWN else CLERKS[CABINET]
    assert cabinet.register.do(APPROVAL, end, person) == "done"
    assert cabinet.times("effect-forgone") == 1
    assert not is_open(cabinet.sign_off)
    assert cabinet.wait.is_over
    assert cabinet.sign_off.standing is Standing.APPROVED, "what was decided stays on the record"
    assert not_in_effect(cabinet.sign_off) == ""


def test_the_duty_to_publish_ends_with_the_matter_g49() -> None:
    """It could not be done any more: the publication is refused as of a matter withdrawn."""
    cabinet = decided()
    assert cabinet.register.do(APPROVAL, WITHDRAWN, SPONSOR) == "done"
    assert cabinet.publishes() == "matter-withdrawn"
    assert not cabinet.register.obligation(PUBLISHED).is_open


def test_the_answer_owed_to_scrutiny_ends_with_the_matter_g49() -> None:
    cabinet = called_in()
    assert cabinet.scrutiny_says(ScrutinySays.REFERRED_BACK) == "done"
    assert cabinet.register.obligation(ANSWER).is_open
    assert cabinet.register.do(APPROVAL, WITHDRAWN, SPONSOR) == "done"
    assert not cabinet.register.obligation(ANSWER).is_open


def test_the_report_of_an_urgent_decision_is_owed_though_the_matter_is_withdrawn_g50() -> None:
    cabinet = decided()
    assert cabinet.publishes(exempt=Exemption(reason=WHY, agreed_by=f"{SCRUTINY}/chair")) == "done"
    assert cabinet.register.do(APPROVAL, WITHDRAWN, SPONSOR) == "done"
    assert cabinet.register.obligation(REPORT).is_open
    assert cabinet.times("effect-forgone") == 0


def test_a_fresh_approval_after_the_answer_to_a_referral_back_may_be_called_in_g49() -> None:
    """Only what answers a referral back is in effect at once; the refusal was that answer."""
    cabinet = called_in().on(day(4, 2))
    assert cabinet.scrutiny_says(ScrutinySays.REFERRED_BACK) == "done"
    assert cabinet.decides(Verb.REFUSE) == "done"
    assert cabinet.register.do(APPROVAL, AskAgain(body=CABINET, reason=WHY), SPONSOR) == "done"
    assert cabinet.on(day(4, 6)).decides() == "done"
    assert not cabinet.holds
    assert cabinet.sign_off.call_in is not None
    assert cabinet.sign_off.call_in.stage is CallInStage.TO_BE_PUBLISHED
    assert cabinet.publishes() == "done"
    assert cabinet.is_called_in() == "done"
