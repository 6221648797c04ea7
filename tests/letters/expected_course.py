"""What letters about a matter's course must say: its route, its end, its bodies' rules."""

from models.letters import LetterKind

DOCUMENT = "Five-Year Strategy and Delivery Plan, version 1.0"

OF_COURSE: dict[LetterKind, tuple[str, tuple[str, ...]]] = {
    LetterKind.MATTER_ENDED: (
        "Ended - Five-Year Strategy v1.0",
        (
            f"The vice-chair, which owns the route, ended {DOCUMENT} on Thursday 6 February 2020: approved.",
            "All open requests",
            "No further letter about this matter",
        ),
    ),
    LetterKind.ROUTE_VARIED: (
        "Who is asked has changed at Mid Essex CCG governing body - Five-Year Strategy v1.0",
        (
            "decided on Thursday 6 February 2020 about Mid Essex CCG governing body: approved.",
            "has decided, or still decides, stands and is shown",
            "The reason given:",
        ),
    ),
    LetterKind.WENT_AHEAD_WITHOUT: (
        "Going ahead without an approval at Mid Essex CCG governing body - Five-Year Strategy v1.0",
        (
            "Going ahead without Mid Essex CCG governing body",
            f"decided on Thursday 6 February 2020 that {DOCUMENT} goes ahead without",
            "That is said wherever the matter is shown.",
        ),
    ),
    LetterKind.RULES_PROPOSED: (
        "Other rules proposed at Mid Essex CCG governing body - Five-Year Strategy v1.0",
        (
            "under the rules now in force for it",
            "Somebody else has to agree before that is so.",
            "goes on under the rules the matter began under",
        ),
    ),
    LetterKind.RULES_MIGRATED: (
        "Rules changed at Mid Essex CCG governing body on Thursday 6 February 2020 - Five-Year Strategy v1.0",
        (
            "Two offices decided on Thursday 6 February 2020",
            "What it has decided stands.",
            "keeps its deadline and its answers",
            "Meetings that are fixed stay as they are.",
        ),
    ),
}
