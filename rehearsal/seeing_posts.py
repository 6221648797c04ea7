"""What there is to see of a post, its rounds and its appointments, by the names expectations use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from models.appointment import Appointment
from models.dates import When
from models.dependants import DependantStands
from models.post import ForecastMade, PostHeld, Tenure
from models.posts import RoundStage
from models.recruitment import Round
from models.values import LONDON, BodyId, PostId, SeatId, Sha256
from rehearsal.expected_of_posts import NO, NOBODY, NONE
from rehearsal.seeing import View
from rehearsal.seeing_bodies import day_of, votes_as_minuted
from rules.calendar import last_day_before
from rules.confirming import unconfirmed
from rules.known import Known
from rules.post_in_words import dependant_in_words
from rules.posts import dependants, rounds_of

ERASED = "(erased)"


def known_in(view: View) -> Known:
    """The same as the rules see, of the moment that is looked at."""
    return Known(
        programme=view.definition.id,
        at=view.at,
        happened=view.at,
        by=None,
        states=view.states,
        definition=view.definition,
        rule_sets={},
    )


def holder_of(view: View, seat: SeatId, on: date | None) -> str | None:
    """Whoever the definition names, or an appointment to the post that the seat goes with; of a vacant seat,
    nobody.
    """
    named = view.definition.body(seat.split("/")[0])
    if named is None:
        return None
    seats = known_in(view).body(named.id).seats_on(on or _today(view))
    return next((each.held_by or NOBODY for each in seats if each.id == seat), None)


def holders_of(view: View, body: BodyId) -> set[str]:
    return {seat.held_by for seat in known_in(view).body(body).seats_on(_today(view)) if seat.held_by}


def _today(view: View) -> date:
    return view.at.astimezone(LONDON).date()


# --- a post -------------------------------------------------------------------------------


@dataclass(frozen=True)
class PostSeen:
    held: PostHeld
    tenure: Tenure | None
    dependants: tuple[DependantStands, ...]
    has_round: bool
    typed: Mapping[Sha256, str]

    @classmethod
    def of(cls, view: View, post: PostId) -> "PostSeen | None":
        known, defined = known_in(view), view.definition.post(post)
        held = known.post(post)
        if held is None or defined is None:
            return None
        day = _today(view)
        stands, has_round = dependants(known, defined, day), bool(rounds_of(known, post))
        return cls(held, held.on(day), stands, has_round, view.typed)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(self.typed.get(each.source.digest, ERASED) for each in self.held.forecasts)

    def says(self, stands: DependantStands) -> str:
        return dependant_in_words(stands, is_established=True, has_round=self.has_round)


POST: Mapping[str, Callable[[PostSeen], object]] = {
    "established": lambda seen: day_of(seen.held.opened),
    "held_by": lambda seen: seen.tenure.person if seen.tenure else NOBODY,
    "tenure": lambda seen: seen.tenure.kind if seen.tenure else None,
    "since": lambda seen: seen.tenure.first if seen.tenure else None,
    "until": lambda seen: seen.tenure.last if seen.tenure else None,
    "dependants": lambda seen: {each.dependant: each.waiting for each in seen.dependants},
    "waiting_since": lambda seen: {each.dependant: each.since for each in seen.dependants},
    "waiting_in_words": lambda seen: {each.dependant: seen.says(each) for each in seen.dependants},
    "forecasts": lambda seen: len(seen.held.forecasts),
    "overtaken": lambda seen: sum(each.overtaken is not None for each in seen.held.forecasts),
    "sources": lambda seen: seen.sources,
    "told": lambda seen: seen.held.told,
}


# --- what was forecast of it --------------------------------------------------------------


@dataclass(frozen=True)
class ForecastSeen:
    made: ForecastMade
    typed: Mapping[Sha256, str]

    @classmethod
    def of(cls, view: View, post: PostId, number: int) -> "ForecastSeen | None":
        held = known_in(view).post(post)
        made = held.forecasts[number - 1 : number] if held else ()
        return cls(made[0], view.typed) if made else None


FORECAST: Mapping[str, Callable[[ForecastSeen], object]] = {
    "due": lambda seen: said_of(seen.made.due, seen.typed),
    "earliest": lambda seen: seen.made.due.earliest,
    "latest": lambda seen: seen.made.due.latest,
    "source": lambda seen: seen.typed.get(seen.made.source.digest, ERASED),
    "overtaken": lambda seen: day_of(seen.made.overtaken) or NO,
}


def said_of(due: When, typed: Mapping[Sha256, str]) -> str:
    return due.in_words(typed.get(due.words.digest) if due.words else None)


# --- a round ------------------------------------------------------------------------------


ROUND: Mapping[str, Callable[[Round], object]] = {
    "progress": lambda round_: round_.progress,
    "stage": lambda round_: round_.stage,
    "omitted": lambda round_: tuple(each for each in RoundStage if each in round_.omitted),
    "after": lambda round_: round_.after,
    "closes": lambda round_: round_.closes,
    "planned": lambda round_: dict(round_.planned),
    "panel": lambda round_: len(round_.panel.members) if round_.panel else 0,
    "candidates": lambda round_: len(round_.standing_candidates),
    "outcome": lambda round_: round_.outcome,
    "votes": lambda round_: votes_as_minuted(round_.figures) if round_.figures else None,
    "present": lambda round_: len(round_.present),
    "closed": lambda round_: day_of(round_.closed),
    "fell_through": lambda round_: day_of(round_.fell_through) or NO,
    "erased": lambda round_: round_.erased is not None,
}


# --- an appointment -----------------------------------------------------------------------


@dataclass(frozen=True)
class AppointmentSeen:
    appointment: Appointment
    confirmed: str
    typed: Mapping[Sha256, str]

    @classmethod
    def of(cls, view: View, post: PostId, number: int) -> "AppointmentSeen | None":
        known, defined = known_in(view), view.definition.post(post)
        found = known.appointment(post, number)
        if found is None or defined is None:
            return None
        defined = defined.under(found.conditions)
        matter = found.extension.matter if found.extension else found.matter
        missing = unconfirmed(known, defined, matter) if matter else defined.serves
        every = len(defined.serves)
        return cls(found, f"{every - len(missing)} of {every}", view.typed)

    @property
    def sign_off(self) -> str:
        asked = self.appointment.asking
        if asked is None:
            return "not-asked"
        if asked.answer is not None:
            return asked.answer
        if asked.awaits_information is not None:
            return "stands-still"
        return "overdue" if asked.overdue else "asked"

    @property
    def answer_by(self) -> date | str:
        asked = self.appointment.asking
        return last_day_before(asked.due) if asked else NONE

    @property
    def hoped(self) -> str | None:
        when = self.appointment.hoped
        return said_of(when, self.typed) if when else None

    @property
    def is_as_hoped(self) -> bool:
        hoped, first = self.appointment.hoped, self.appointment.first
        if hoped is None or first is None:
            return False
        return (hoped.earliest or first) <= first <= (hoped.latest or first)


APPOINTMENT: Mapping[str, Callable[[AppointmentSeen], object]] = {
    "stage": lambda seen: seen.appointment.stage,
    "person": lambda seen: seen.appointment.person,
    "tenure": lambda seen: seen.appointment.tenure,
    "eligible": lambda seen: seen.appointment.is_eligible,
    "confirmed": lambda seen: seen.confirmed,
    "sign_off": lambda seen: seen.sign_off,
    "omitted": lambda seen: tuple(
        each.stage for each in (seen.appointment.asking.omitted if seen.appointment.asking else ())
    ),
    "interviewed": lambda seen: getattr(seen.appointment.asking, "interviewed", None),
    "answer_by": lambda seen: seen.answer_by,
    "hoped": lambda seen: seen.hoped,
    "earliest": lambda seen: getattr(seen.appointment.hoped, "earliest", None),
    "latest": lambda seen: getattr(seen.appointment.hoped, "latest", None),
    "as_hoped": lambda seen: seen.is_as_hoped,
    "first": lambda seen: seen.appointment.first,
    "handed_over": lambda seen: seen.appointment.hand_over_until or NONE,
    "home": lambda seen: seen.appointment.home,
    "last": lambda seen: seen.appointment.last,
    "notices": lambda seen: seen.appointment.notices,
    "extension": lambda seen: seen.appointment.extension.last if seen.appointment.extension else NONE,
    "erased": lambda seen: seen.appointment.erased is not None,
}
