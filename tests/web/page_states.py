"""Every page in every state it can be in, as view models: what the page tests render."""

from dataclasses import replace

from models.values import Ask, Standing
from tests.web.matrix_states import MATRIX_STATES
from tests.web.post_states import POST_STATES
from tests.web.published_states import PUBLISHED_STATES
from tests.web.request_states import PARTS, REQUEST, SHELL, a_form
from tests.web.why_states import WHY_STATES
from web.errors import BY_STATUS
from web.pages import presenters
from web.pages.parts import (
    Again,
    Changes,
    Fault,
    Link,
    Note,
    Row,
    Tag,
    Waiting,
)
from web.pages.views import (
    AccessibilityPage,
    AnsweredPage,
    ChangePage,
    ClosedPage,
    ConfirmDeputyPage,
    DeputyPage,
    ErrorPage,
    HomePage,
    InterestPage,
    LetterPage,
    MatterCard,
    MeetingLine,
    OutboxPage,
    OutboxRow,
    Page,
    PostInShort,
    QuestionPage,
    ReceiptPage,
    SignOffPage,
    UnsubscribePage,
)

CHOICES = presenters.answer_choices(Ask.APPROVE)
OTHER_WAYS = (
    Link("Ask a question or raise a concern", "/sign-off/question"),
    Link("Declare an interest", "/sign-off/interest"),
    Link("Hand over to a deputy", "/sign-off/deputy"),
)
NEXT = (
    "The board's answer closes on Friday 14 February 2020 at 11:59pm, London time.",
    "You will be told by letter.",
)
SAID = (
    Row("You said", "Approve, subject to a condition"),
    Row("Your condition", "The chair reports <twice> a year.\nIn public & in writing."),
    Row("Recorded", "Monday 3 February 2020 at 10:12am, London time"),
)
WAITING = (
    Waiting(
        "Approval of the 5-Year Strategy and Delivery Plan",
        "Partnership Board",
        "by Friday 14 February 2020 at 5pm",
    ),
)
TYPED = (Row("Your reason or condition", "Because of </p> & more.\nA second line."),)
BACK = Link("Back to the question", "/sign-off")
CHANGE = Link("Change your answer", "/sign-off/change")
NO_ANSWER = Fault("answer", "Choose your answer")
NO_REASON = Fault("reason", "Say what must be met")

SIGN_OFF = SignOffPage(
    request=REQUEST, form=a_form("/sign-off"), choices=CHOICES, other_ways=OTHER_WAYS, shell=SHELL
)


LETTERS = tuple(
    OutboxRow(
        "Chair, Provide CIC",
        f"Action needed by 14 February {number}",
        "Friday 31 January 2020 at 9am",
        f"/outbox/{number}",
    )
    for number in range(3)
)
TEXT = (
    "You are asked to approve.\n\nOpen http://127.0.0.1:8000/s/"
    + "k" * 43
    + ".\n\nOpening it decides nothing."
)


def an_error(status: int) -> ErrorPage:
    said = BY_STATUS[status]
    return ErrorPage(said.title, said.what_happened, said.what_to_do, "K7QM-3P2X")


STATES: dict[str, Page] = {
    "sign-off": SIGN_OFF,
    "sign-off-with-nothing-chosen": replace(
        SIGN_OFF, form=a_form("/sign-off", NO_ANSWER, NO_REASON), reason="Because of </textarea> & more"
    ),
    "sign-off-with-a-reason-missing": replace(
        SIGN_OFF, form=a_form("/sign-off", NO_REASON), chosen="approve-subject-to"
    ),
    "sign-off-after-a-question": replace(
        SIGN_OFF,
        notes=(Note("Your question was answered", "The group meets every month.\nIt reports to the board."),),
    ),
    "sign-off-on-a-later-version": replace(
        SIGN_OFF,
        request=replace(
            REQUEST,
            changes=Changes(
                "What changed since version 1.0",
                ("Terms of reference: changed", "Appendix A: membership: unchanged, to the last byte"),
                Link("See the words that changed from version 1.0 to 1.1", "/matters/m/changes/1.0/1.1"),
            ),
        ),
    ),
    "sign-off-with-more-waiting": replace(SIGN_OFF, waiting=WAITING),
    "sign-off-with-one-way-only": replace(SIGN_OFF, other_ways=(), request=replace(REQUEST, parts=PARTS[:1])),
    "change": ChangePage(
        request=REQUEST,
        form=a_form("/sign-off/change"),
        choices=CHOICES,
        answered="You approved on Monday 3 February 2020 at 10:12am, London time",
        shell=SHELL,
    ),
    "change-with-a-reason-missing": ChangePage(
        request=REQUEST,
        form=a_form("/sign-off/change", NO_REASON),
        choices=CHOICES,
        chosen="object",
        answered="You approved on Monday 3 February 2020 at 10:12am, London time",
        shell=SHELL,
    ),
    "answered": AnsweredPage(
        REQUEST,
        SAID,
        NEXT,
        change=CHANGE,
        receipt=Link("See your receipt", "/sign-off/receipt/9"),
        other_ways=OTHER_WAYS,
        shell=SHELL,
    ),
    "answered-for-good": AnsweredPage(REQUEST, SAID, NEXT, shell=SHELL),
    "answered-and-refused": AnsweredPage(
        REQUEST,
        SAID,
        NEXT,
        waiting=WAITING,
        notes=(Note("That was not recorded", "This body's rules do not let an answer be changed."),),
        shell=SHELL,
    ),
    "closed-with-words-not-recorded": ClosedPage(
        "This sign-off is closed",
        REQUEST,
        "This sign-off has closed.",
        typed=TYPED,
        other_ways=OTHER_WAYS[:1],
        waiting=WAITING,
        shell=SHELL,
    ),
    "closed": ClosedPage(
        "This sign-off is closed",
        REQUEST,
        "It closed on Friday 14 February 2020 at 11:59pm, London time. The board approved.",
        shell=SHELL,
    ),
    "closed-after-an-answer": ClosedPage(
        "You have handed over",
        REQUEST,
        "Your deputy answers in your place.",
        said=SAID,
        what_next=NEXT,
        notes=(Note("This matter is on hold", "“The annex is corrected.”"),),
        take_back=a_form("/sign-off/take-back"),
        shell=SHELL,
    ),
    "receipt": ReceiptPage(
        "You approved", "FINANCE-GROUP-TERMS-1204 (9f3ab2c1)", REQUEST, SAID, NEXT, change=CHANGE, shell=SHELL
    ),
    "receipt-of-a-second-press": ReceiptPage(
        "You approved",
        "FINANCE-GROUP-TERMS-1204 (9f3ab2c1)",
        REQUEST,
        SAID,
        NEXT,
        was_already="This was recorded already. Nothing was recorded a second time.",
        shell=SHELL,
    ),
    "receipt-of-a-question": ReceiptPage(
        "Your question was sent", "FINANCE-GROUP-TERMS-1205 (77aa01c2)", REQUEST, SAID, (), go_on=BACK
    ),
    "question": QuestionPage(REQUEST, a_form("/sign-off/question"), BACK, shell=SHELL),
    "unsubscribe": UnsubscribePage(a_form("/unsubscribe/t"), shell=SHELL),
    "unsubscribed": UnsubscribePage(a_form("/unsubscribe/t/resume"), is_stopped=True, shell=SHELL),
    "question-left-empty": QuestionPage(
        REQUEST, a_form("/sign-off/question", Fault("words", "Write your question")), BACK, shell=SHELL
    ),
    "question-after-the-answer": QuestionPage(
        REQUEST, a_form("/sign-off/question"), BACK, still_due=False, shell=SHELL
    ),
    "interest": InterestPage(
        REQUEST, a_form("/sign-off/interest"), BACK, "You then take no part in this decision.", shell=SHELL
    ),
    "interest-left-empty": InterestPage(
        REQUEST,
        a_form("/sign-off/interest", Fault("words", "Say what your interest is")),
        BACK,
        "You then take no part in this decision.",
        shell=SHELL,
    ),
    "deputy": DeputyPage(
        REQUEST, a_form("/sign-off/deputy"), BACK, "They answer, you do not.", CHOICES[:2], shell=SHELL
    ),
    "deputy-not-chosen": DeputyPage(
        REQUEST,
        a_form("/sign-off/deputy", Fault("deputy", "Choose your deputy")),
        BACK,
        "They answer, you do not.",
        CHOICES[:2],
        shell=SHELL,
    ),
    "deputy-to-confirm": ConfirmDeputyPage(
        REQUEST,
        a_form("/sign-off/deputy/confirmed"),
        BACK,
        "healthwatch-manager",
        "Manager, Healthwatch",
        REQUEST.due,
        shell=SHELL,
    ),
    "deputy-with-nobody-named": DeputyPage(REQUEST, a_form("/sign-off/deputy"), BACK, "They answer.", ()),
    **MATRIX_STATES,
    **PUBLISHED_STATES,
    "outbox": OutboxPage(LETTERS, newer="/outbox?page=1", older="/outbox?page=3", shell=SHELL),
    "outbox-empty": OutboxPage((), shell=SHELL),
    "letter": LetterPage(
        "Chair, Provide CIC",
        "Action needed by 14 February - Terms of reference v1.0",
        "Friday 31 January 2020 at 9am, London time",
        TEXT,
        presenters.links_in(TEXT),
        html_href="/letter.html",
        shell=SHELL,
    ),
    "letter-of-text-only": LetterPage(
        "Secretary", "A refused address", "Friday 31 January 2020", "None.", ()
    ),
    "home": HomePage(
        (
            MatterCard(
                "Five-year strategy", "/matters/strategy", "9 of 19 are in.", presenters.tag(Standing.OPEN)
            ),
        ),
        about="This copy answers on this machine only, since nobody signs in yet.",
        shell=SHELL,
    ),
    "home-with-everything": HomePage(
        partnership="Mid and South Essex Health and Care Partnership",
        matters=tuple(
            MatterCard(
                title,
                "/matters/m",
                "Version 1.0. 9 of the 19 approvals it waits for are held; other answers: 3 of 3.",
                tag,
                ("Southend board met on Thursday 6 February 2020, not yet on the record",),
            )
            for title, tag in (
                ("Approval of the 5-Year Strategy and Delivery Plan", presenters.tag(Standing.OPEN)),
                ("Terms of reference", presenters.tag(Standing.APPROVED)),
            )
        ),
        meetings=(
            MeetingLine(
                "Thursday 6 February 2020 at 2pm",
                "Basildon and Thurrock University Hospitals NHS Foundation Trust board and Mid Essex board",
                "In public",
                "Moved from Thursday 30 January 2020 at 2pm",
            ),
        ),
        more="/programmes/p?after=m",
        outbox="/outbox",
        posts="/posts",
        held=(
            PostInShort(
                Link("Joint Accountable Officer and Executive Lead", "/posts/p"),
                Tag("Vacant", "grey"),
                "Vacant since Friday 24 January 2020. Round 2 is open, at: advertised.",
            ),
        ),
        shell=SHELL,
    ),
    "home-of-several": HomePage(partnerships=(Link("Harbour Partnership", "/programmes/harbour"),)),
    "home-empty": HomePage(),
    "accessibility": AccessibilityPage(
        run_by="Mid and South Essex Health and Care Partnership",
        prepared="Friday 31 January 2020",
        shell=SHELL,
    ),
    "error-with-words-to-keep": replace(
        an_error(503),
        typed=TYPED,
        again=Again("/sign-off", (Row("form_token", "a" * 64), Row("command_id", "c-1"))),
    ),
    **{f"error-{status}": an_error(status) for status in BY_STATUS},
    **WHY_STATES,
    **POST_STATES,
}
