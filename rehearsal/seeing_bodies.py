"""What there is to see of one body on one matter, by the names expectations use."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from models.approval import Approval
from models.deciding import Basis, Figures, RatificationState
from models.sign_off import Concern, ConcernState, SignOff
from models.values import BodyId, Instant, Procedure, Standing
from rehearsal.seeing import View
from rules.calendar import london_day


def day_of(moment: Instant | None) -> date | None:
    return None if moment is None else london_day(moment)


@dataclass(frozen=True)
class BodySeen:
    sign_off: SignOff
    approval: Approval
    newest: SignOff | None
    """What it was asked or told last, which may be a notice."""

    @classmethod
    def of(cls, view: View, matter: str, body: BodyId) -> "BodySeen | None":
        """A successor that was only told of an amendment is seen by that notice."""
        approval, newest = view.approval(matter), view.sign_off(matter, body)
        sign_off = view.decided_on(matter, body) or newest
        return cls(sign_off, approval, newest) if approval and sign_off else None

    @property
    def holds(self) -> bool:
        outcome = self.approval.outcomes.get(self.sign_off.body)
        return outcome is not None and outcome.holds

    @property
    def is_required(self) -> bool:
        asked = self.approval.asked(self.sign_off.body)
        return asked is not None and asked.required

    @property
    def basis(self) -> Basis | None:
        """Of the decision, else of the last attempt at one."""
        if self.sign_off.decided:
            return self.sign_off.decided.basis
        return self.sign_off.attempts[-1].basis if self.sign_off.attempts else None

    @property
    def votes(self) -> str | None:
        counted = self.basis.counted if self.basis else None
        return votes_as_minuted(counted.figures) if counted and counted.figures else None

    @property
    def without_division(self) -> bool:
        counted = self.basis.counted if self.basis else None
        return counted is not None and counted.by_assent

    @property
    def missing(self) -> tuple[str, ...]:
        found = self.basis.quorum if self.basis else None
        return found.missing if found else ()

    @property
    def notice(self) -> Standing | None:
        given = self.approval.notices.get(self.sign_off.body)
        return given.standing if given else None

    @property
    def ratification(self) -> RatificationState | None:
        """Of the last time its chair acted for it."""
        mine = [each for each in self.approval.ratifications.values() if each.body == self.sign_off.body]
        return mine[-1].state if mine else None

    @property
    def every_concern(self) -> tuple[Concern, ...]:
        """On what it decides, and on the amendment it was told of."""
        told = self.newest if self.newest and self.newest.procedure is Procedure.NOTICE else None
        return (*self.sign_off.concerns.values(), *(told.concerns.values() if told else ()))

    @property
    def concerns(self) -> dict[str, int]:
        count = Counter(each.state for each in self.every_concern)
        return {state: count[state] for state in ConcernState if count[state]}


def votes_as_minuted(figures: Figures) -> str:
    plain = f"{figures.in_favour}-{figures.against}"
    return f"{plain}-{figures.abstained}" if figures.abstained else plain


def _of_decided(name: str) -> Callable[[BodySeen], object]:
    return lambda seen: getattr(seen.sign_off.decided, name, None)


BODY: Mapping[str, Callable[[BodySeen], object]] = {
    "standing": lambda seen: seen.sign_off.standing,
    "holds": lambda seen: seen.holds,
    "required": lambda seen: seen.is_required,
    "rules_changed": lambda seen: sum(
        each.body == seen.sign_off.body for each in seen.approval.course.rules_changed
    ),
    "version": lambda seen: seen.sign_off.version,
    "notice": lambda seen: seen.notice,
    "ratification": lambda seen: seen.ratification,
    "effect": lambda seen: seen.sign_off.call_in.stage if seen.sign_off.call_in else None,
    "held_by": lambda seen: seen.approval.holder(seen.sign_off.body),
    "decided": lambda seen: day_of(getattr(seen.sign_off.decided, "happened", None)),
    "recorded": lambda seen: day_of(getattr(seen.sign_off.decided, "recorded", None)),
    "meets": lambda seen: day_of(seen.sign_off.meets),
    "meeting": lambda seen: seen.sign_off.meeting,
    "verbs": _of_decided("verbs"),
    "votes": lambda seen: seen.votes,
    "without_division": lambda seen: seen.without_division,
    "in_private": lambda seen: seen.basis is not None and seen.basis.in_private is not None,
    "present": lambda seen: len(seen.basis.present) if seen.basis else None,
    "missing": lambda seen: seen.missing,
    "attempts": lambda seen: len(seen.sign_off.attempts),
    "through": lambda seen: seen.basis.through if seen.basis else None,
    "by_letter": lambda seen: getattr(seen.sign_off.decided, "evidence", None) is not None,
    "entitled": lambda seen: len(seen.sign_off.entitled),
    "answered": lambda seen: len(seen.sign_off.answers),
    "interests": lambda seen: len(seen.sign_off.interests),
    "deputies": lambda seen: len(seen.sign_off.deputies),
    "concerns": lambda seen: seen.concerns,
    "questions": lambda seen: sum(each.questions for each in seen.every_concern),
}
