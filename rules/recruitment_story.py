"""Why a round of recruitment ended as it did: told from the lines of the ledger alone, in words."""

from collections.abc import Iterable, Iterator, Sequence

from models.events import Recorded
from models.explaining import Section, Stated
from models.post_events import (
    CandidateEntered,
    CandidateLeft,
    CandidatesErased,
    ClosingDayMoved,
    ForecastGiven,
    ForecastOvertaken,
    PanelInterestDeclared,
    PanelSet,
    PartnersTold,
    RoundClosed,
    RoundFellThrough,
    RoundOpened,
    RoundOutcome,
    RoundPaused,
    RoundResumed,
    StageOmitted,
    StageReached,
)
from models.post_listings import PostExplained
from models.posts import Post, RoundStage
from models.recruitment import Round, fold
from models.round_planning import StagesPlanned
from models.tellings import is_of
from rules.calendar import in_words
from rules.of_applicants import of_applicants
from rules.post_in_words import STAGES, figures_in_words, round_in_words
from rules.post_story import (
    TELLS_OF_BOTH,
    Names,
    Tale,
    Tells,
    capital,
    name,
    on,
    partners_told,
    story,
)
from rules.round_days import reached_on


def round_explained(post: Post, number: int, lines: Sequence[Recorded], names: Names) -> PostExplained | None:
    """`lines` are those of the post and of the round. None for a round that was not opened. It is folded
    from the lines again, never taken from a projection; and no candidate is named, nor any interest in one.
    """
    own = [line for line in lines if line.stream == f"recruitment/{post.id}/{number}"]
    round_ = _folded(own)
    if round_ is None:
        return None
    with_it = sorted((*own, *_of_its_post(round_, own, lines)), key=lambda line: line.number)
    return PostExplained(
        answer=_answer(post, round_),
        record=tuple(_sections(post, round_, with_it, names, lines)),
        story=tuple(story(with_it, names, TELLS, of_applicants(own))),
    )


def _folded(own: Iterable[Recorded]) -> Round | None:
    round_: Round | None = None
    for line in own:
        round_ = fold(round_, line)
    return round_


def _of_its_post(round_: Round, own: Sequence[Recorded], lines: Iterable[Recorded]) -> Iterator[Recorded]:
    """Of the post's own lines: what was told of this round, and what the act that ended it overtook."""
    following = {line.number + 1 for line in own if isinstance(line.event, RoundClosed | RoundFellThrough)}
    for line in lines:
        match line.event:
            case PartnersTold(subject=subject) if is_of(subject, f"round-{round_.number}"):
                yield line
            case ForecastOvertaken() if line.number in following:
                following.add(line.number + 1)
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
            words=f"It was withdrawn on {on(round_.closed)}, for the reason quoted.", quoted=closed.reason
        )
        return
    chose = f"the candidate {closed.candidate}" if closed.candidate else "nobody"
    reason = ", for the reason quoted" if closed.reason else ""
    yield Stated(words=f"On {on(round_.closed)} the panel chose {chose}{reason}.", quoted=closed.reason)
    if closed.figures:
        yield Stated(words=f"The vote was {figures_in_words(closed.figures)}.")
    fell = next((line.event for line in lines if isinstance(line.event, RoundFellThrough)), None)
    if fell is not None:
        words = f"On {on(round_.fell_through)} what it had chosen fell through, for the reason quoted."
        yield Stated(words=words, quoted=fell.reason)


def _purpose(post: Post, round_: Round, names: Names) -> Iterator[Stated]:
    yield Stated(words=f"The {post.title}: {'; '.join(post.roles)}.")
    yield Stated(words=f"It was run by {name(post.secretary, names)}.")
    after = (
        f"It is a new round that follows round {round_.after}" if round_.after else "It is the first round"
    )
    yield Stated(words=f"{after}, opened on {on(round_.opened)}.")


def _stages(post: Post, round_: Round) -> Iterator[Stated]:
    for stage in post.stages:
        title, planned = capital(STAGES[stage]), round_.planned.get(stage)
        as_planned = f" (planned for {in_words(planned)})" if planned else ""
        if day := reached_on(round_, stage):
            yield Stated(words=f"{title} on {in_words(day)}{as_planned}.")
        elif stage in round_.omitted:
            yield Stated(words=f"{title}: left out, for the reason quoted.", quoted=round_.omitted[stage])
        else:
            yield Stated(words=f"{title}: not reached{as_planned}.")
    if RoundStage.ADVERTISED in round_.reached and round_.closes:
        yield Stated(words=f"The last day for applications {_verb(round_)} {in_words(round_.closes)}.")


def _verb(round_: Round) -> str:
    """Of a last day for applications that may still be to come."""
    if RoundStage.CLOSED in round_.reached:
        return "was"
    return "is" if round_.is_running else "was to be"


def _panel(round_: Round, names: Names) -> Iterator[Stated]:
    panel = round_.panel
    if panel is None:
        yield Stated(words="No panel was set.")
        return
    yield Stated(
        words=f"A panel of {len(panel.members)}, with a quorum of {panel.quorum}: "
        f"{'; '.join(name(each, names) for each in panel.members)}."
    )
    for each in panel.interests:
        yield Stated(words=f"{name(each, names)} declared an interest in a candidate, and took no part.")
    if round_.present:
        there = "; ".join(name(each, names) for each in round_.present)
        yield Stated(words=f"There when it decided: {there}.")


def _candidates(round_: Round) -> Iterator[Stated]:
    """By their references, which say nothing of who they are."""
    references = ", ".join(round_.candidates)
    yield Stated(words=f"{len(round_.candidates)} by reference: {references}." if references else "None.")
    if left := [each.reference for each in round_.candidates.values() if each.left]:
        yield Stated(words=f"Withdrew, or were not taken further: {', '.join(left)}.")
    if round_.erased:
        yield Stated(words=f"What was kept about them was erased on {on(round_.erased)}.")
    elif round_.erase_from and round_.candidates:
        yield Stated(words=f"What is kept about them is erased on {in_words(round_.erase_from)}.")


def _followed(lines: Iterable[Recorded], given: Sequence[Recorded]) -> Iterator[Stated]:
    for line in lines:
        if isinstance(line.event, ForecastOvertaken):
            yield _overtaken(line.event, given)
        yield from partners_told(line)


def _overtaken(overtaken: ForecastOvertaken, given: Sequence[Recorded]) -> Stated:
    """With the words in which it was given."""
    words = f"The forecast given on {on(overtaken.given)} was overtaken"
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


def _opened(event: RoundOpened, _: Names) -> Tale:
    return f"Opened{f', after round {event.after}' if event.after else ''}", None


def _reached(event: StageReached, _: Names) -> Tale:
    if event.stage is RoundStage.CLOSED and event.closes:
        return f"{capital(STAGES[event.stage])} with {in_words(event.closes)}", None
    closes = f", applications to {in_words(event.closes)}" if event.closes else ""
    return f"{capital(STAGES[event.stage])}{closes}", None


def _set(event: PanelSet, names: Names) -> Tale:
    members = "; ".join(name(each, names) for each in event.members)
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


def _planned(event: StagesPlanned, _: Names) -> Tale:
    days = "; ".join(f"{STAGES[stage]} on {in_words(day)}" for stage, day in event.planned.items())
    return f"Planned anew: {days}", None


TELLS: Tells = {
    RoundOpened: _opened,
    StagesPlanned: _planned,
    StageReached: _reached,
    ClosingDayMoved: lambda event, _: (f"The advertisement runs on, to {in_words(event.closes)}", None),
    StageOmitted: lambda event, _: (f"{capital(STAGES[event.step.stage])}: left out", event.step.reason),
    PanelSet: _set,
    PanelInterestDeclared: lambda event, names: (
        f"{name(event.person, names)} declared an interest in a candidate",
        None,
    ),
    CandidateEntered: lambda event, _: (f"A candidate was entered ({event.reference})", None),
    CandidateLeft: lambda event, _: (f"{event.reference} withdrew, or was not taken further", None),
    RoundPaused: lambda event, _: ("Paused", event.reason),
    RoundResumed: _resumed,
    RoundClosed: _closed,
    RoundFellThrough: lambda event, _: ("What the panel had chosen fell through", event.reason),
    CandidatesErased: lambda _, __: ("What was kept about the candidates was erased", None),
    ForecastOvertaken: lambda event, _: (f"The forecast given on {on(event.given)} was overtaken", None),
    **TELLS_OF_BOTH,
}
"""Every event of a round in words, and those of its post that belong to it."""
