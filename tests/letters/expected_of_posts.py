"""What letters about a post must say."""

from models.letters import LetterKind

BY = "by 5pm on Friday 7 February 2020 (London time)"
STRATEGY = "Five-Year Strategy v1.0"
POST = "the post of Five-Year Strategy and Delivery Plan"
THEN = "on Thursday 6 February 2020"
DUE = "due Friday 7 February 2020"

OF_POSTS: dict[LetterKind, tuple[str, tuple[str, ...]]] = {
    LetterKind.PARTNERS_TOLD: (
        f"For your information: approved - {STRATEGY}",
        (
            f"Everyone concerned with {POST} is told this, once: approved.",
            "What you are told:",
            "How do places keep",
        ),
    ),
    LetterKind.ROUND_CHANGED: (
        f"Recruitment: approved - {STRATEGY}",
        (f"The recruitment to {POST}: approved.", "The reason given:", "You do not need to do anything."),
    ),
    LetterKind.ROUND_CLOSED: (
        f"Recruitment ended {THEN}: approved - {STRATEGY}",
        (
            f"The round of recruitment to {POST} ended {THEN}: approved.",
            "A round is not opened again; another is a new one, linked to it.",
            "What this means for what waits for the post:",
        ),
    ),
    LetterKind.ROUND_FELL_THROUGH: (
        f"Recruitment: approved - {STRATEGY}",
        (
            f"In the recruitment to {POST} this is so since Thursday 6 February 2020: approved.",
            "The round stays closed; another is a new one, linked to it.",
            "What this means for what waits for the post:",
        ),
    ),
    LetterKind.EXTENSION_PROPOSED: (
        f"Longer term proposed, subject to conditions - {STRATEGY}",
        (
            f"For {POST} this is proposed: approved.",
            "It is a new decision of everybody who confirmed the appointment",
            "It takes effect only when:",
        ),
    ),
    LetterKind.APPOINTMENT_PROPOSED: (
        f"Appointment proposed, subject to conditions - {STRATEGY}",
        (
            f"For {POST} this is proposed: approved.",
            "It is conditional, and who is proposed is not to be announced before all of it is met.",
            "Once every body has confirmed it, the kind of appointment may be told",
            "It takes effect only when:",
        ),
    ),
    LetterKind.APPOINTMENT_WITHDRAWN: (
        f"Appointment not pursued - {STRATEGY}",
        (f"What was proposed for {POST} came to an end {THEN}: approved.", "The reason given:"),
    ),
    LetterKind.OUTSIDE_SIGN_OFF_ASKED: (
        f"Your sign-off is asked for by Friday 7 February 2020 - {STRATEGY}",
        (
            f"Your office is asked to answer on {POST}: approved.",
            f"Please answer {BY}, by replying to this letter.",
            "your time then stands still until you have it",
            "What you should know:",
        ),
    ),
    LetterKind.OUTSIDE_SIGN_OFF_LATE: (
        f"Sign-off still awaited, {DUE} - {STRATEGY}",
        (f"An answer on {POST} was expected {BY}, and none is on record: approved.", "has been reminded"),
    ),
    LetterKind.OUTSIDE_SIGN_OFF_ANSWERED: (
        f"Sign-off answered {THEN}: approved - {STRATEGY}",
        (f"The office that signs off answered {THEN} on {POST}: approved.",),
    ),
    LetterKind.START_FIXED: (
        f"Start fixed {THEN} - {STRATEGY}",
        ("All conditions are met.", f"is taken up {THEN}, from the beginning of that day."),
    ),
    LetterKind.HOLDER_STARTED: (
        f"Post taken up {THEN} - {STRATEGY}",
        (f"The clinical lead has held {POST} since the beginning of Thursday 6 February 2020.",),
    ),
    LetterKind.TERM_NOTICE: (
        f"A term ends, {DUE} - {STRATEGY}",
        (
            f"The present term in {POST} ends {BY}.",
            "An extension is a new decision of everybody who confirmed the appointment",
            "the term ends and the post is vacant",
        ),
    ),
    LetterKind.TERM_SET: (
        f"The end of a term has changed, {DUE} - {STRATEGY}",
        (f"The present term in {POST} approved: it now ends {BY}.",),
    ),
    LetterKind.POST_ENDED: (
        f"A term has ended {THEN} - {STRATEGY}",
        (f"The term in {POST} ended with the end of Thursday 6 February 2020. approved.",),
    ),
    LetterKind.FORECAST_OVERTAKEN: (
        f"A forecast has been overtaken, {DUE} - {STRATEGY}",
        (
            f"It was said that {POST} would be filled, and by when: 5pm on Friday 7 February 2020",
            "That cannot come true any more.",
            "Please see that whoever was told so hears of it.",
        ),
    ),
}
