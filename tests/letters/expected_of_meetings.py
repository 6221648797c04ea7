"""What letters about meetings must say."""

from models.letters import LetterKind

BY = "by 5pm on Friday 7 February 2020 (London time)"
AT_MID_ESSEX = " at Mid Essex CCG governing body"
THE_MEETING = "Thursday 26 March 2020 at 1:30pm London time"
THE_NEXT_MEETING = "Thursday 28 May 2020 at 1:30pm London time"

OF_MEETINGS: dict[LetterKind, tuple[str, tuple[str, ...]]] = {
    LetterKind.MEETING_NOTICE: (
        "Notice of meeting on Thursday 26 March 2020 - Five-Year Strategy v1.0",
        (
            f"a meeting of Mid Essex CCG governing body on {THE_MEETING}, Committee Room 1.",
            f"Papers for it are due {BY}.",
            "Appendix A: finance",
            "If you cannot come",
        ),
    ),
    LetterKind.PAPERS_ISSUED: (
        "Papers for the meeting on Thursday 26 March 2020 - Five-Year Strategy v1.0",
        (THE_MEETING, "Appendix B: workforce", "Please read them before the meeting."),
    ),
    LetterKind.MEETING_CHANGED: (
        "Meeting on Thursday 26 March 2020 is moved - Five-Year Strategy v1.0",
        (
            f"The meeting of Mid Essex CCG governing body on {THE_MEETING} is moved.",
            f"The new date is {THE_NEXT_MEETING}, Committee Room 1.",
            "Please change your diary.",
        ),
    ),
    LetterKind.MEETING_RELEASED: (
        "You need not come to the meeting on Thursday 26 March 2020 - Five-Year Strategy v1.0",
        (
            f"at the meeting of Mid Essex CCG governing body on {THE_MEETING}.",
            "It takes place without you",
            "Please take it out of your diary",
        ),
    ),
    LetterKind.QUORUM_EXPECTED: (
        "A quorum is expected again on Thursday 26 March 2020 - Five-Year Strategy v1.0",
        (
            f"Apologies for the meeting of Mid Essex CCG governing body on {THE_MEETING} were taken back.",
            "If everyone else comes, it is expected to be able to decide",
            "You do not need to do anything.",
        ),
    ),
    LetterKind.INQUORATE: (
        f"No quorum{AT_MID_ESSEX} on Thursday 26 March 2020 - Five-Year Strategy v1.0",
        (
            "it had no quorum for it. Nothing was decided",
            "What was missing for a quorum:",
            f"The item comes back on {THE_NEXT_MEETING}",
            "If you do nothing, the item waits",
        ),
    ),
    LetterKind.DEFERRED: (
        f"Decision deferred{AT_MID_ESSEX} on Thursday 26 March 2020 - Five-Year Strategy v1.0",
        (
            "met on Thursday 26 March 2020 and deferred its decision",
            "What the body asked for first:",
            f"It will take the item again on {THE_NEXT_MEETING}.",
            "it may defer once more",
        ),
    ),
}
