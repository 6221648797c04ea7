"""What each kind of letter on the way to the public page must say."""

from models.letters import LetterKind

DOCUMENT = "Five-Year Strategy and Delivery Plan, version 1.0"

OF_PUBLICATION: dict[LetterKind, tuple[str, tuple[str, ...]]] = {
    LetterKind.GATE_OPENED: (
        "May be published: set the day - Five-Year Strategy v1.0",
        (
            f"{DOCUMENT} may be published since Thursday 6 February 2020 at 2:05pm London time",
            "You are told so that a day can be set",
            "which does not keep it from being published:",
            "Appendix A: finance",
            "If nobody sets a day: nothing is published",
        ),
    ),
    LetterKind.PUBLICATION_DATED: (
        "To be published on Thursday 6 February 2020 - Five-Year Strategy v1.0",
        (
            f"{DOCUMENT} is to be published on Thursday 6 February 2020.",
            "because something about it was promised to you",
            "What was promised to you:",
            "if the day is changed",
        ),
    ),
    LetterKind.PUBLISHED: (
        "Published on Thursday 6 February 2020 - Five-Year Strategy v1.0",
        (
            f"{DOCUMENT} was published on Thursday 6 February 2020.",
            "What was promised to you, and what was done with comments:",
            "Appendix B: workforce",
            "You do not need to do anything.",
        ),
    ),
    LetterKind.COMMENT_ANSWERED: (
        "What was done with the comments at Mid Essex CCG governing body - Five-Year Strategy v1.0",
        (
            "Mid Essex CCG governing body was heard on the draft",
            "How do places keep their budgets?",
            "What was done with it:",
            "See Part 1, section 4.",
        ),
    ),
}
