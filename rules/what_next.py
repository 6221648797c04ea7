"""What comes next with a post, a round or an appointment: a sentence, with the command where one does it."""

from models.appointment import Appointment, AppointmentStage, SignOffAsked
from models.post_events import TenureKind
from models.posts import BEFORE_THE_PANEL_DECIDES, Post, RoundStage
from models.recruitment import Panel, Round, RoundProgress
from models.values import MatterId, Stream
from rules.calendar import in_words, last_day_before
from rules.confirming import appointments_of, names_of, unconfirmed
from rules.known import Known
from rules.leaving import leaves_on, vacancy_after
from rules.outside_sign_off import ANSWERS, is_signed_off
from rules.post_in_words import STAGES
from rules.posts import post_of, rounds_of
from rules.telling import still_to_tell


def what_next(known: Known, stream: Stream) -> str:
    """Empty where nothing is left to be done, or nothing is known of it."""
    post = post_of(known, stream)
    if post is None:
        return ""
    if (round_ := known.round_on(stream)) is not None:
        return _of_round(known, post, round_)
    if (appointment := known.appointment_on(stream)) is not None:
        return _of_appointment(known, post, appointment)
    return _of_post(known, post)


def _of_post(known: Known, post: Post) -> str:
    """Who is on the way to it comes before anybody else."""
    held, rounds, every = known.post(post.id), rounds_of(known, post.id), [*appointments_of(known, post.id)]
    if held is None:
        return f"once every body it serves has agreed: quorate post establish {post.id} --matter MATTER."
    proposed = next((each for each in every if each.stage is AppointmentStage.PROPOSED), None)
    if proposed is not None:
        return _of_appointment(known, post, proposed)
    if rounds and rounds[-1].outcome is None:
        return _of_round(known, post, rounds[-1])
    tenure = held.on(known.today)
    if tenure is not None and tenure.kind is TenureKind.PERMANENT:
        return ""
    return (
        f"open a round: quorate round open {post.id} {len(rounds) + 1}; or propose somebody without one: "
        f"quorate appointment propose {post.id} {len(every) + 1} --person PERSON --kind interim."
    )


# --- a round ------------------------------------------------------------------------------


def _of_round(known: Known, post: Post, round_: Round) -> str:
    on = f"{post.id} {round_.number}"
    match round_.progress:
        case RoundProgress.PAUSED:
            return f"once it may go on: quorate round resume {on} --reason WHY."
        case RoundProgress.RUNNING:
            return _to_the_decision(post, round_, on)
        case RoundProgress.CLOSED if round_.has_chosen:
            return _after_the_choice(known, post, round_, on)
        case RoundProgress.CLOSED:
            return _after_nobody(known, post, round_)


def _to_the_decision(post: Post, round_: Round, on: str) -> str:
    following = next((each for each in _before(post) if not round_.is_behind(each)), None)
    if following is None:
        return _decision(round_.panel, on)
    if following is RoundStage.ADVERTISED:
        return f"once it is advertised: quorate round stage {on} advertised --closes DATE."
    if following is RoundStage.CLOSED and round_.closes:
        return (
            f"applications close by themselves with {in_words(round_.closes)}; enter whoever applies: "
            f"quorate round candidate {on} --particulars FILE."
        )
    if following is RoundStage.INTERVIEWED and round_.panel is None:
        return f"before the interviews name who decides: {_naming(on)}."
    return (
        f"once it has come to that ({STAGES[following]}): quorate round stage {on} {following}; or leave it "
        f"out: quorate round omit {on} {following} --reason WHY."
    )


def _before(post: Post) -> list[RoundStage]:
    return [each for each in post.stages if each in BEFORE_THE_PANEL_DECIDES]


def _decision(panel: Panel | None, on: str) -> str:
    if panel is None:
        return f"name who decides: {_naming(on)}."
    if len(panel.may_decide) < panel.quorum:
        return (
            "the interests declared leave too few of the panel to decide, so this round ends with "
            f"quorate round withdraw {on} --reason WHY; another panel decides in a new round."
        )
    return (
        f"what the panel decides: quorate round decide {on} --present PERSON, once for each who was there, "
        "with --candidate REFERENCE, or with --nobody --reason WHY."
    )


def _naming(on: str) -> str:
    return f"quorate round panel {on} --member PERSON --member PERSON --quorum 2"


def _after_the_choice(known: Known, post: Post, round_: Round, on: str) -> str:
    coming = [each for each in appointments_of(known, post.id) if each.round == round_.number]
    if coming and coming[-1].is_open:
        return _of_appointment(known, post, coming[-1])
    following = next((each for each in post.stages if not round_.is_behind(each)), None)
    offer = f"quorate round stage {on} {following}, and " if following else ""
    number = sum(1 for _ in appointments_of(known, post.id)) + 1
    return (
        f"{offer}whoever was chosen is proposed: quorate appointment propose {post.id} {number} "
        f"--person PERSON --kind permanent --round {round_.number} --matter MATTER. Somebody from outside is "
        "first added to people.toml, and the definition loaded."
    )


def _after_nobody(known: Known, post: Post, round_: Round) -> str:
    telling = [each for each in still_to_tell(known, post) if each.startswith(f"round-{round_.number}-")]
    if telling:
        return f"tell everyone concerned: quorate post tell {post.id} {telling[0]} --words WORDS."
    return _of_post(known, post)


# --- an appointment -----------------------------------------------------------------------


def _of_appointment(known: Known, post: Post, appointment: Appointment) -> str:
    under, on = post.under(appointment.conditions), f"{post.id} {appointment.number}"
    match appointment.stage:
        case AppointmentStage.PROPOSED:
            return _before_it_begins(known, under, appointment, on)
        case AppointmentStage.IN_POST if appointment.extension is not None:
            longer = appointment.extension
            agreed = _agreement(known, under, longer.matter, longer.sign_off, on)
            return agreed or f"quorate appointment confirm-extension {on}."
        case AppointmentStage.IN_POST if (last := leaves_on(known, appointment)) is not None:
            ends = f"its term ends by itself with {in_words(last)}; notice is given before."
            return f"{ends}{vacancy_after(known, appointment)}"
        case AppointmentStage.IN_POST:
            return ""
        case _:
            return _of_post(known, post)


def _before_it_begins(known: Known, post: Post, appointment: Appointment, on: str) -> str:
    if appointment.is_eligible is None:
        return (
            "find whether this person may hold the post: "
            f"quorate appointment eligibility {on} --passed --evidence WORDS, or --failed."
        )
    if appointment.is_eligible is False:
        return f"this person may not hold the post: quorate appointment withdraw {on} --reason WHY."
    if agreed := _agreement(known, post, appointment.matter, appointment.sign_off, on):
        return agreed
    if appointment.starts_on is None:
        return f"all is met; fix the first day: quorate appointment start {on} --first DATE."
    return f"it begins by itself on {in_words(appointment.starts_on)}."


def _agreement(known: Known, post: Post, matter: MatterId | None, asked: SignOffAsked | None, on: str) -> str:
    """What is still to be agreed to, by the bodies and then outside; empty once all is."""
    if matter is None:
        return (
            "no matter was named by which the bodies confirm it; propose it again with --matter MATTER, and "
            f"withdraw this before if it has not begun: quorate appointment withdraw {on} --reason WHY."
        )
    if missing := unconfirmed(known, post, matter):
        return _confirmation(known, matter, names_of(known, missing))
    if post.sign_off is None or is_signed_off(post, asked, known.at):
        return ""
    if asked is None:
        return f"ask the office outside: quorate appointment request-sign-off {on}."
    if asked.stands_still_since is not None:
        return f"once the office outside has what it waits for: quorate appointment supply {on}."
    answers = " or ".join(sorted(ANSWERS[post.sign_off.effect]))
    return (
        f"the office outside answers by {in_words(last_day_before(asked.due))}: quorate appointment answer "
        f"{on} --answer ANSWER --by {post.sign_off.by} --evidence WORDS, with {answers}."
    )


def _confirmation(known: Known, matter: MatterId, bodies: str) -> str:
    if known.approval(matter) is None:
        return f"each body is asked to confirm it: quorate open {matter} --version VERSION."
    return f"these have still to confirm it: {bodies}. How far they are: quorate show {matter}."
