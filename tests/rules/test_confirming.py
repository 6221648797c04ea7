"""One matter confirms one thing, by every body a post serves: a post, an appointment, a longer term (G68)."""

from datetime import UTC, date, datetime

import pytest
from a_partnership import SPONSOR
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    FOLLOWING,
    INTERIM,
    NOT_OFFERED,
    OFFICE,
    ON_POST,
    PERMANENT,
    POST,
    RECRUIT,
    RECRUITER,
    SECOND,
    SEEN,
    TERM,
    TOWNS,
    WHY,
    Filling,
    after_a_round,
    confirmation_of,
    in_post,
)

from models.acts import Refused
from models.appointment import AppointmentStage
from models.commands import LoadDefinition, WithdrawMatter
from models.post_commands import (
    AnswerSignOff,
    EstablishPost,
    ExtendTerm,
    FixStart,
    ProposeAppointment,
    ProposeExtension,
    RequestSignOff,
    WithdrawAppointment,
)
from models.post_events import ExtensionProposed, PostEstablished, SignOffAnswer, StartCalledOff, TenureKind
from models.programme import Definition, Stage
from models.values import Ask, Text, content_hash
from rules.deciding import decide

START, LONGER = date(2020, 2, 24), date(2021, 3, 31)
THE_FILE = RequestSignOff(omitted=(NOT_OFFERED,))


def proposing(matter: str, number: int = 1, **said: object) -> ProposeAppointment:
    terms = {"post": POST, "number": number, "tenure": "interim", "person": INTERIM, "last": TERM}
    return ProposeAppointment.model_validate(terms | {"matter": matter} | said)


def extending(matter: str, last: date = LONGER) -> ProposeExtension:
    return ProposeExtension(last=last, matter=matter)


def last_proposed(filling: Filling) -> ExtensionProposed:
    every = (line.event for line in filling.register.lines)
    return [event for event in every if isinstance(event, ExtensionProposed)][-1]


def withdraws(filling: Filling, matter: str) -> None:
    assert filling.do(f"approval/{matter}", WithdrawMatter(reason=WHY), SPONSOR) == "done"


def redefined(filling: Filling, **changes: object) -> None:
    """Another definition is loaded, which says otherwise of the post."""
    definition = filling.register.definition
    post = definition.posts[0].model_copy(update=changes)
    loads(filling, definition.model_copy(update={"posts": (post,)}))


def loads(filling: Filling, definition: Definition) -> None:
    loaded = filling.register.loaded
    filling.register.loaded = loaded.model_copy(update={"definition": definition})


def asking_only_to_note(filling: Filling, matter: str, body: str = "east") -> None:
    """Of one body the route asks no more than that."""
    definition = filling.register.definition
    plan = next(each for each in definition.matters if each.id == matter)
    stage: Stage = plan.route.stages[0]
    asks = tuple(
        each.model_copy(update={"ask": Ask.NOTE}) if each.body == body else each for each in stage.asks
    )
    route = plan.route.model_copy(update={"stages": (stage.model_copy(update={"asks": asks}),)})
    noting = plan.model_copy(update={"route": route})
    matters = tuple(noting if each.id == matter else each for each in definition.matters)
    loads(filling, definition.model_copy(update={"matters": matters}))


@pytest.fixture
def filling() -> Filling:
    return after_a_round()


# --- there is a post ----------------------------------------------------------------------


def test_a_post_is_not_established_before_anybody_agreed_g68() -> None:
    assert Filling().do(ON_POST, EstablishPost()) == "matter-or-reason"
    blank = EstablishPost(reason=Text.of("  "))
    assert Filling().do(ON_POST, blank) == "matter-or-reason"
    both = EstablishPost(matter=RECRUIT, reason=WHY)
    assert Filling().do(ON_POST, both) == "matter-or-reason"


def test_a_post_that_stood_before_its_record_began_is_taken_over_for_a_reason() -> None:
    filling = Filling()
    reason = Text.of("held since 2013, by the towns' agreement of that year")
    filling.does(ON_POST, EstablishPost(reason=reason))
    assert (filling.post.matter, filling.post.reason) == (None, reason)
    (line,) = (each for each in filling.register.lines if isinstance(each.event, PostEstablished))
    assert "2013" not in line.model_dump_json(), "typed words stand beside the ledger"


def test_a_post_established_by_an_earlier_release_without_either_stands() -> None:
    assert PostEstablished.model_validate_json('{"kind":"post-established"}').reason is None


def test_what_the_towns_withdrew_establishes_no_post_g68() -> None:
    filling = Filling()
    filling.confirm(RECRUIT)
    withdraws(filling, RECRUIT)
    assert filling.do(ON_POST, EstablishPost(matter=RECRUIT)) == "matter-withdrawn"


# --- one matter, one appointment ------------------------------------------------------------


def test_a_proposal_names_a_matter_that_there_is(filling: Filling) -> None:
    assert filling.do(APPOINTMENT, proposing("no-such-matter")) == "unknown-matter"


def test_the_decision_to_have_the_post_confirms_nobody_for_it_g68(filling: Filling) -> None:
    """What it decided is said, which helps more than that every town had given it before."""
    assert filling.do(APPOINTMENT, proposing(RECRUIT)) == "matter-used"
    taken_over = Filling()
    taken_over.does(ON_POST, EstablishPost(reason=WHY))
    taken_over.confirm(RECRUIT, ())
    taken_over.register.states[ON_POST] = taken_over.post.model_copy(update={"matter": RECRUIT})
    assert taken_over.do(APPOINTMENT, proposing(RECRUIT)) == "matter-used"


def test_one_matter_confirms_one_appointment_g68(filling: Filling) -> None:
    filling.does(APPOINTMENT, proposing(CONFIRM))
    second = proposing(CONFIRM, 2, tenure="permanent", person=PERMANENT, last=None)
    assert filling.do(SECOND, second) == "matter-used"


def test_what_was_withdrawn_before_any_body_was_asked_leaves_its_matter_to_another(filling: Filling) -> None:
    filling.does(APPOINTMENT, proposing(CONFIRM), WithdrawAppointment(reason=WHY))
    filling.does(SECOND, proposing(CONFIRM, 2))


def test_what_was_withdrawn_once_bodies_were_asked_does_not(filling: Filling) -> None:
    filling.propose()
    filling.confirm(CONFIRM, ())
    filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    assert filling.do(SECOND, proposing(CONFIRM, 2)) == "matter-used"


def test_a_matter_that_asks_a_body_only_to_note_confirms_nothing_g20(filling: Filling) -> None:
    asking_only_to_note(filling, CONFIRM)
    assert filling.do(APPOINTMENT, proposing(CONFIRM)) == "matter-asks-otherwise"


def test_a_body_that_noted_has_not_confirmed_what_was_proposed_by_an_earlier_release_g20(
    filling: Filling,
) -> None:
    filling.propose()
    asking_only_to_note(filling, CONFIRM)
    filling.confirm(CONFIRM)
    assert filling.register.approval(CONFIRM).has_given("east"), "it was asked for no more than to note"
    assert filling.do(APPOINTMENT, THE_FILE) == "not-all-confirmed"


# --- asked again, as long as nobody has started -------------------------------------------------


def test_a_confirmation_withdrawn_before_the_request_carries_no_request_g68(filling: Filling) -> None:
    filling.propose()
    filling.confirm(CONFIRM)
    withdraws(filling, CONFIRM)
    assert filling.do(APPOINTMENT, THE_FILE) == "not-all-confirmed"


def test_a_confirmation_withdrawn_after_the_request_carries_no_first_day_g68(filling: Filling) -> None:
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    withdraws(filling, CONFIRM)
    assert filling.do(APPOINTMENT, FixStart(first=START)) == "not-all-confirmed"


def test_nobody_starts_whom_the_bodies_no_longer_confirm_on_the_day_g68(filling: Filling) -> None:
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.does(APPOINTMENT, FixStart(first=START))
    withdraws(filling, CONFIRM)
    filling.until(APPOINTMENT, "start-appointment")
    (off,) = (each.event for each in filling.register.lines if isinstance(each.event, StartCalledOff))
    assert set(off.bodies) == set(TOWNS)
    assert filling.post.tenures == ()
    assert (filling.appointment().stage, filling.appointment().first) == (AppointmentStage.PROPOSED, None)
    assert filling.next_step(APPOINTMENT) is None, "another first day is to be fixed"
    assert filling.register.told[-1].to == RECRUITER, "whoever keeps its papers has to see to it"


def test_what_falls_due_for_a_day_fixed_anew_is_not_taken_for_what_was_called_off(filling: Filling) -> None:
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.does(APPOINTMENT, FixStart(first=START))
    called_off = filling.next_step(APPOINTMENT)
    assert called_off is not None
    confirmed = filling.register.states[f"approval/{CONFIRM}"]
    withdraws(filling, CONFIRM)
    filling.take(APPOINTMENT, called_off)
    filling.register.states[f"approval/{CONFIRM}"] = confirmed
    filling.does(APPOINTMENT, FixStart(first=START))
    assert filling.do(APPOINTMENT, called_off.command, None) == "nothing"
    filling.until(APPOINTMENT, "start-appointment")
    assert filling.appointment().stage is AppointmentStage.IN_POST


# --- a longer term ------------------------------------------------------------------------------


def test_an_extension_is_not_confirmed_by_what_confirmed_the_first_term_g74() -> None:
    filling = in_post()
    assert filling.do(APPOINTMENT, extending(CONFIRM)) == "matter-used"


def test_an_extension_is_not_confirmed_by_what_was_decided_before_it_was_proposed_g74() -> None:
    filling = in_post()
    filling.confirm(EXTEND, TOWNS[:1])
    assert filling.do(APPOINTMENT, extending(EXTEND)) == "confirmed-before-extension"


def test_an_extension_proposed_before_the_bodies_decided_may_be_entered_after_that() -> None:
    filling = in_post()
    filling.at(date(2020, 6, 2))
    filling.confirm(EXTEND)
    proposed = datetime(2020, 6, 1, 10, 0, tzinfo=UTC)
    assert filling.register.do(APPOINTMENT, extending(EXTEND), RECRUITER, happened=proposed) == "done"


def test_an_extension_to_another_day_is_another_decision_g74() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, extending(EXTEND))
    filling.confirm(EXTEND, ())
    assert filling.do(APPOINTMENT, extending(EXTEND, date(2021, 6, 30))) == "extension-stands"


def test_no_other_longer_term_is_proposed_beside_one_of_which_bodies_are_asked_g74() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, extending(EXTEND))
    filling.confirm(EXTEND, TOWNS[:1])
    another = extending(FOLLOWING[3], date(2021, 9, 30))
    assert filling.do(APPOINTMENT, another) == "extension-stands"
    refusal = decide(filling.register.known(), APPOINTMENT, another)
    assert isinstance(refusal, Refused)
    assert "to Wednesday 31 March 2021 is proposed already" in refusal.words
    assert f"quorate withdraw {EXTEND} --reason WHY" in refusal.words
    withdraws(filling, EXTEND)
    filling.does(APPOINTMENT, another)
    assert last_proposed(filling).instead is None, "the first had fallen with its matter"


def test_a_longer_term_of_which_nobody_was_asked_yet_gives_way_to_another_in_the_open_g74() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, extending(EXTEND), extending(EXTEND, date(2021, 6, 30)))
    assert (last_proposed(filling).last, last_proposed(filling).instead) == (date(2021, 6, 30), LONGER)


def test_a_longer_term_granted_by_an_office_whose_matter_was_withdrawn_bars_no_other_g74() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, extending(EXTEND))
    filling.confirm(EXTEND)
    filling.does(APPOINTMENT, RequestSignOff())
    withdraws(filling, EXTEND)
    another = extending(FOLLOWING[3], date(2021, 9, 30))
    assert filling.do(APPOINTMENT, another) == "extension-asked-outside"
    filling.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN))
    filling.does(APPOINTMENT, another)


def test_a_second_extension_is_not_confirmed_by_what_confirmed_the_first_g74() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, extending(EXTEND))
    filling.confirm(EXTEND)
    filling.sign_off()
    assert filling.do(APPOINTMENT, extending(EXTEND, date(2021, 9, 30))) == "matter-used"
    filling.does(APPOINTMENT, extending(FOLLOWING[3], date(2021, 9, 30)))


def test_what_extended_one_term_confirms_nobody_else_g68() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, extending(EXTEND))
    following = proposing(EXTEND, 2, tenure=TenureKind.PERMANENT, person=PERMANENT, last=None)
    assert filling.do(SECOND, following) == "matter-used"
    permanently = {"tenure": TenureKind.PERMANENT, "last": None}
    filling.does(SECOND, proposing(confirmation_of(SECOND), 2, **permanently))


def test_an_extension_whose_confirmation_was_withdrawn_does_not_take_effect_g74() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, extending(EXTEND))
    filling.confirm(EXTEND)
    filling.does(APPOINTMENT, RequestSignOff())
    withdraws(filling, EXTEND)
    filling.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN))
    assert filling.appointment().last == TERM
    assert filling.do(APPOINTMENT, ExtendTerm()) == "not-all-confirmed"


# --- another definition on the way --------------------------------------------------------------


def test_a_sign_off_dropped_on_the_way_is_needed_all_the_same_by_whoever_was_proposed_before(
    filling: Filling,
) -> None:
    filling.propose()
    filling.confirm(CONFIRM)
    redefined(filling, sign_off=None)
    assert filling.do(APPOINTMENT, FixStart(first=START)) == "not-signed-off"
    filling.sign_off()
    filling.does(APPOINTMENT, FixStart(first=START))


def test_a_body_dropped_on_the_way_confirms_all_the_same_whoever_was_proposed_before_g68(
    filling: Filling,
) -> None:
    filling.propose()
    filling.confirm(CONFIRM, TOWNS[:2])
    redefined(filling, serves=TOWNS[:2], seats=tuple(f"{each}/officer" for each in TOWNS[:2]))
    assert filling.do(APPOINTMENT, THE_FILE) == "not-all-confirmed"


def test_what_was_proposed_before_conditions_were_kept_hangs_on_the_definition_in_force(
    filling: Filling,
) -> None:
    filling.propose()
    former = filling.appointment().model_copy(update={"conditions": None})
    filling.register.states[APPOINTMENT] = former
    filling.confirm(CONFIRM)
    redefined(filling, sign_off=None)
    filling.does(APPOINTMENT, FixStart(first=START))


def test_a_body_that_still_has_to_confirm_somebody_is_not_left_out_of_a_definition(filling: Filling) -> None:
    filling.propose()
    definition = filling.register.definition
    post = definition.posts[0].model_copy(update={"serves": TOWNS[:2], "seats": ()})
    kept = tuple(each for each in definition.bodies if each.id != TOWNS[2])
    unopened = tuple(each for each in definition.matters if each.id == RECRUIT)
    offered = definition.model_copy(update={"posts": (post,), "bodies": kept, "matters": unopened})
    withdraws(filling, RECRUIT)
    filling.register.definitions[content_hash(offered)] = offered
    loading = LoadDefinition(definition=content_hash(offered))
    assert filling.do(f"programme/{definition.id}", loading) == "still-in-use"
    filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    assert filling.do(f"programme/{definition.id}", loading) == "done"
