"""Posts, rounds and appointments as lists show them, made from one view of the register."""

from datetime import date

from models.appointment import Appointment
from models.dates import When
from models.listings import NextStep
from models.post import ForecastMade, PostHeld, Tenure
from models.post_commands import GiveTermNotice
from models.post_listings import (
    AppointmentLine,
    BodyShown,
    DateSaid,
    DependantShown,
    ForecastShown,
    PersonShown,
    PostLine,
    PostRead,
    RoundLine,
    TenureShown,
)
from models.posts import Post
from models.recruitment import Round
from models.values import BodyId, OrganisationId, PersonId, PostId, Text
from models.waits import Step
from rules.announcing import UNNAMED, as_everybody_sees, may_be_named
from rules.appointment_in_words import FORCE, appointment_in_words, waits_for
from rules.calendar import add_months, in_words, last_day_before
from rules.confirming import appointments_of
from rules.leaving import as_it_ends, hand_over_of, leaves_on
from rules.post_in_words import (
    dependant_in_words,
    forecast_in_words,
    next_tenure,
    post_in_words,
    round_in_words,
    tenure_in_words,
    vacant_since,
)
from rules.posts import dependants, rounds_of, somebody_is_chosen
from rules.telling import still_to_tell
from rules.tenure import term_ends
from rules.waits import appointment_wait, recruitment_wait
from storage.posts import PostsFound

SOON = 6
"""Months within which the end of a term is shown beforehand."""

ERASED = "(erased)"

STEP_IN_WORDS = {
    "close-applications": "applications close",
    "erase-candidates": "what was typed of whoever applied is erased",
    "start-appointment": "it begins",
    "note-sign-off-overdue": "the time of the office outside ends",
    "end-appointment": "its term ends",
}

WITH_A_DAY = {"close-applications", "note-sign-off-overdue", "end-appointment"}
"""What falls at midnight and closes the day before."""


class PostLines:
    """One view of the register, laid out line by line."""

    def __init__(self, found: PostsFound, *, for_office: bool = False) -> None:
        """Only an office reads whom an appointment is of before it may be announced (G71)."""
        self.known = found.known
        self.for_office = for_office
        self._names = found.names
        self._words = found.words

    @property
    def today(self) -> date:
        return self.known.today

    # --- names and words ------------------------------------------------------------------

    def name(self, person: PersonId) -> str:
        return self._names.get(person, person)

    def person(self, person: PersonId) -> PersonShown:
        return PersonShown(person=person, name=self.name(person))

    def typed(self, text: Text) -> str:
        return self._words.get(text.digest, ERASED)

    def date_said(self, when: When) -> DateSaid:
        words = when.in_words(self._words.get(when.words.digest) if when.words else None)
        return DateSaid(words=words, earliest=when.earliest, latest=when.latest, is_standing=when.is_standing)

    def organisation(self, organisation: OrganisationId | None) -> str:
        found = self.known.definition.organisation(organisation) if organisation else None
        return found.name_on(self.today) if found else organisation or ""

    def body(self, body: BodyId) -> BodyShown:
        found = self.known.body(body)
        return BodyShown(body=body, code=found.code, name=found.name, short=found.short)

    # --- a post ---------------------------------------------------------------------------

    def post(self, post: Post) -> PostLine:
        held, rounds = self._held(post.id), rounds_of(self.known, post.id)
        open_round = next((each for each in rounds if each.outcome is None), None)
        tenure = held.on(self.today) if held else None
        following = next_tenure(held, self.today) if held else None
        soon = term_ends(held, self.today, add_months(self.today, SOON)) if held else ()
        return PostLine(
            post=post.id,
            title=post.title,
            roles=post.roles,
            as_of=self.known.at,
            established=held.opened if held else None,
            holder=self.tenure(tenure) if tenure else None,
            vacant_since=vacant_since(held, self.today) if held else None,
            following=self.tenure(following) if following else None,
            ends=tuple(self.tenure(each) for each in soon),
            dependants=self._dependants(post, held),
            round=self.round(open_round) if open_round else None,
            forecasts=tuple(self.forecast(held, each) for each in held.forecasts) if held else (),
            words=post_in_words(
                held,
                open_round,
                self.name(tenure.person) if tenure else "",
                self.today,
                is_chosen=somebody_is_chosen(self.known, post.id),
                hands_over=self._hands_over(held, tenure) if held and tenure else "",
            ),
        )

    def _held(self, post: PostId) -> PostHeld | None:
        """A term that a hand-over is to end ends with that, as soon as it is fixed."""
        held = self.known.post(post)
        return as_it_ends(self.known, held) if held else None

    def _hands_over(self, held: PostHeld, tenure: Tenure) -> str:
        before = next(
            (each for each in held.tenures if each.first < tenure.first and each.covers(self.today)), None
        )
        if before is None or before.last is None:
            return ""
        return f"{self.name(before.person)} hands it over until {in_words(before.last)}"

    def post_read(self, post: Post) -> PostRead:
        held, sign_off = self._held(post.id), post.sign_off
        return PostRead(
            **dict(self.post(post)),
            serves=tuple(self.body(each) for each in post.serves),
            host=post.host,
            host_name=self.organisation(post.host),
            secretary=self.person(post.secretary),
            signed_off_by=self.person(sign_off.by) if sign_off else None,
            sign_off_effect=sign_off.effect if sign_off else None,
            sign_off_force=FORCE[sign_off.effect] if sign_off else "",
            matter=held.matter if held else None,
            stood_before=self.typed(held.reason) if held and held.reason else "",
            tenures=tuple(self.tenure(each) for each in held.tenures) if held else (),
            rounds=tuple(self.round(each) for each in rounds_of(self.known, post.id)),
            appointments=tuple(self.appointment(post, each) for each in appointments_of(self.known, post.id)),
            told=held.told if held else (),
            to_tell=still_to_tell(self.known, post),
        )

    def tenure(self, tenure: Tenure) -> TenureShown:
        name, words = self.name(tenure.person), tenure_in_words(tenure)
        return TenureShown(name=name, words=words, **dict(tenure))

    def forecast(self, held: PostHeld, forecast: ForecastMade) -> ForecastShown:
        due, met = self.date_said(forecast.due), None if forecast.overtaken else held.met(forecast)
        return ForecastShown(
            due=due,
            source=self.typed(forecast.source),
            given=forecast.given,
            overtaken=forecast.overtaken,
            met=met,
            words=forecast_in_words(due.words, forecast, met),
        )

    def _dependants(self, post: Post, held: PostHeld | None) -> tuple[DependantShown, ...]:
        stands = {each.dependant: each for each in dependants(self.known, post, self.today)}
        has_round = bool(rounds_of(self.known, post.id))
        return tuple(
            DependantShown(
                **dict(stands[each.id]),
                due=each.due,
                needs_permanent=each.needs_permanent,
                words=dependant_in_words(
                    stands[each.id], is_established=held is not None, has_round=has_round
                ),
            )
            for each in post.dependants
        )

    # --- a round, an appointment ----------------------------------------------------------

    def round(self, round_: Round) -> RoundLine:
        return RoundLine(
            post=round_.post,
            number=round_.number,
            after=round_.after,
            opened=round_.opened,
            progress=round_.progress,
            stage=round_.stage,
            closes=round_.closes,
            outcome=round_.outcome,
            closed=round_.closed,
            fell_through=round_.fell_through,
            standing_candidates=len(round_.standing_candidates),
            next_step=next_step(recruitment_wait(round_).next_step),
            words=round_in_words(round_),
        )

    def appointment(self, post: Post, appointment: Appointment) -> AppointmentLine:
        appointment, is_named = self.seen(appointment), self.names(post, appointment)
        waiting = waits_for(self.known, post, appointment)
        return AppointmentLine(
            post=appointment.post,
            number=appointment.number,
            tenure=appointment.tenure,
            person=appointment.person if is_named else None,
            name=self.name(appointment.person) if is_named else UNNAMED,
            stage=appointment.stage,
            first=appointment.first,
            last=leaves_on(self.known, appointment),
            opened=appointment.opened,
            words=appointment_in_words(self._as_it_ends(appointment), waiting, self.today),
        )

    def seen(self, appointment: Appointment) -> Appointment:
        """As whoever reads may see it."""
        return appointment if self.for_office else as_everybody_sees(appointment)

    def _as_it_ends(self, appointment: Appointment) -> Appointment:
        return appointment.model_copy(update={"last": leaves_on(self.known, appointment)})

    def names(self, post: Post, appointment: Appointment) -> bool:
        return self.for_office or may_be_named(self.known, post, appointment)

    def appointment_step(self, appointment: Appointment) -> NextStep | None:
        hand_over = hand_over_of(self.known, appointment)
        ending = self._as_it_ends(appointment)
        return next_step(appointment_wait(ending, self.known.calendar, hand_over).next_step)


def next_step(step: Step | None) -> NextStep | None:
    if step is None:
        return None
    if isinstance(step.command, GiveTermNotice):
        return NextStep(
            at=step.at, words=f"notice is given that its term ends, {step.command.days} days before"
        )
    words = STEP_IN_WORDS.get(step.command.kind, step.command.kind)
    if step.command.kind in WITH_A_DAY:
        words += f" with {in_words(last_day_before(step.at))}"
    return NextStep(at=step.at, words=words)
