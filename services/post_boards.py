"""One round as a board of its stages, one appointment with what it still waits for."""

from collections.abc import Iterator

from models.appointment import Appointment, SignOffAsked
from models.post_events import RoundOutcome
from models.post_listings import (
    AppointmentRead,
    CandidateShown,
    ConfirmationShown,
    ExtensionShown,
    ForecastShown,
    PanelMember,
    PanelShown,
    RoundBoard,
    SignOffShown,
    StageShown,
    StepOmitted,
)
from models.posts import BEFORE_THE_PANEL_DECIDES, Post, RoundStage
from models.recruitment import Round, RoundProgress
from models.values import MatterId
from rules.appointment_in_words import (
    confirmation_in_words,
    sign_off_in_words,
    waits_for,
)
from rules.confirming import unconfirmed
from rules.leaving import hand_over_of, handed_over_until, is_hand_over_lost, notices_given
from rules.outside_sign_off import working_days_left
from rules.post_in_words import STAGES, figures_in_words
from rules.retention import erased_at
from rules.round_days import is_overtaken, reached_on
from services.post_lines import PostLines


def round_board(at: PostLines, post: Post, round_: Round, reason: str) -> RoundBoard:
    """`reason` is why it was paused or closed, where it is."""
    return RoundBoard(
        **dict(at.round(round_)),
        title=post.title,
        as_of=at.known.at,
        stages=_stages(at, post, round_),
        panel=_panel(at, round_),
        candidates=tuple(
            CandidateShown(
                reference=each.reference, left=each.left, is_chosen=each.reference == round_.candidate
            )
            for each in round_.candidates.values()
        ),
        chosen=round_.candidate,
        figures=figures_in_words(round_.figures) if round_.figures else "",
        reason=reason if round_.progress is not RoundProgress.RUNNING else "",
        erase_from=round_.erase_from if round_.erased or erased_at(round_) else None,
        erased=round_.erased,
        overtaken=tuple(_overtaken_by(at, round_)),
    )


def _stages(at: PostLines, post: Post, round_: Round) -> tuple[StageShown, ...]:
    following = next((each for each in post.stages if not round_.is_behind(each)), None)
    is_due = following is not None and _may_come_to(round_, following)
    return tuple(_stage(at, round_, stage, is_next=is_due and stage is following) for stage in post.stages)


def _may_come_to(round_: Round, stage: RoundStage) -> bool:
    """An offer follows the panel's choice, and everything else comes before it."""
    is_before = stage in BEFORE_THE_PANEL_DECIDES
    return round_.outcome is (None if is_before else RoundOutcome.APPOINTED)


def _stage(at: PostLines, round_: Round, stage: RoundStage, *, is_next: bool) -> StageShown:
    planned, why = round_.planned.get(stage), round_.omitted.get(stage)
    is_awaited = round_.is_running and not round_.is_behind(stage)
    is_former = is_overtaken(round_, stage)
    return StageShown(
        stage=stage,
        title=STAGES[stage],
        planned=planned,
        is_former=is_former,
        reached=round_.reached.get(stage),
        reached_on=reached_on(round_, stage),
        is_omitted=why is not None,
        omitted_because=at.typed(why) if why else "",
        is_next=is_next,
        is_late=is_awaited and not is_former and planned is not None and planned < at.today,
    )


def _panel(at: PostLines, round_: Round) -> PanelShown | None:
    panel = round_.panel
    if panel is None:
        return None
    members = tuple(
        PanelMember(
            person=each,
            name=at.name(each),
            has_interest=each in panel.interests,
            was_present=each in round_.present,
        )
        for each in panel.members
    )
    return PanelShown(members=members, quorum=panel.quorum, may_decide=len(panel.may_decide))


def _overtaken_by(at: PostLines, round_: Round) -> Iterator[ForecastShown]:
    """What was written in the same act as its end happened at the same moment."""
    held = at.known.post(round_.post)
    ends = {round_.closed, round_.fell_through} - {None}
    if held is not None:
        yield from (at.forecast(held, each) for each in held.forecasts if each.overtaken in ends)


# --- an appointment -----------------------------------------------------------------------


def appointment_read(at: PostLines, post: Post, appointment: Appointment, awaited: str) -> AppointmentRead:
    """`awaited` is what the office outside waits for from us, if it does."""
    post, appointment = post.under(appointment.conditions), at.seen(appointment)
    is_lost = is_hand_over_lost(at.known, appointment)
    return AppointmentRead(
        **dict(at.appointment(post, appointment)),
        title=post.title,
        as_of=at.known.at,
        round=appointment.round,
        matter=appointment.matter,
        home=appointment.home,
        home_name=at.organisation(appointment.home),
        hoped=at.date_said(appointment.hoped) if appointment.hoped else None,
        is_eligible=appointment.is_eligible,
        confirmations=_confirmations(at, post, appointment.matter),
        sign_off=_sign_off(at, post, appointment, appointment.sign_off, awaited),
        months=appointment.months,
        hand_over=appointment.hand_over and not is_lost,
        hand_over_until=handed_over_until(at.known, appointment),
        hand_over_lost=is_lost,
        notices=notices_given(appointment, hand_over_of(at.known, appointment)),
        extension=_extension(at, post, appointment, awaited),
        former_ends=appointment.former_ends,
        ended=appointment.ended,
        waits_for=waits_for(at.known, post, appointment),
        next_step=at.appointment_step(appointment),
    )


def _extension(at: PostLines, post: Post, appointment: Appointment, awaited: str) -> ExtensionShown | None:
    extension = appointment.extension
    if extension is None:
        return None
    return ExtensionShown(
        last=extension.last,
        matter=extension.matter,
        confirmations=_confirmations(at, post, extension.matter),
        sign_off=_sign_off(at, post, appointment, extension.sign_off, awaited),
    )


def _confirmations(at: PostLines, post: Post, matter: MatterId | None) -> tuple[ConfirmationShown, ...]:
    missing = unconfirmed(at.known, post, matter) if matter else post.serves
    return tuple(
        ConfirmationShown(
            body=body.body,
            code=body.code,
            short=body.short,
            has_confirmed=(has_confirmed := body.body not in missing),
            words=confirmation_in_words(at.known, body.body, has_confirmed=has_confirmed),
        )
        for body in map(at.body, post.serves)
    )


def _sign_off(
    at: PostLines, post: Post, appointment: Appointment, asked: SignOffAsked | None, awaited: str
) -> SignOffShown | None:
    if asked is None or post.sign_off is None:
        return None
    stands_still_since = asked.stands_still_since if appointment.is_open else None
    is_moot = not appointment.is_open and asked.answer is None
    return SignOffShown(
        by=at.person(post.sign_off.by),
        effect=post.sign_off.effect,
        asked=asked.asked,
        due=asked.due,
        working_days_left=working_days_left(asked, at.today, at.known.calendar),
        stands_still_since=stands_still_since,
        awaits=awaited if stands_still_since else "",
        overdue=asked.overdue,
        answer=asked.answer,
        answered=asked.answered,
        interviewed=asked.interviewed,
        omitted=tuple(
            StepOmitted(stage=each.stage, title=STAGES[each.stage], reason=at.typed(each.reason))
            for each in asked.omitted
        ),
        words="was not answered" if is_moot else sign_off_in_words(at.known, asked),
    )
