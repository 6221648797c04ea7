"""Who has confirmed an appointment, when and in whose meeting: told from the lines of the ledger alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.approval import Approval
from models.approval import fold as fold_approval
from models.events import Recorded
from models.explaining import Stated
from models.meeting_events import MeetingCalled
from models.outcome import BodyOutcome
from models.posts import Post
from models.sign_off import Decided, SignOff
from models.sign_off import fold as fold_sign_off
from models.streams import of_matter, of_meeting, of_sign_off
from models.values import BodyId, MatterId, MeetingId, Procedure
from rules.approving import approves
from rules.post_story import Names, name, on
from rules.record_in_words import HOW
from rules.verbs import standing_in_words


@dataclass(frozen=True)
class Confirmed:
    """What each body the post serves has said of the appointment, or of its extension."""

    post: Post
    matter: MatterId
    title: str
    """Of the matter."""
    approval: Approval | None
    """None while it has not been opened."""
    sign_offs: Mapping[str, SignOff]
    meetings: Mapping[MeetingId, tuple[BodyId, ...]]
    """Whose each meeting was."""

    @property
    def by(self) -> tuple[BodyId, ...]:
        """What was withdrawn or ended confirms nothing."""
        approval = self.approval
        if approval is None or approval.is_ended:
            return ()
        return tuple(each for each in self.post.serves if approves(approval, each))


def confirmed(post: Post, matter: MatterId, title: str, lines: Sequence[Recorded]) -> Confirmed:
    """`lines` hold those of the matter, of its sign-offs and of the meetings that took it."""
    approval: Approval | None = None
    sign_offs: dict[str, SignOff] = {}
    meetings: dict[MeetingId, tuple[BodyId, ...]] = {}
    for line in lines:
        if line.stream == of_matter(matter):
            approval = fold_approval(approval, line)
        elif line.stream.startswith(f"sign-off/{matter}/"):
            sign_offs[line.stream] = fold_sign_off(sign_offs.get(line.stream), line)
        elif isinstance(line.event, MeetingCalled) and line.stream == of_meeting(line.event.meeting):
            meetings[line.event.meeting] = line.event.bodies
    return Confirmed(post, matter, title, approval, sign_offs, meetings)


def confirmations_in_words(found: Confirmed, names: Names) -> Iterator[Stated]:
    """Each body for itself: four of five is not enough (G68)."""
    yield Stated(words=f"Each body the post serves confirms it for itself, in the matter “{found.title}”.")
    yield Stated(words=f"{counted(found)}.")
    for body in found.post.serves:
        outcome = found.approval.outcomes.get(body) if found.approval else None
        said = _said(found, body, outcome, names) if outcome else "has not decided"
        yield Stated(words=f"{name(body, names)}: {said}.")


def counted(found: Confirmed) -> str:
    given, asked = len(found.by), len(found.post.serves)
    if asked == 1:
        return f"The body it serves has{'' if given else ' not'} confirmed it"
    if given < asked:
        return f"{given} of the {asked} bodies it serves {'has' if given == 1 else 'have'} confirmed it"
    return f"All {asked} bodies it serves have confirmed it"


def _said(found: Confirmed, body: BodyId, outcome: BodyOutcome, names: Names) -> str:
    decider = outcome.decided_by or body
    said = f"{standing_in_words(outcome.standing)} on {on(outcome.happened)}"
    state = found.sign_offs.get(of_sign_off(found.matter, decider, outcome.version))
    if state and state.decided:
        said += f", {_how(found, decider, state.decided, names)}"
    if outcome.decided_by:
        said += f", by {name(decider, names)} in its place"
    if outcome.awaits_effect:
        return f"{said}; it counts once it has taken effect"
    return said if body in found.by else f"{said}; that does not confirm it"


def _how(found: Confirmed, body: BodyId, decided: Decided, names: Names) -> str:
    basis = decided.basis
    bodies = found.meetings.get(decided.meeting, ()) if decided.meeting else ()
    if basis.procedure is not Procedure.MEETING or not bodies:
        how = HOW[basis.procedure]
    elif bodies == (body,):
        how = "at its own meeting"
    else:
        in_common = " in common" if len(bodies) > 1 else ""
        how = f"at a meeting{in_common} of {', '.join(name(each, names) for each in bodies)}"
    if basis.in_private:
        how += ", in private by resolution"
    if basis.through:
        how += f", under delegation by {name(basis.through, names)}"
    return f"{how}, as it was reported" if basis.adopted else how
