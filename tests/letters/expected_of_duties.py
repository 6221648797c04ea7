"""What letters about promises, conditions and ratifications must say."""

from models.letters import LetterKind

BY = "by 5pm on Friday 7 February 2020 (London time)"
AT_MID_ESSEX = " at Mid Essex CCG governing body"
STRATEGY = "Five-Year Strategy v1.0"
DOCUMENT = "Five-Year Strategy and Delivery Plan, version 1.0"
REMINDED = "the next reminder comes on Wednesday 5 February 2020"

OF_DUTIES: dict[LetterKind, tuple[str, tuple[str, ...]]] = {
    LetterKind.PROMISE_OPENED: (
        "Promise recorded, due Friday 7 February 2020 - Five-Year Strategy v1.0",
        (
            "The promise, made by the vice-chair:",
            f"It is due {BY}.",
            "You are told only that it is on record.",
        ),
    ),
    LetterKind.OBLIGATION_REMINDER: (
        "Reminder of a promise, due Friday 7 February 2020 - Five-Year Strategy v1.0",
        (
            f"A promise you own about {DOCUMENT} is due {BY}.",
            "When it is kept, write to the secretariat by replying to this letter",
            "or record it with \"quorate obligation keep --evidence 'how it can be seen'\".",
            "If you do nothing",
            REMINDED.replace("the next", "The next"),
        ),
    ),
    LetterKind.OBLIGATION_SLIPPED: (
        "Promise not kept in time, due Friday 7 February 2020 - Five-Year Strategy v1.0",
        (f"was due {BY}", "You are told because it is late.", "Its owner is asked to see to it."),
    ),
    LetterKind.CONDITION_OPENED: (
        f"Approval subject to a condition{AT_MID_ESSEX}, due Friday 7 February 2020 - {STRATEGY}",
        (
            f"Mid Essex CCG governing body approves {DOCUMENT}, subject to a condition.",
            f"see that it is met {BY}.",
            "The condition, as Mid Essex CCG governing body set it:",
            "How do places keep their budgets?",
            "the approval of Mid Essex CCG governing body no longer holds",
        ),
    ),
    LetterKind.CONDITION_REMINDER: (
        f"Reminder of a condition{AT_MID_ESSEX}, due Friday 7 February 2020 - {STRATEGY}",
        (
            "A condition falls due",
            f"is subject to a condition, due {BY}, and nobody has said yet that it is met: {DOCUMENT}.",
            "only the body that set a condition extends it",
            "the programme director is told",
        ),
    ),
    LetterKind.CONDITION_LAPSED: (
        f"Condition not met in time{AT_MID_ESSEX}, due Friday 7 February 2020 - {STRATEGY}",
        (
            "A condition was not met in time: the approval no longer holds",
            f"was subject to a condition, due {BY}, and nobody has said that it is met: {DOCUMENT}.",
            "It holds again once the condition is met, though late, or the body gives it a later day.",
            "You are told because it has lapsed.",
            "stays missing, for everyone concerned to see",
        ),
    ),
    LetterKind.RATIFICATION_OWED: (
        f"To be ratified{AT_MID_ESSEX}, due Friday 7 February 2020 - {STRATEGY}",
        (
            f"The chair of Mid Essex CCG governing body has decided for it on: {DOCUMENT}.",
            "at the first formal meeting it actually holds: on Friday 7 February 2020",
            'with the verb "ratify"; if the vote was lost, say so',
            "it goes to the next meeting",
        ),
    ),
    LetterKind.RATIFICATION_MISSED: (
        f"Not yet ratified{AT_MID_ESSEX}, due Friday 7 February 2020 - {STRATEGY}",
        (
            "Mid Essex CCG governing body was to ratify on Thursday 6 February 2020",
            "The meeting was held and did not come to it.",
            "It is now due on Friday 7 February 2020.",
            "its being late stays on the record",
        ),
    ),
    LetterKind.RATIFICATION_DECIDED: (
        f"Chair's action{AT_MID_ESSEX} on Thursday 6 February 2020 - {STRATEGY}",
        (
            "On Thursday 6 February 2020 Mid Essex CCG governing body dealt with what its chair had decided",
            "It is approved (8 for, none against).",
            "You do not need to do anything.",
        ),
    ),
}
