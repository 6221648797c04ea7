"""What letters around an executive's decision must say."""

from models.letters import LetterKind

BY = "by 5pm on Friday 7 February 2020 (London time)"
DOCUMENT = "Five-Year Strategy and Delivery Plan, version 1.0"
AT_MID_ESSEX = " at Mid Essex CCG governing body"
STRATEGY = "Five-Year Strategy v1.0"

OF_EXECUTIVES: dict[LetterKind, tuple[str, tuple[str, ...]]] = {
    LetterKind.KEY_EXCEPTION: (
        f"Notice to the chair of scrutiny: key decision{AT_MID_ESSEX} - {STRATEGY}",
        (
            "This is written notice to you as chair of scrutiny.",
            f"is to take a key decision on {DOCUMENT} before its notice has been public",
            "It may take the decision from approved.",
            "Why the whole notice is impracticable:",
        ),
    ),
    LetterKind.DECISION_PUBLISHED: (
        f"May be called in by Friday 7 February 2020: decision{AT_MID_ESSEX} - {STRATEGY}",
        (
            f"Mid Essex CCG governing body dealt with {DOCUMENT} on Thursday 6 February 2020.",
            f"It is not in effect yet: it may be called in {BY}.",
            "The reasons for the decision:",
            "the decision takes effect when that time is over",
            "To call it in, reply to this letter with your reasons, or use",
        ),
    ),
    LetterKind.DECISION_CALLED_IN: (
        f"Called in: decision{AT_MID_ESSEX} - {STRATEGY}",
        (
            f"The vice-chair has called in what Mid Essex CCG governing body decided on: {DOCUMENT}.",
            "The decision is suspended and must not be acted upon.",
            f"is to meet about it {BY}",
            "does not meet in time, the decision takes effect",
        ),
    ),
    LetterKind.DECISION_REFERRED_BACK: (
        f"Referred back{AT_MID_ESSEX}, due Friday 7 February 2020 - {STRATEGY}",
        (
            "The vice-chair refers back to Mid Essex CCG governing body",
            f"Mid Essex CCG governing body decides again {BY}",
            "it is not called in a second time",
            "the programme director is told",
        ),
    ),
    LetterKind.DECISION_IN_EFFECT: (
        f"Decision in effect{AT_MID_ESSEX} on Thursday 6 February 2020 - {STRATEGY}",
        (
            f"What Mid Essex CCG governing body decided on {DOCUMENT} took effect on Thursday",
            "You do not need to do anything.",
        ),
    ),
}
