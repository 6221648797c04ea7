"""What was asked of the office outside and how it answered, told from an appointment's lines (G66-G71)."""

from collections.abc import Iterator, Sequence

from models.events import Recorded
from models.explaining import Stated
from models.post_events import (
    AppointmentEnded,
    AppointmentWithdrawn,
    InformationAwaited,
    InformationSupplied,
    SignOffAnswered,
    SignOffOverdue,
    SignOffRequested,
)
from models.posts import Post
from rules.appointment_in_words import ANSWERS, FORCE
from rules.calendar import deadline_in_words, in_words, last_day_before
from rules.post_in_words import STAGES
from rules.post_story import Names, capital, name, on

RUNS_ON_WITH = InformationSupplied | SignOffAnswered | AppointmentEnded | AppointmentWithdrawn
"""With which a time in which it stands still is over."""


def asked_outside(post: Post, lines: Sequence[Recorded], names: Names) -> Iterator[Stated]:
    """`lines` are those of one request: of the appointment itself, or of one extension."""
    if post.sign_off is None:
        yield Stated(words="None is needed for this post.")
        return
    yield Stated(words=f"{capital(name(post.sign_off.by, names))}: {FORCE[post.sign_off.effect]}.")
    if not any(isinstance(line.event, SignOffRequested) for line in lines):
        yield Stated(words="It has not been asked for.")
    for at, line in enumerate(lines):
        match line.event:
            case SignOffRequested() as requested:
                yield from _requested(requested, on(line.happened))
            case InformationAwaited() as awaited:
                yield _stood_still(awaited, line, lines[at:])
            case SignOffOverdue(due=due):
                yield Stated(
                    words=f"Its time ended with {in_words(last_day_before(due))}, without an answer."
                )
            case SignOffAnswered(by=by, answer=answer, evidence=evidence):
                words = f"{capital(name(by, names))} answered on {on(line.happened)}: {ANSWERS[answer]}."
                yield Stated(words=words, quoted=evidence, is_for_the_desk=True)
            case _:
                continue


def _requested(requested: SignOffRequested, day: str) -> Iterator[Stated]:
    yield Stated(words=f"Asked for on {day}, with an answer expected by {deadline_in_words(requested.due)}.")
    if requested.interviewed is not None:
        many = "One person was" if requested.interviewed == 1 else f"{requested.interviewed} people were"
        yield Stated(words=f"{many} interviewed.")
    for each in requested.omitted:
        yield Stated(
            words=f"{capital(STAGES[each.stage])}: left out, for the reason quoted.", quoted=each.reason
        )


def _stood_still(awaited: InformationAwaited, line: Recorded, after: Sequence[Recorded]) -> Stated:
    """No day of its time passes while it waits for us (G71)."""
    end = next((each for each in after if isinstance(each.event, RUNS_ON_WITH)), None)
    if end is None:
        words = f"Since {on(line.happened)} its time stands still: it waits for what is quoted"
    else:
        span = f"From {on(line.happened)} to {on(end.happened)}"
        words = f"{span} its time stood still: it waited for what is quoted"
        if isinstance(end.event, InformationSupplied):
            words += f". Then it had until {deadline_in_words(end.event.due)}"
    return Stated(words=f"{words}.", quoted=awaited.reason)


def outside_in_short(post: Post, lines: Sequence[Recorded], names: Names) -> str:
    """In a sentence; nothing where the post needs none."""
    if post.sign_off is None:
        return ""
    office = capital(name(post.sign_off.by, names))
    for line in reversed(lines):
        match line.event:
            case SignOffAnswered(by=by, answer=answer):
                return f"{capital(name(by, names))} answered on {on(line.happened)}: {ANSWERS[answer]}."
            case SignOffOverdue():
                return f"{office} has not answered, and its time is over."
            case InformationAwaited():
                return f"{office} waits for information from us since {on(line.happened)}."
            case InformationSupplied() | SignOffRequested():
                return f"{office} has been asked, and has not answered."
            case _:
                continue
    return f"{office} has not been asked."
