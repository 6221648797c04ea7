"""Why an appointment stands or ended as it did: told from the lines of the ledger alone, in words."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from models.appointment import Appointment, AppointmentStage, fold
from models.events import BodyDecided, Recorded
from models.explaining import Section, Stated
from models.post_events import (
    AppointmentEnded,
    AppointmentProposed,
    AppointmentStarted,
    AppointmentWithdrawn,
    CandidatesErased,
    EligibilityTested,
    EndSetEarly,
    ExtensionProposed,
    HolderEnds,
    HolderStarted,
    InformationAwaited,
    InformationSupplied,
    PartnersTold,
    SignOffAnswered,
    SignOffOverdue,
    SignOffRequested,
    StartCalledOff,
    StartFixed,
    TermExtended,
    TermNoticeGiven,
)
from models.post_listings import PostExplained
from models.posts import Post
from models.programme import Definition
from models.streams import of_appointment, of_matter
from models.tellings import is_of
from models.values import BodyId, MatterId
from rules.appointment_in_words import ANSWERS, for_months
from rules.asked_outside import asked_outside, outside_in_short
from rules.calendar import deadline_in_words, in_words, last_day_before, london_day
from rules.confirmed_in_words import Confirmed, confirmations_in_words, confirmed, counted
from rules.of_applicants import of_applicants
from rules.post_in_words import TENURES
from rules.post_story import TELLS_OF_BOTH, Names, Tale, Tells, capital, name, on, partners_told, story
from rules.verbs import standing_in_words


@dataclass(frozen=True)
class _Found:
    """What the record is made from."""

    definition: Definition
    post: Post
    state: Appointment
    own: Sequence[Recorded]
    lines: Sequence[Recorded]
    names: Names

    def confirmed(self, matter: MatterId) -> Confirmed:
        plan = self.definition.matter(matter)
        return confirmed(self.post, matter, plan.title if plan else matter, self.lines)

    @property
    def before_extensions(self) -> Sequence[Recorded]:
        return self.own[: next(iter(_proposed_at(self.own)), len(self.own))]

    @property
    def extensions(self) -> Iterator[tuple[ExtensionProposed, Sequence[Recorded]]]:
        """Each that was proposed, with the lines from its proposal to the next."""
        for start, end in pairwise([*_proposed_at(self.own), len(self.own)]):
            if isinstance(event := self.own[start].event, ExtensionProposed):
                yield event, self.own[start:end]


def _proposed_at(own: Iterable[Recorded]) -> Iterator[int]:
    return (at for at, line in enumerate(own) if isinstance(line.event, ExtensionProposed))


def appointment_explained(
    definition: Definition, post: Post, number: int, lines: Sequence[Recorded], people: Names
) -> PostExplained | None:
    """`lines` are those of the appointment and of its post, and those about each matter by which bodies
    confirm it. None for one that was not proposed. It is folded from the lines again, never taken from a
    projection.
    """
    own = [line for line in lines if line.stream == of_appointment(post.id, number)]
    state: Appointment | None = None
    for line in own:
        state = fold(state, line)
    if state is None:
        return None
    names = {**{body.id: body.name for body in definition.bodies}, **people}
    found = _Found(definition, post.under(state.conditions), state, own, lines, names)
    told = sorted((*own, *_with_it(found)), key=lambda line: line.number)
    return PostExplained(
        answer=_answer(found),
        record=tuple(
            Section(title=title, said=said) for title, each in _sections(found) if (said := tuple(each))
        ),
        story=tuple(story(told, names, TELLS, of_applicants(own))),
    )


def _with_it(found: _Found) -> Iterator[Recorded]:
    """What was told of it, and what the bodies the post serves decided about it or its extension."""
    proposed = (AppointmentProposed, ExtensionProposed)
    matters = {line.event.matter for line in found.own if isinstance(line.event, proposed)} - {None}
    streams = {of_matter(each) for each in matters if each}
    return (line for line in found.lines if _is_told_of_it(found, line) or _is_decided(found, line, streams))


def _is_told_of_it(found: _Found, line: Recorded) -> bool:
    return isinstance(line.event, PartnersTold) and is_of(
        line.event.subject, f"appointment-{found.state.number}"
    )


def _is_decided(found: _Found, line: Recorded, streams: Collection[str]) -> bool:
    is_theirs = isinstance(line.event, BodyDecided) and line.event.body in found.post.serves
    return is_theirs and line.stream in streams


# --- the answer in a sentence -------------------------------------------------------------


def _answer(found: _Found) -> str:
    state, post = found.state, found.post
    who = f"{capital(name(state.person, found.names))}, {TENURES[state.tenure]},"
    said = f"{who} {_stands(state, post)}."
    if state.matter is not None:
        said += f" {counted(found.confirmed(state.matter))}."
    is_withdrawn = state.stage is AppointmentStage.WITHDRAWN
    outside = "" if is_withdrawn else outside_in_short(post, found.before_extensions, found.names)
    return f"{said} {outside}" if outside else said


def _stands(state: Appointment, post: Post) -> str:
    to = f"to {in_words(state.last)}" if state.last else "until further notice"
    begun = in_words(state.first) if state.first else "a day that is not known"
    match state.stage:
        case AppointmentStage.PROPOSED if state.starts_on is not None:
            return f"is to be {post.title} from {begun}, {to}"
        case AppointmentStage.PROPOSED:
            return f"is proposed as {post.title}, and has not begun"
        case AppointmentStage.IN_POST:
            return f"has been {post.title} since {begun}, {to}"
        case AppointmentStage.ENDED:
            return f"was {post.title} from {begun} {to}"
        case AppointmentStage.REFUSED:
            return f"was proposed as {post.title}, which the office outside refused on {on(state.ended)}"
        case AppointmentStage.WITHDRAWN:
            return f"was proposed as {post.title}, which was withdrawn on {on(state.ended)}"


# --- the record ---------------------------------------------------------------------------


def _sections(found: _Found) -> Iterator[tuple[str, Iterator[Stated]]]:
    """Each with its title; some have nothing to say."""
    yield "What was proposed", _proposed(found)
    yield "Whether the person may hold the post", _eligibility(found)
    yield "Who has confirmed it", _confirmations(found, found.state.matter)
    yield "The sign-off from outside", asked_outside(found.post, found.before_extensions, found.names)
    yield "The start", _start(found)
    for extension, lines in found.extensions:
        yield f"The extension to {in_words(extension.last)}", _extension(found, extension, lines)
    yield "The end", _end(found)
    yield "Notice of the end", _notices(found)
    yield "Who was told", (said for line in _with_it(found) for said in partners_told(line))


def _proposed(found: _Found) -> Iterator[Stated]:
    state, post = found.state, found.post
    yield Stated(words=f"The {post.title}: {'; '.join(post.roles)}.")
    proposed = f"Proposed on {on(state.opened)}: {name(state.person, found.names)}, {TENURES[state.tenure]}"
    terms = next(line.event for line in found.own if isinstance(line.event, AppointmentProposed))
    yield Stated(words=f"{proposed}, {_term(terms)}.")
    if state.round:
        yield Stated(words=f"It came after round {state.round} of recruitment.")
    if state.hoped:
        day = state.hoped.latest if state.hoped.is_exact else None
        hoped = f"It was hoped to begin{f' on {in_words(day)}' if day else ''}"
        yield Stated(
            words=f"{hoped}, in the words quoted." if state.hoped.words else f"{hoped}.",
            quoted=state.hoped.words,
        )
    if state.home:
        home = found.definition.organisation(state.home)
        yield Stated(
            words=f"The employer stays {home.name_on(london_day(state.opened)) if home else state.home}."
        )


def _term(terms: AppointmentProposed) -> str:
    if terms.months is not None:
        return for_months(terms.months).strip()
    return f"to {in_words(terms.last)}" if terms.last else "without a last day"


def _eligibility(found: _Found) -> Iterator[Stated]:
    """Tested before anybody approves it (G67)."""
    tested = [(line, line.event) for line in found.own if isinstance(line.event, EligibilityTested)]
    if not tested:
        yield Stated(words="It has not been tested.")
    for line, event in tested:
        verdict = "may hold it" if event.passed else "may not hold it"
        words = f"Tested on {on(line.happened)}: the person {verdict}."
        yield Stated(words=words, quoted=event.evidence, is_for_the_desk=True)


def _confirmations(found: _Found, matter: MatterId | None) -> Iterator[Stated]:
    if matter is None:
        yield Stated(words="No matter has been named by which the bodies confirm it.")
        return
    yield from confirmations_in_words(found.confirmed(matter), found.names)


def _start(found: _Found) -> Iterator[Stated]:
    for line in found.own:
        match line.event:
            case StartFixed() as fixed:
                yield Stated(words=f"On {on(line.happened)} the first day was fixed: {_fixed_for(fixed)}.")
            case StartCalledOff(bodies=bodies):
                yield Stated(words=f"{_called_off(bodies, found.names)}.")
            case AppointmentStarted():
                yield Stated(words=f"It began on {on(line.happened)}.")
                if found.state.hand_over and not _was_held_before(found, line.number):
                    yield Stated(
                        words="The hand-over did not take place: whoever held it before had left it."
                    )
            case _:
                continue
    for line in found.lines:
        match line.event:
            case HolderStarted(appointment=number) as started if number == found.state.number:
                yield from _lacking(started, found.names)
            case _:
                continue


def _was_held_before(found: _Found, number: int) -> bool:
    """Whether somebody else still held the post on the first day, as the lines up to that start have it."""
    first, ends = found.state.first, dict[int, date | None]()
    for line in found.lines:
        if line.number >= number:
            break
        match line.event:
            case HolderStarted(appointment=each, last=last) | HolderEnds(appointment=each, last=last):
                ends[each] = last
            case _:
                continue
    others = [last for each, last in ends.items() if each != found.state.number]
    return first is None or any(last is None or first <= last for last in others)


def _fixed_for(fixed: StartFixed) -> str:
    words = in_words(fixed.first)
    if fixed.last:
        words += f", to {in_words(fixed.last)}"
    if fixed.hand_over:
        words += ", with a hand-over by whoever held it before"
        words += f" to {in_words(fixed.until)}" if fixed.until else ""
    return words


def _called_off(bodies: Iterable[BodyId], names: Names) -> str:
    said = "; ".join(name(each, names) for each in bodies)
    if not said:
        return "Its first day, which did not stand any more, was called off for somebody else's"
    return f"On that day it did not begin, since it was no longer confirmed by every body: {said}"


def _lacking(event: HolderStarted | AppointmentEnded, names: Names) -> Iterator[Stated]:
    """With its seats so held, or so left, a body may lack members for a quorum, or by its rules (G73)."""
    for found, lacked in (
        (event.missing, "lacked for a quorum though everyone came"),
        (event.unfilled, "was not composed as its rules ask"),
    ):
        for body, lacks in found.items():
            yield Stated(words=f"With that, {name(body, names)} {lacked}: {'; '.join(lacks)}.")


# --- an extension -------------------------------------------------------------------------


def _extension(found: _Found, extension: ExtensionProposed, lines: Sequence[Recorded]) -> Iterator[Stated]:
    """A new decision of everybody who confirmed the first (G74)."""
    yield Stated(words=f"Proposed on {on(lines[0].happened)}.")
    yield from _confirmations(found, extension.matter)
    if found.post.sign_off:
        yield from asked_outside(found.post, lines, found.names)
    extended = next((line for line in lines if isinstance(line.event, TermExtended)), None)
    yield Stated(words=f"In force since {on(extended.happened)}." if extended else "It is not in force.")


# --- the end ------------------------------------------------------------------------------


def _end(found: _Found) -> Iterator[Stated]:
    for line in found.own:
        match line.event:
            case EndSetEarly() as early:
                yield Stated(words=f"On {on(line.happened)} {_set_early(early)}.", quoted=early.reason)
            case AppointmentEnded() as ended:
                yield Stated(words=f"Its last day was {in_words(last_day_before(line.happened))}.")
                yield from _lacking(ended, found.names)
            case AppointmentWithdrawn(reason=reason):
                yield Stated(words=f"Withdrawn on {on(line.happened)}, for the reason quoted.", quoted=reason)
            case CandidatesErased():
                yield Stated(words=f"What was typed of the person was erased on {on(line.happened)}.")
            case _:
                continue


def _set_early(early: EndSetEarly) -> str:
    why = "for the reason quoted" if early.reason else "since whoever follows takes the post over"
    words = f"the last day was set earlier, to {in_words(early.last)}, {why}"
    return f"{words}; the extension to {in_words(early.drops)} fell with it" if early.drops else words


def _notices(found: _Found) -> Iterator[Stated]:
    for line in found.own:
        if isinstance(line.event, TermNoticeGiven):
            until = line.event.until
            end = f"{in_words(until)}, the end of a hand-over" if until else "it"
            yield Stated(words=f"Given {line.event.days} days before {end}, on {on(line.happened)}.")


# --- what happened ------------------------------------------------------------------------


def _was_proposed(event: AppointmentProposed, names: Names) -> Tale:
    return f"Proposed: {name(event.person, names)}, {TENURES[event.tenure]}, {_term(event)}", None


def _asked(event: SignOffRequested, _: Names) -> Tale:
    return (
        f"The outside sign-off was asked for, with an answer expected by {deadline_in_words(event.due)}",
        None,
    )


def _answered(event: SignOffAnswered, names: Names) -> Tale:
    return f"{capital(name(event.by, names))} answered: {ANSWERS[event.answer]}", None


def _decided(event: BodyDecided, names: Names) -> Tale:
    return f"{name(event.body, names)}: {standing_in_words(event.standing)}", None


TELLS: Tells = {
    AppointmentProposed: _was_proposed,
    EligibilityTested: lambda event, _: (
        f"Tested: the person {'may' if event.passed else 'may not'} hold the post",
        None,
    ),
    BodyDecided: _decided,
    SignOffRequested: _asked,
    InformationAwaited: lambda event, _: ("The office outside waited for what is quoted", event.reason),
    InformationSupplied: lambda event, _: (
        f"It had what it waited for; an answer is expected by {deadline_in_words(event.due)}",
        None,
    ),
    SignOffOverdue: lambda _, __: ("The time for an answer from outside ended without one", None),
    SignOffAnswered: _answered,
    StartFixed: lambda event, _: (f"The first day was fixed: {_fixed_for(event)}", None),
    StartCalledOff: lambda event, names: (_called_off(event.bodies, names), None),
    AppointmentStarted: lambda _, __: ("It began", None),
    TermNoticeGiven: lambda event, _: (f"Notice of the end was given, {event.days} days before it", None),
    ExtensionProposed: lambda event, _: (f"An extension to {in_words(event.last)} was proposed", None),
    TermExtended: lambda event, _: (f"Extended to {in_words(event.last)}", None),
    EndSetEarly: lambda event, _: (f"The last day was set earlier: {in_words(event.last)}", event.reason),
    AppointmentEnded: lambda event, _: (
        f"It ended{f' with {in_words(event.last)}' if event.last else ''}",
        None,
    ),
    AppointmentWithdrawn: lambda event, _: ("Withdrawn", event.reason),
    CandidatesErased: lambda _, __: ("What was typed of the person was erased", None),
    **TELLS_OF_BOTH,
}
"""Every event of an appointment in words, and those of its post and of the bodies that belong to it."""
