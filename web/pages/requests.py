"""A member's request put into pages: the question, what was answered, why nothing can be answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from models.values import LONDON
from services.request_values import QuestionRead, RequestRead, Stands
from web.pages import corrected, presenters
from web.pages.asked import asked, due, how_decided
from web.pages.parts import (
    Choice,
    Form,
    Link,
    Note,
    Row,
    Shell,
    SignOffRequest,
    Waiting,
)
from web.pages.views import (
    AnsweredPage,
    ChangePage,
    ClosedPage,
    ConfirmDeputyPage,
    DeputyPage,
    InterestPage,
    QuestionPage,
    SignOffPage,
)

SIGN_OFF: Final = "/sign-off"
CHANGE: Final = "/change"
QUESTION: Final = "/question"
INTEREST: Final = "/interest"
DEPUTY: Final = "/deputy"
CONFIRMED: Final = "/deputy/confirmed"
TAKE_BACK: Final = "/take-back"
RECEIPT: Final = "/receipt"
PAPERS: Final = "/papers"
"""What follows the request's own address on its other pages."""

CLOSED: Final[Mapping[Stands, tuple[str, str]]] = {
    Stands.WITHDRAWN: ("This matter was withdrawn", "Nothing more is asked of you on it."),
    Stands.ENDED: (
        "This matter was ended by the body that owns its route",
        "Nothing more is asked of you on it. What was decided before stays on the record.",
    ),
    Stands.SUPERSEDED: (
        "A newer version has taken its place",
        "This version is not decided any more. If your answer to the newer one is needed, a letter asks.",
    ),
    Stands.ELSEWHERE: (
        "This is decided at a meeting",
        "The body does not answer this by letter. Its secretary tells you when it meets.",
    ),
    Stands.CLOSED: ("This sign-off is closed", ""),
    Stands.NOT_ENTITLED: (
        "This seat does not answer here",
        "It was not entitled when the request was opened.",
    ),
    Stands.NOT_THEIRS: (
        "Somebody else answers for this seat",
        "The seat is vacant now, or has another holder or deputy, who has a letter of their own.",
    ),
    Stands.HANDED_OVER: ("You have handed over", ""),
    Stands.CONFLICTED: ("You declared an interest", "So you take no part in deciding this matter."),
    Stands.TOO_UNSURE: (
        "A surer sign-in is needed",
        "This body does not decide by link alone. Reply to the letter: its secretary can enter your answer.",
    ),
}
"""Title and reason where nothing can be answered; two have their reason from the facts."""

MAY_NOT_ASK: Final = frozenset({Stands.WITHDRAWN, Stands.ENDED, Stands.HANDED_OVER, Stands.NOT_THEIRS})


def at(mark: str, way: str = "") -> str:
    """A page of one request: its own mark, so that two letters open in one browser never mix."""
    return f"{SIGN_OFF}/{mark}{way}"


def back(read: RequestRead) -> Link:
    return Link("Back to the request", at(read.mark))


@dataclass(frozen=True)
class Shown:
    """A request with what its pages need beside it: the shell, and a form for each part to ask for."""

    read: RequestRead
    shell: Shell
    papers: Mapping[str, Form] = field(default_factory=dict)

    @property
    def request(self) -> SignOffRequest:
        return asked(self.read, self.papers)


# --- the pages ----------------------------------------------------------------------------


def question(on: Shown, form: Form, typed: Mapping[str, str]) -> SignOffPage:
    return SignOffPage(
        request=on.request,
        form=form,
        choices=presenters.answer_choices(on.read.ask),
        chosen=typed.get("answer", ""),
        reason=typed.get("reason", ""),
        notes=notes(on.read),
        other_ways=other_ways(on.read),
        waiting=waiting(on.read),
        shell=on.shell,
    )


def change(on: Shown, form: Form, typed: Mapping[str, str]) -> ChangePage:
    """What was answered before stands in the form; what was typed since takes its place."""
    given = on.read.answer
    return ChangePage(
        request=replace(on.request, if_nothing=""),
        form=form,
        choices=presenters.answer_choices(on.read.ask),
        chosen=typed.get("answer", given.answer if given else ""),
        reason=typed.get("reason", given.reason if given else ""),
        notes=notes(on.read),
        other_ways=other_ways(on.read),
        answered=f"{presenters.said(given.answer)} on {presenters.due(given.given)}" if given else "",
        shell=on.shell,
    )


def answered(on: Shown, not_recorded: str = "") -> AnsweredPage:
    """`not_recorded` says why a press after the answer changed nothing."""
    refused = (Note("That was not recorded", not_recorded),) if not_recorded else ()
    return AnsweredPage(
        request=on.request,
        said=said(on.read) if on.read.answer else (),
        what_next=what_next(on.read),
        receipt=_receipt(on.read),
        change=Link("Change your answer", at(on.read.mark, CHANGE)) if on.read.may_change else None,
        other_ways=other_ways(on.read),
        waiting=waiting(on.read),
        notes=(*refused, *notes(on.read)),
        shell=on.shell,
    )


def closed(
    on: Shown, why: str = "", typed: tuple[Row, ...] = (), take_back: Form | None = None
) -> ClosedPage:
    """`why` is a rule's own sentence where a press was refused."""
    title, reason = CLOSED[on.read.stands]
    return ClosedPage(
        title=title,
        request=on.request,
        why=why or reason or _why(on.read),
        said=said(on.read) if on.read.answer else _interest(on.read),
        notes=(*held(on.read), *map(corrected.note, on.read.corrections)),
        take_back=take_back,
        typed=typed,
        other_ways=other_ways(on.read),
        waiting=waiting(on.read),
        shell=on.shell,
    )


def ask_question(on: Shown, form: Form, typed: Mapping[str, str]) -> QuestionPage:
    return QuestionPage(
        request=on.request,
        form=form,
        back=back(on.read),
        words=typed.get("words", ""),
        still_due=on.read.stands is Stands.ASKED,
        shell=on.shell,
    )


def declare_interest(on: Shown, form: Form, typed: Mapping[str, str]) -> InterestPage:
    means = "You then take no part in deciding this matter, and you cannot take the declaration back here."
    if on.read.answer:
        means += " The answer you gave no longer counts."
    return InterestPage(
        request=on.request,
        form=form,
        back=back(on.read),
        what_it_means=means,
        words=typed.get("words", ""),
        shell=on.shell,
    )


def hand_over(on: Shown, form: Form, typed: Mapping[str, str]) -> DeputyPage:
    return DeputyPage(
        request=on.request,
        form=form,
        back=back(on.read),
        what_it_means="Your deputy is asked by letter and answers in your place; you do not answer any more.",
        rule=_deputy_rule(on.read.deputy_hours or 0),
        candidates=tuple(Choice(each.id, each.title) for each in on.read.candidates),
        chosen=typed.get("deputy", ""),
        shell=on.shell,
    )


def _deputy_rule(hours: int) -> str:
    before = f"at least {hours} hours before it begins" if hours else "before it begins"
    return (
        f"This body's rules allow deputies. For a meeting a deputy is named in writing {before}; "
        "in this written procedure, at any time until it closes."
    )


def confirm_deputy(on: Shown, form: Form, deputy: str) -> ConfirmDeputyPage:
    named = next(each.title for each in on.read.candidates if each.id == deputy)
    return ConfirmDeputyPage(
        request=on.request,
        form=form,
        back=Link("Choose somebody else", at(on.read.mark, DEPUTY)),
        deputy=deputy,
        named=named,
        until=due(on.read),
        shell=on.shell,
    )


# --- particulars --------------------------------------------------------------------------


def said(read: RequestRead) -> tuple[Row, ...]:
    given = read.answer
    if given is None:
        return ()
    rows = [Row("Your answer", presenters.said(given.answer))]
    if given.reason:
        rows.append(Row("Your words", given.reason))
    if given.channel:
        rows.append(Row("Entered by", f"The secretariat, from what came by {given.channel}"))
    reference = presenters.receipt_reference(read.matter, given.number, given.hash)
    return (*rows, Row("Given", presenters.due(given.given)), Row("Reference", reference))


def _receipt(read: RequestRead) -> Link | None:
    if read.answer is None or not read.answer.is_theirs:
        return None
    return Link("See your receipt", at(read.mark, f"{RECEIPT}/{read.answer.number}"))


def _interest(read: RequestRead) -> tuple[Row, ...]:
    return (Row("The interest you declared", read.interest),) if read.interest else ()


def _why(read: RequestRead) -> str:
    if read.stands is Stands.HANDED_OVER:
        return f"{read.deputy} answers in your place."
    if read.decided is None:
        return f"It closed on {presenters.closes(read.deadline)}." if read.deadline else "It is closed."
    day = presenters.day(read.decided.astimezone(LONDON).date())
    outcome = presenters.tag(read.standing).words.lower()
    return f"{read.body} decided on {day}: {outcome}. {read.counted}".strip()


def what_next(read: RequestRead) -> tuple[str, ...]:
    if read.decided:
        return (_why(read),)
    if read.deadline is None:
        return ()
    closes = how_decided(read) or f"The sign-off closes on {due(read)}."
    may_change = read.may_change and read.stands is Stands.ANSWERED
    return (closes, "Until then you may change your answer.") if may_change else (closes,)


def notes(read: RequestRead) -> tuple[Note, ...]:
    return (*held(read), *map(corrected.note, read.corrections), *(_about(each) for each in read.questions))


def held(read: RequestRead) -> tuple[Note, ...]:
    meanwhile = "Nothing falls due meanwhile. You may answer all the same, and your answer counts."
    words = f"“{read.held_why}”\n\n{meanwhile if read.may_act else 'Nothing falls due meanwhile.'}"
    return (Note("This matter is on hold", words),) if read.is_held else ()


def _about(asked_before: QuestionRead) -> Note:
    if asked_before.answer:
        return Note("Your question was answered", f"{asked_before.words}\n\n{asked_before.answer}")
    return Note(f"Your question: {asked_before.state}", asked_before.words)


def other_ways(read: RequestRead) -> tuple[Link, ...]:
    return tuple(Link(words, at(read.mark, way)) for way, words in ways(read).items())


def ways(read: RequestRead) -> Mapping[str, str]:
    """What else is open to this member, by its page."""
    return {
        way: words
        for way, words, is_open in (
            (QUESTION, "Ask a question or raise a concern", read.stands not in MAY_NOT_ASK),
            (INTEREST, "Declare an interest", read.may_act),
            (DEPUTY, "Hand over to a deputy", may_hand_over(read)),
        )
        if is_open
    }


def may_hand_over(read: RequestRead) -> bool:
    return read.may_act and read.may_name_deputy and not read.for_another


def waiting(read: RequestRead) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(each.title, each.body, f"by {presenters.closes(each.deadline)}" if each.deadline else "")
        for each in read.others
    )
