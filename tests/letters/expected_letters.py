"""What each kind of letter must say: its subject, and who, what, by when and what next."""

from models.letters import LetterKind
from tests.letters.expected_course import OF_COURSE
from tests.letters.expected_of_duties import OF_DUTIES
from tests.letters.expected_of_executives import OF_EXECUTIVES
from tests.letters.expected_of_meetings import OF_MEETINGS
from tests.letters.expected_of_posts import OF_POSTS
from tests.letters.expected_publication import OF_PUBLICATION

BY = "by 5pm on Friday 7 February 2020 (London time)"
CLOSES = "The request closes at 5pm on Friday 7 February 2020 (London time)."
DOCUMENT = "Five-Year Strategy and Delivery Plan, version 1.0"
AT_MID_ESSEX = " at Mid Essex CCG governing body"
STRATEGY = "Five-Year Strategy v1.0"
NEXT = "The next body to decide is Southend, on Thursday 27 February 2020."
REMINDED = "the next reminder comes on Wednesday 5 February 2020"
NO_SILENT_YES = "ilence is not taken as agreement and does not help it pass"
RULE = "How this body decides: 13 of the 24 members who may answer must agree; one objection"
NO_REFUSAL = "If too few agree and nobody objects, there is no decision; that is not a refusal."
ANSWER_WITH = (
    "It is kept as c1. To answer it, reply to this letter and the secretariat records your answer, "
    'or use "quorate concern answer five-year-strategy mid-essex c1".'
)

EXPECTED: dict[LetterKind, tuple[str, tuple[str, ...]]] = {
    LetterKind.SIGN_OFF_REQUEST: (
        "Action needed by Friday 7 February 2020 - Five-Year Strategy v1.0",
        (
            "The Independent Chair asks you, as a member of Mid Essex CCG governing body, to approve:",
            f"to approve: {DOCUMENT}.",
            f"Please answer {BY}.",
            "Answering takes about 5 minutes",
            RULE,
            NO_SILENT_YES,
            REMINDED,
            "Mid Essex CCG governing body was asked about a former version.",
            "What changed, and why:",
        ),
    ),
    LetterKind.AMENDMENT_NOTICE: (
        "The text has changed: objections by Friday 7 February 2020 - Five-Year Strategy v1.0",
        (
            "Mid Essex CCG governing body may object",
            f"{DOCUMENT} is a new version of what Mid Essex CCG governing body has approved.",
            BY,
            "your approval of the former version stands",
            "How do places keep their budgets?",
            '"no objection" is recorded for your body when the time is up. That is not an approval',
            "No reminder will come.",
        ),
    ),
    LetterKind.REMINDER: (
        "Reminder: action needed by Friday 7 February 2020 - Five-Year Strategy v1.0",
        ("We have not had your answer yet.", "to approve", BY, RULE, NO_SILENT_YES, REMINDED),
    ),
    LetterKind.RECEIPT: (
        "Your answer is recorded - Five-Year Strategy v1.0",
        (
            'You answered "approved" at Mid Essex CCG governing body',
            "Thursday 6 February 2020 at 2:05pm London time",
            "You may change your answer until 5pm on Friday 7 February 2020",
            "You will get no more reminders",
        ),
    ),
    LetterKind.ANSWERED_ON_BEHALF: (
        "An answer was recorded for you - Five-Year Strategy v1.0",
        (
            'The secretariat recorded the answer "approved" for you',
            "a telephone call with the secretary",
            "If it is not what you said, tell us at once",
        ),
    ),
    LetterKind.DEPUTY_ASKED: (
        "Action needed as deputy by Friday 7 February 2020 - Five-Year Strategy v1.0",
        (
            "The clinical lead has handed this request over to you.",
            "to approve",
            BY,
            RULE,
            NO_SILENT_YES,
            REMINDED,
        ),
    ),
    LetterKind.DEPUTY_NAMED: (
        "Your deputy has been asked - Five-Year Strategy v1.0",
        (
            "The deputy clinical lead has been asked to answer in your place",
            BY,
            "If this is not what you wanted",
        ),
    ),
    LetterKind.QUESTION_ASKED: (
        "Question to answer by Friday 7 February 2020 - Five-Year Strategy v1.0",
        (
            "The vice-chair asks a question",
            "How do places keep their budgets?",
            BY,
            "the question stays open",
            ANSWER_WITH,
        ),
    ),
    LetterKind.QUESTION_ANSWERED: (
        "Your question is answered - Five-Year Strategy v1.0",
        (
            "How do places keep their budgets?",
            "The answer of the Programme Director:",
            "See Part 1, section 4.",
            "still open until 5pm on Friday 7 February 2020",
        ),
    ),
    LetterKind.OBJECTION_ANSWERED: (
        "Your objection has been answered - Five-Year Strategy v1.0",
        (
            f"The objection to {DOCUMENT} has an answer.",
            "The objection still stands: an answer does not end it, only its withdrawal does.",
            "The answer of the Programme Director:",
            "To withdraw it, write to the secretariat by replying to this letter",
        ),
    ),
    LetterKind.CONCERN_RAISED: (
        f"Concern raised{AT_MID_ESSEX} - Five-Year Strategy v1.0",
        (
            "The vice-chair raised a concern",
            BY,
            "the concern stays open on the record",
            ANSWER_WITH,
            REMINDED.replace("the next", "The next"),
        ),
    ),
    LetterKind.CONDITION_SET: (
        f"A condition was set by a member{AT_MID_ESSEX} - Five-Year Strategy v1.0",
        (
            "A condition was set by a member",
            "The vice-chair approves at Mid Essex CCG governing body, subject to a condition",
            "The condition of the vice-chair:",
            "How do places keep their budgets?",
            ANSWER_WITH,
        ),
    ),
    LetterKind.CONDITION_ANSWERED: (
        "Your condition has been answered - Five-Year Strategy v1.0",
        (
            "Your condition has been answered",
            "How do places keep their budgets?",
            "See Part 1, section 4.",
            "Your approval stands",
            "you may change your answer until 5pm on Friday 7 February 2020",
        ),
    ),
    LetterKind.INTEREST_RECORDED: (
        "Your declaration is recorded - Five-Year Strategy v1.0",
        (
            "You declared an interest at Mid Essex CCG governing body",
            "Thursday 6 February 2020 at 2:05pm London time",
            "You take no part in this decision.",
        ),
    ),
    LetterKind.INTEREST_DECLARED: (
        f"Interest declared{AT_MID_ESSEX} - Five-Year Strategy v1.0",
        (
            "The vice-chair declared an interest at Mid Essex CCG governing body",
            "They take no part in this decision",
            "register of interests",
        ),
    ),
    LetterKind.OBJECTION_RAISED: (
        f"Objection{AT_MID_ESSEX} - Five-Year Strategy v1.0",
        (
            "The vice-chair objects at Mid Essex CCG governing body",
            "The reasons given:",
            "How do places keep their budgets?",
            RULE,
            "the objection stands and counts",
        ),
    ),
    LetterKind.SECRETARIAT_UNANSWERED: (
        f"Answers missing{AT_MID_ESSEX}, due Friday 7 February 2020 - Five-Year Strategy v1.0",
        (
            "Still to answer:",
            "Appendix A: finance",
            CLOSES,
            RULE,
            NO_REFUSAL,
            "the programme director is told on Wednesday 5 February 2020",
        ),
    ),
    LetterKind.DIRECTOR_ESCALATION: (
        f"For your attention: answers missing{AT_MID_ESSEX}, due Friday 7 February 2020 - {STRATEGY}",
        ("Still to answer:", "members and secretariat have been reminded", CLOSES, RULE, NO_REFUSAL),
    ),
    LetterKind.DECISION_RETURNED: (
        f"Decision{AT_MID_ESSEX} on Thursday 6 February 2020 - Five-Year Strategy v1.0",
        (
            f"Mid Essex CCG governing body dealt with {DOCUMENT} on Thursday 6 February 2020.",
            "Its decision: approved (8 for, none against).",
            "It was recorded on Monday 10 February 2020; it counts from the day it was taken.",
            NEXT,
        ),
    ),
    LetterKind.REPORTED_TO_PARENT: (
        f"Delegated decision{AT_MID_ESSEX} on Thursday 6 February 2020 - Five-Year Strategy v1.0",
        (
            "under the authority NELFT board has delegated to it",
            "Its decision: approved (8 for, none against).",
            "Please report it to the next meeting of NELFT board on Thursday 26 March 2020.",
            "the decision stands",
        ),
    ),
    LetterKind.INFORMED: (
        "For information - Five-Year Strategy v1.0",
        (
            f"{DOCUMENT} has reached a milestone on Thursday 6 February 2020: approved.",
            "Mid Essex CCG governing body is kept informed",
            "You do not need to do anything.",
            NEXT,
        ),
    ),
    **OF_MEETINGS,
    LetterKind.PAPERS_REQUESTED: (
        "Papers asked for by Friday 7 February 2020 - Five-Year Strategy v1.0",
        (
            "The vice-chair (Mid Essex CCG governing body) asks for papers",
            BY,
            "Appendix A: finance",
            "If you do nothing",
        ),
    ),
    LetterKind.PAPERS_SENT: (
        "The papers you asked for - Five-Year Strategy v1.0",
        (
            f"Papers belonging to {DOCUMENT} were asked for by you or on your behalf.",
            "Appendix A: finance",
            "To get the parts named below, reply to this letter",
            "You do not need to answer",
        ),
    ),
    LetterKind.PAPERS_REFUSED: (
        "Your request for papers was refused - Five-Year Strategy v1.0",
        ("The request was refused by the vice-chair.", "How do places keep", "reply to this letter"),
    ),
    **OF_DUTIES,
    LetterKind.TASK: (
        "Task for you by Friday 7 February 2020 - Five-Year Strategy v1.0",
        ("Approve.", f"Please do this {BY}.", DOCUMENT, "the task stays open in your name"),
    ),
    LetterKind.MATTER_HELD: (
        "On hold - Five-Year Strategy v1.0",
        (
            f"The vice-chair has put {DOCUMENT} on hold.",
            "You may still answer, and your answer counts; nothing falls due, closes or is reminded until",
            "How do places keep",
            "We will write to you when it is released",
        ),
    ),
    LetterKind.MATTER_RELEASED: (
        "No longer on hold - Five-Year Strategy v1.0",
        (f"{DOCUMENT} is released", BY, REMINDED),
    ),
    LetterKind.MATTER_WITHDRAWN: (
        "Withdrawn - Five-Year Strategy v1.0",
        (
            f"The vice-chair has withdrawn {DOCUMENT}.",
            "All open requests",
            "No further letter about this matter",
        ),
    ),
    **OF_COURSE,
    **OF_PUBLICATION,
    **OF_EXECUTIVES,
    **OF_POSTS,
    LetterKind.DIGEST: (
        "Your letters of today, together, due Friday 7 February 2020 - Five-Year Strategy v1.0",
        (
            "Your letters of Friday 24 January 2020, together",
            "The first answer asked of you is due by 5pm on Friday 7 February 2020",
            "Action needed by Friday 7 February 2020 - Five-Year Strategy v1.0",
            f"to approve: {DOCUMENT}.",
            RULE,
            NO_SILENT_YES,
            REMINDED,
        ),
    ),
}
