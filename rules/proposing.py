"""Who may be proposed for a post: out of which round, confirmed by which matter, lent by whom (G66-G74)."""

from models.acts import Decision, Entry, Refused
from models.appointment import Appointment, AppointmentStage
from models.post_commands import ProposeAppointment
from models.post_events import AppointmentProposed, RoundOutcome, TenureKind
from models.posts import Post
from models.recruitment import Round
from models.values import OrganisationId, Stream
from rules.calendar import in_words
from rules.confirming import appointments_of, names_of, refuses_matter
from rules.far_days import refuses_too_far
from rules.known import Known
from rules.recruitment import known_as
from rules.refusals import refused, refused_having
from rules.typed import is_said_again


def propose_appointment(known: Known, stream: Stream, command: ProposeAppointment) -> Decision:
    """What it hangs on is kept as the definition has it now, so that another changes nothing of it."""
    post = known.definition.post(command.post)
    if post is None or known.post(command.post) is None:
        return refused("no-such-post")
    terms = {**dict(command), "kind": "appointment-proposed", "conditions": post.conditions}
    proposed = AppointmentProposed(**terms)
    if (before := known.appointment(command.post, command.number)) is not None:
        return _again(known, before, proposed)
    refusal = (
        _refuses_terms(known, command)
        or _refuses_twice(known, command)
        or _refuses_round(known, post, command)
        or _refuses_confirmation(known, post, stream, command)
        or _refuses_number(known, command)
    )
    return refusal or (Entry(stream, proposed, known.happened),)


def _again(known: Known, before: Appointment, proposed: AppointmentProposed) -> Decision:
    """In the very terms of the first time it was done already; a start or an extension since changes nothing
    in those. What has ended, was refused or withdrawn is not proposed again by its number.
    """
    if not before.is_open:
        return refused("appointment-over")
    terms = ("tenure", "person", "round", "matter", "home", "months")
    others = [each for each in terms if getattr(before, each) != getattr(proposed, each)]
    others += ["last day"] if before.proposed_last != proposed.last else []
    others += ["hoped-for start"] if not is_said_again(known, before.hoped, proposed.hoped) else []
    return refused_having("proposed-otherwise", ", ".join(others)) if others else ()


def _refuses_number(known: Known, command: ProposeAppointment) -> Refused | None:
    """Last, so that a number that is wrong hides nothing else."""
    following = sum(1 for _ in appointments_of(known, command.post)) + 1
    if command.number == following:
        return None
    return refused_having("appointment-out-of-turn", f"{following}")


def _refuses_twice(known: Known, command: ProposeAppointment) -> Refused | None:
    """Nobody is before the bodies twice at once; whoever is in post may follow themselves in another way, and
    in the same way goes on by a longer term (G74).
    """
    for each in appointments_of(known, command.post):
        if each.person != command.person:
            continue
        if each.stage is AppointmentStage.PROPOSED:
            return refused_having("proposed-already", f"{each.number}")
        is_there = each.stage is AppointmentStage.IN_POST and (each.last is None or known.day <= each.last)
        if is_there and each.tenure is command.tenure:
            return refused_having("in-post-already", f"{each.number}", f"{each.post} {each.number}")
    return None


def _refuses_terms(known: Known, command: ProposeAppointment) -> Refused | None:
    """An interim or a secondment has a last day, and who is seconded a home to go back to (G74)."""
    if not known.is_known_person(command.person):
        return refused("appointee-unknown")
    if command.last is not None and command.months is not None:
        return refused("last-or-months")
    if command.tenure is not TenureKind.PERMANENT and command.last is None and command.months is None:
        return refused("term-missing")
    if command.tenure is TenureKind.PERMANENT and (command.last is not None or command.months is not None):
        return refused("term-of-permanent")
    if command.last is not None and command.last < known.day:
        return refused_having("due-in-the-past", f"The last day, {in_words(command.last)},")
    if refusal := _refuses_far(known, command):
        return refusal
    if command.home is not None:
        return _refuses_home(known, command.home)
    return refused("home-missing") if command.tenure is TenureKind.SECONDMENT else None


def _refuses_far(known: Known, command: ProposeAppointment) -> Refused | None:
    hoped = (command.hoped.earliest, command.hoped.latest) if command.hoped else ()
    return refuses_too_far(known, "The last day", command.last) or refuses_too_far(
        known, "The hoped-for start", *hoped
    )


def _refuses_home(known: Known, home: OrganisationId) -> Refused | None:
    """Whoever stays the employer is told of start, term and end: of one without a body here nobody hears."""
    if known.definition.organisation(home) is None:
        return refused_having("home-unknown", home)
    if all(body.organisation != home for body in known.definition.bodies):
        return refused_having("home-without-office", home)
    return None


def _refuses_round(known: Known, post: Post, command: ProposeAppointment) -> Refused | None:
    """Whoever comes out of a round is whom its panel chose, and neither sat on it nor read who applied."""
    if command.round is None:
        return None
    round_ = known.round(command.post, command.round)
    if round_ is None:
        return refused("no-such-round")
    if not _may_come_of(round_, command.tenure):
        return refused("round-chose-nobody")
    if command.person in {*round_.present, *(round_.panel.members if round_.panel else ())}:
        return refused("appointee-on-panel")
    if command.person == post.secretary:
        return refused("appointee-runs-post")
    chosen = round_.candidates.get(round_.candidate) if round_.candidate else None
    person = known_as(known, chosen) if chosen else None
    return refused("appointee-not-chosen") if person not in {None, command.person} else None


def _may_come_of(round_: Round, tenure: TenureKind) -> bool:
    """A round that appointed nobody is followed by an interim at most, chosen by the bodies themselves."""
    came_to_nothing = round_.outcome is RoundOutcome.DID_NOT_APPOINT or round_.fell_through is not None
    return round_.has_chosen or (came_to_nothing and tenure is TenureKind.INTERIM)


def _refuses_confirmation(
    known: Known, post: Post, stream: Stream, command: ProposeAppointment
) -> Refused | None:
    if command.matter is None:
        return refused("matter-missing")
    if refusal := refuses_matter(known, post, command.matter, stream):
        return refusal
    confirmed = _confirmed_already(known, command)
    return refused_having("confirmed-before-proposed", confirmed) if confirmed else None


def _confirmed_already(known: Known, command: ProposeAppointment) -> str:
    """By which bodies, before it could be found whether the person may hold the post (G67)."""
    post = known.definition.post(command.post)
    approval = known.approval(command.matter) if command.matter else None
    if post is None or approval is None:
        return ""
    return names_of(known, tuple(body for body in post.serves if approval.has_given(body)))
