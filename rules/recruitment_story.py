"""Why a round of recruitment ended as it did: told from the lines of the ledger alone, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from models.events import RecordCorrected, Recorded
from models.explaining import Section, Stated, Told
from models.fact import Fact
from models.post_events import (
    CandidateEntered,
    CandidateLeft,
    CandidatesErased,
    ForecastGiven,
    ForecastOvertaken,
    PanelInterestDeclared,
    PanelSet,
    PartnersTold,
    RoundClosed,
    RoundOpened,
    RoundOutcome,
    RoundPaused,
    RoundResumed,
    StageOmitted,
    StageReached,
)
from models.post_listings import RoundExplained
from models.posts import Post, RoundStage
from models.recruitment import Round, fold
from models.values import Instant, PersonId, Text
from rules.calendar import in_words, london_day
from rules.post_in_words import STAGES, figures_in_words, round_in_words

Names = Mapping[PersonId, str]
Tale = tuple[str, Text | None]

ABOUT_PEOPLE = CandidateEntered | PanelInterestDeclared
"""What is said of these, also later, may say who somebody is."""


def round_explained(
    post: Post, number: int, lines: Sequence[Recorded], names: Names
) -> RoundExplained | None:
    """`lines` are those of the post and of the round. None for a round that was not opened. It is folded
    from the lines again, never taken from a projection; and no candidate is named, nor any interest in one.
    """
    own = [line for line in lines if line.stream == f"recruitment/{post.id}/{number}"]
    round_ = _folded(own)
    if round_ is None:
        return None
    with_it = sorted((*own, *_of_its_post(round_, own, lines)), key=lambda line: line.number)
    return RoundExplained(
        answer=_answer(post, round_),
        record=tuple(_sections(post, round_, with_it, names, lines)),
        story=tuple(_story(with_it, names)),
    )


def _folded(own: Iterable[Recorded]) -> Round | None:
    round_: Round | None = None
    for line in own:
        round_ = fold(round_, line)
    return round_


def _of_its_post(round_: Round, own: Sequence[Recorded], lines: Iterable[Recorded]) -> Iterator[Recorded]:
    """Of the post's own lines: what was told of this round, and what the act that ended it overtook."""
    following = next((line.number + 1 for line in own if isinstance(line.event, RoundClosed)), None)
    for line in lines:
        match line.event:
            case PartnersTold(subject=subject) if subject == f"round-{round_.number}":
                yield line
            case ForecastOvertaken() if line.number == following:
                following += 1
                yield line
            case _:
                continue


# --- the answer in a sentence -------------------------------------------------------------


def _answer(post: Post, round_: Round) -> str:
    said = f"Round {round_.number} for the {post.title} is {round_in_words(round_)}."
    if round_.outcome is None or round_.panel is None or not round_.present:
        return said
    deciding = len(set(round_.present).intersection(round_.panel.may_decide))
    voted = f", {figures_in_words(round_.figures)}" if round_.figures else ""
    chosen = f" It chose {round_.candidate}." if round_.candidate else ""
    quorum = f"{deciding} of the panel decided{voted}; its quorum is {round_.panel.quorum}."
    return f"{said}{chosen} {quorum}"


# --- the record ---------------------------------------------------------------------------


def _sections(
    post: Post, round_: Round, lines: Sequence[Recorded], names: Names, given: Sequence[Recorded]
) -> Iterator[Section]:
    yield Section(title="What became of it", said=tuple(_outcome(round_, lines)))
    yield Section(title="What it was for", said=tuple(_purpose(post, round_, names)))
    yield Section(title="How it went", said=tuple(_stages(post, round_)))
    yield Section(title="Who decided", said=tuple(_panel(round_, names)))
    yield Section(title="Candidates", said=tuple(_candidates(round_)))
    if followed := tuple(_followed(lines, given)):
        yield Section(title="What followed", said=followed)


def _outcome(round_: Round, lines: Iterable[Recorded]) -> Iterator[Stated]:
    closed = next((line.event for line in lines if isinstance(line.event, RoundClosed)), None)
    if closed is None:
        yield Stated(words=f"It is {round_in_words(round_)}.")
        return
    if closed.outcome is RoundOutcome.WITHDRAWN:
        yield Stated(
            words=f"It was withdrawn on {_on(round_.closed)}, for the reason quoted.", quoted=closed.reason
        )
        return
    chose = f"the candidate {closed.candidate}" if closed.candidate else "nobody"
    reason = ", for the reason quoted" if closed.reason else ""
    yield Stated(words=f"On {_on(round_.closed)} the panel chose {chose}{reason}.", quoted=closed.reason)
    if closed.figures:
        yield Stated(words=f"The vote was {figures_in_words(closed.figures)}.")


def _purpose(post: Post, round_: Round, names: Names) -> Iterator[Stated]:
    yield Stated(words=f"The {post.title}: {'; '.join(post.roles)}.")
    yield Stated(words=f"It was run by {_name(post.secretary, names)}.")
    after = (
        f"It is a new round that follows round {round_.after}" if round_.after else "It is the first round"
    )
    yield Stated(words=f"{after}, opened on {_on(round_.opened)}.")


def _stages(post: Post, round_: Round) -> Iterator[Stated]:
    for stage in post.stages:
        title, planned = _capital(STAGES[stage]), round_.planned.get(stage)
        as_planned = f" (planned for {in_words(planned)})" if planned else ""
        if stage in round_.reached:
            yield Stated(words=f"{title} on {_on(round_.reached[stage])}{as_planned}.")
        elif stage in round_.omitted:
            yield Stated(words=f"{title}: left out, for the reason quoted.", quoted=round_.omitted[stage])
        else:
            yield Stated(words=f"{title}: not reached{as_planned}.")
    if RoundStage.ADVERTISED in round_.reached and round_.closes:
        yield Stated(words=f"The last day for applications was {in_words(round_.closes)}.")


def _panel(round_: Round, names: Names) -> Iterator[Stated]:
    panel = round_.panel
    if panel is None:
        yield Stated(words="No panel was set.")
        return
    yield Stated(
        words=f"A panel of {len(panel.members)}, with a quorum of {panel.quorum}: "
        f"{'; '.join(_name(each, names) for each in panel.members)}."
    )
    for each in panel.interests:
        yield Stated(words=f"{_name(each, names)} declared an interest in a candidate, and took no part.")
    if round_.present:
        there = "; ".join(_name(each, names) for each in round_.present)
        yield Stated(words=f"There when it decided: {there}.")


def _candidates(round_: Round) -> Iterator[Stated]:
    """By their references, which say nothing of who they are."""
    references = ", ".join(round_.candidates)
    yield Stated(words=f"{len(round_.candidates)} by reference: {references}." if references else "None.")
    if left := [each.reference for each in round_.candidates.values() if each.left]:
        yield Stated(words=f"Withdrew, or were not taken further: {', '.join(left)}.")
    if round_.erased:
        yield Stated(words=f"What was kept about them was erased on {_on(round_.erased)}.")
    elif round_.erase_from and round_.candidates:
        yield Stated(words=f"What is kept about them is erased on {in_words(round_.erase_from)}.")


def _followed(lines: Iterable[Recorded], given: Sequence[Recorded]) -> Iterator[Stated]:
    for line in lines:
        match line.event:
            case ForecastOvertaken() as overtaken:
                yield _overtaken(overtaken, given)
            case PartnersTold(people=people, words=words):
                yield Stated(
                    words=f"On {_on(line.happened)} {_told(people)} in the words quoted.", quoted=words
                )
            case _:
                continue


def _overtaken(overtaken: ForecastOvertaken, given: Sequence[Recorded]) -> Stated:
    """With the words in which it was given."""
    words = f"The forecast given on {_on(overtaken.given)} was overtaken"
    for line in given:
        made = line.event
        if isinstance(made, ForecastGiven) and _is_the_same(made, line, overtaken):
            day = f": {in_words(made.due.latest)}" if made.due.is_exact and made.due.latest else ""
            return Stated(words=f"{words}{day}.", quoted=made.due.words)
    return Stated(words=f"{words}.")


def _is_the_same(made: ForecastGiven, line: Recorded, overtaken: ForecastOvertaken) -> bool:
    is_the_source = overtaken.source is None or overtaken.source.digest == made.source.digest
    return line.happened == overtaken.given and is_the_source


# --- what happened ------------------------------------------------------------------------


def _story(lines: Sequence[Recorded], names: Names) -> Iterator[Told]:
    about_people = {line.number for line in lines if isinstance(line.event, ABOUT_PEOPLE)}
    for line in lines:
        if type(line.event) not in TELLS:
            continue  # what was refused, or a letter that came back, changed nothing of the round
        words, quoted = TELLS[type(line.event)](line.event, names)
        if isinstance(line.event, RecordCorrected) and line.event.number in about_people:
            quoted = None
        yield Told(happened=line.happened, number=line.number, words=words, quoted=quoted)


def _opened(event: RoundOpened, _: Names) -> Tale:
    return f"Opened{f', after round {event.after}' if event.after else ''}", None


def _reached(event: StageReached, _: Names) -> Tale:
    closes = f", applications to {in_words(event.closes)}" if event.closes else ""
    return f"{_capital(STAGES[event.stage])}{closes}", None


def _set(event: PanelSet, names: Names) -> Tale:
    members = "; ".join(_name(each, names) for each in event.members)
    return f"The panel was set, with a quorum of {event.quorum}: {members}", None


def _resumed(event: RoundResumed, _: Names) -> Tale:
    closes = f", applications to {in_words(event.closes)}" if event.closes else ""
    return f"Resumed{closes}", event.reason


def _closed(event: RoundClosed, _: Names) -> Tale:
    match event.outcome:
        case RoundOutcome.WITHDRAWN:
            return "Withdrawn", event.reason
        case RoundOutcome.APPOINTED:
            return f"The panel chose {event.candidate}, and the round was closed", event.reason
        case RoundOutcome.DID_NOT_APPOINT:
            return "The panel chose nobody, and the round was closed", event.reason


TELLS: Mapping[type[Fact], Callable[[Any, Names], Tale]] = {
    RoundOpened: _opened,
    StageReached: _reached,
    StageOmitted: lambda event, _: (f"{_capital(STAGES[event.step.stage])}: left out", event.step.reason),
    PanelSet: _set,
    PanelInterestDeclared: lambda event, names: (
        f"{_name(event.person, names)} declared an interest in a candidate",
        None,
    ),
    CandidateEntered: lambda event, _: (f"A candidate was entered ({event.reference})", None),
    CandidateLeft: lambda event, _: (f"{event.reference} withdrew, or was not taken further", None),
    RoundPaused: lambda event, _: ("Paused", event.reason),
    RoundResumed: _resumed,
    RoundClosed: _closed,
    CandidatesErased: lambda _, __: ("What was kept about the candidates was erased", None),
    ForecastOvertaken: lambda event, _: (f"The forecast given on {_on(event.given)} was overtaken", None),
    PartnersTold: lambda event, _: (_capital(_told(event.people)), event.words),
    RecordCorrected: lambda event, _: (f"Line {event.number} was corrected", event.words),
}
"""Every event of a round in words, and those of its post that belong to it."""


# --- parts --------------------------------------------------------------------------------


def _told(people: Sequence[PersonId]) -> str:
    return f"{len(people)} {'partner was' if len(people) == 1 else 'partners were'} told"


def _name(person: PersonId, names: Names) -> str:
    return names.get(person, person)


def _on(moment: Instant | None) -> str:
    return in_words(london_day(moment)) if moment else "a day that is not known"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
