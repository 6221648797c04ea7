"""The pages about posts in every state they can be in, as view models."""

from datetime import UTC, date, datetime

from models.appointment import AppointmentStage
from models.dependants import Waiting
from models.post_events import RoundOutcome, TenureKind
from models.post_listings import PersonShown, PostRead, TenureShown
from models.recruitment import RoundProgress
from web.pages import post_presenters as words
from web.pages.parts import Link, Row, Shell
from web.pages.post_views import (
    AppointmentPage,
    AppointmentRow,
    DependantLine,
    ForecastLine,
    MemberLine,
    PackPage,
    PostCard,
    PostPage,
    PostRecordPage,
    PostsPage,
    RoundPage,
    RoundRow,
    StageCard,
    ToldLine,
)
from web.pages.tenure_picture import held_lines, tenure_picture
from web.pages.views import Page
from web.pages.why_views import Happened, Part, Said

LONG = "Joint Accountable Officer of the Five Clinical Commissioning Groups and Partnership Executive Lead"
SHELL = Shell(partnership="Mid and South Essex Health and Care Partnership")
NOW = datetime(2020, 3, 19, 12, tzinfo=UTC)
ESTABLISHED = datetime(2019, 10, 24, 9, tzinfo=UTC)


def a_tenure(
    kind: TenureKind, first: date, last: date | None = None, *, appointment: int = 1, name: str = "Its holder"
) -> TenureShown:
    return TenureShown(
        appointment=appointment, person="holder", name=name, kind=kind, first=first, last=last, words=""
    )


def a_post(
    *tenures: TenureShown,
    title: str = "Harbour Master",
    established: datetime | None = ESTABLISHED,
    at: datetime = NOW,
) -> PostRead:
    today = at.date()
    holders = [each for each in tenures if each.first <= today and (each.last is None or today <= each.last)]
    return PostRead(
        post="harbour-master",
        title=title,
        roles=(title,),
        as_of=at,
        established=established,
        holder=holders[-1] if holders else None,
        words="",
        serves=(),
        secretary=PersonShown(person="recruiter", name="Recruiter"),
        tenures=tenures,
    )


INTERIM = a_tenure(
    TenureKind.INTERIM, date(2020, 2, 24), date(2020, 8, 24), name="Interim Joint Accountable Officer"
)
POSTS = (
    a_post(INTERIM, title=LONG),
    a_post(
        a_tenure(TenureKind.SECONDMENT, date(2019, 1, 7), date(2020, 3, 31), name="Director on loan"),
        a_tenure(TenureKind.PERMANENT, date(2020, 3, 16), appointment=2, name="Director of Finance"),
        title="Director of Finance",
    ),
    a_post(title="Director of Estates"),
    a_post(title="Chief Nurse", established=None),
)
DEPENDANTS = (
    DependantLine("The executive team", "No date", words.WAITS[Waiting.READY], "Ready: it is held."),
    DependantLine(
        "Application to merge the five Clinical Commissioning Groups",
        "Wednesday 30 September 2020",
        words.WAITS[Waiting.AT_RISK],
        "At risk since Saturday 1 August 2020: nobody holds the post permanently.",
        words.MISSED,
    ),
    DependantLine(
        "Readiness <of> the system",
        "No date",
        words.WAITS[Waiting.BLOCKED],
        "Blocked since Friday 24 January 2020: nobody holds the post, and no round is open.",
    ),
)
FORECASTS = (
    ForecastLine(
        "early in 2020",
        "Paper of the scrutiny committee, item 7",
        "Wednesday 15 January 2020",
        words.OVERTAKEN,
        "Friday 24 January 2020",
    ),
    ForecastLine("towards the end of February", "A brief", "Thursday 13 February 2020", words.CURRENT, ""),
)
ENDS = (f"{LONG}: the term of the interim ends on Monday 24 August 2020.",)
ABOUT = (
    Row("Roles", "Accountable Officer of five\nExecutive Lead of the Partnership"),
    Row("Serves", "NHS Basildon and Brentwood CCG\nNHS Castle Point and Rochford CCG"),
    Row("Employer", "NHS Mid Essex Clinical Commissioning Group"),
)
MEMBERS = (
    MemberLine("Chair, Governing Body of NHS Basildon and Brentwood CCG", "There when it decided"),
    MemberLine("Chief executive of a council", "Has an interest in a candidate, and takes no part"),
    MemberLine("Regional representative", ""),
)
STAGES = (
    StageCard(1, "Advertised", words.PAUSED_HERE, ("Reached on Monday 9 March 2020",), is_now=True),
    StageCard(2, "Applications closed", words.NEXT, ()),
    StageCard(3, "Longlisted", words.LEFT_OUT, (), quoted="few <are> expected to apply"),
    StageCard(4, "Shortlisted", words.REACHED, ("Planned for Friday 13 December 2019",)),
    StageCard(5, "Stakeholders heard", words.LATE, ("Planned for Tuesday 21 January 2020",)),
    StageCard(6, "Interviewed", words.TO_COME, ()),
    StageCard(7, "Offered", words.NOT_REACHED, ()),
)
HAPPENED = (Happened("Friday 24 January 2020 at 4pm", "The panel chose nobody.", "None & none.", "88"),)
AS_OF = "Thursday 19 March 2020 at midday, London time"
ROUND = RoundPage(
    title="Round 2 of recruitment, which follows round 1",
    post=LONG,
    tag=words.PROGRESS[RoundProgress.PAUSED],
    words="Paused since Thursday 19 March 2020, at: advertised.",
    as_of=AS_OF,
    outcome=(Row("Opened", "Monday 9 March 2020"), Row("Reason", "“nobody <can> meet”")),
    stages=STAGES,
    decides="All that comes before the choice is done: the panel decides next.",
    members=MEMBERS,
    panel="3 members, of whom 2 make a quorum and 2 may decide.",
    candidates="2 candidates.",
    references=(MemberLine("c-1", "Chosen"), MemberLine("c-2", "Left on Monday 13 January 2020")),
    kept="It is erased on Wednesday 22 July 2020.",
    overtaken=FORECASTS[:1],
    pack=Link("Recruitment pack, to print", "/posts/p/rounds/2/pack"),
    record=Link("Record of the round, to print", "/posts/p/rounds/2/record"),
    back=Link("The post", "/posts/p"),
    shell=SHELL,
)

POST_STATES: dict[str, Page] = {
    "posts": PostsPage(
        as_of=AS_OF,
        cards=(
            PostCard(
                LONG,
                "/posts/p",
                words.HOLDS[TenureKind.INTERIM][0],
                "Held by the interim, from Monday 24 February 2020 to Monday 24 August 2020.",
                "Accountable Officer of five; Executive Lead",
                Link("Round 2 as it stands", "/posts/p/rounds/2"),
                DEPENDANTS,
            ),
            PostCard("Chief Nurse", "/posts/q", words.NOT_ESTABLISHED, "Not established.", "", None, ()),
        ),
        picture=tenure_picture(POSTS),
        held=held_lines(POSTS),
        ends=ENDS,
        back=Link("All matters", "/"),
        shell=SHELL,
    ),
    "posts-none": PostsPage(
        as_of=AS_OF, cards=(), picture=None, held=(), ends=(), back=Link("All matters", "/")
    ),
    "post": PostPage(
        title=LONG,
        tag=words.HOLDS[TenureKind.INTERIM][0],
        words="Held by the interim, from Monday 24 February 2020 to Monday 24 August 2020.",
        as_of=AS_OF,
        about=ABOUT,
        matter=Link("What each body was asked, and what it said", "/matters/recruit"),
        picture=tenure_picture(POSTS[:1], is_titled=False),
        held=held_lines(POSTS[:1]),
        ends=ENDS,
        dependants=DEPENDANTS,
        forecasts=FORECASTS,
        rounds=(
            RoundRow(
                Link("Round 1", "/posts/p/rounds/1"),
                "Monday 4 November 2019",
                words.OUTCOMES[RoundOutcome.DID_NOT_APPOINT],
                "Closed on Friday 24 January 2020: nobody was appointed.",
            ),
        ),
        appointments=(
            AppointmentRow(
                Link("Appointment 1", "/posts/p/appointments/1"),
                "Interim Joint Accountable Officer",
                "Interim",
                words.APPOINTED[AppointmentStage.IN_POST],
                "In post since Monday 24 February 2020.",
            ),
        ),
        told=(
            ToldLine(
                "Monday 27 January 2020 at 10am",
                "Round 1",
                "Nobody was appointed; no change at the moment.",
                ("Secretary, Provide CIC", "Secretary, Healthwatch <Essex>"),
            ),
        ),
        back=Link("All posts", "/posts"),
        shell=SHELL,
    ),
    "post-not-established": PostPage(
        title="Chief Nurse",
        tag=words.NOT_ESTABLISHED,
        words="Not established: not every body it serves has agreed to it yet.",
        as_of=AS_OF,
        about=ABOUT,
        matter=None,
        picture=None,
        held=(),
        ends=(),
        dependants=(),
        forecasts=(),
        rounds=(),
        appointments=(),
        told=(),
        back=Link("All posts", "/posts"),
    ),
    "round": ROUND,
    "round-just-opened": RoundPage(
        title="Round 1 of recruitment",
        post="Chief Nurse",
        tag=words.PROGRESS[RoundProgress.RUNNING],
        words="Open, at: nothing reached yet.",
        as_of=AS_OF,
        outcome=(Row("Opened", "Monday 9 March 2020"),),
        stages=STAGES[1:3],
        decides="",
        members=(),
        panel="No panel has been set yet.",
        candidates="No candidate has been entered.",
        references=(),
        kept="",
        overtaken=(),
        pack=ROUND.pack,
        record=ROUND.record,
        back=ROUND.back,
    ),
    "recruitment-pack": PackPage(
        title="Round 2 of recruitment, which follows round 1",
        post=LONG,
        as_of=AS_OF,
        about=ABOUT,
        apply="Applications go to Secretary at secretary@ccg.example, to the end of Friday 3 April 2020.",
        stages=(Row("Advertised", "Monday 9 March 2020"), Row("Longlisted", "Left out: few <are> expected")),
        order=(),
        panel=ROUND.panel,
        members=MEMBERS,
        after=("Whether the person may hold it is tested first.", "Each body confirms separately: A, B."),
        dependants=("The executive team",),
        back=Link("Round 2 as it stands", "/posts/p/rounds/2"),
        shell=SHELL,
    ),
    "recruitment-pack-of-little": PackPage(
        "Round 1 of recruitment",
        "Chief Nurse",
        AS_OF,
        (),
        "",
        (),
        ("Advertised", "Longlisted (left out: few <are> expected)"),
        "No panel.",
        (),
        (),
        (),
        ROUND.back,
    ),
    "round-record": PostRecordPage(
        title="Round 1 of recruitment",
        post=LONG,
        answer="Round 1 ended on Friday 24 January 2020: nobody was appointed.",
        note="No candidate is named.",
        as_of=AS_OF,
        parts=(Part("What became of it", (Said("The panel chose nobody.", "none <met> the standard"),)),),
        happened=HAPPENED,
        back=Link("Round 1 as it stands", "/posts/p/rounds/1"),
        shell=SHELL,
    ),
    "appointment-record": PostRecordPage(
        title="Appointment 1: Interim Joint Accountable Officer",
        post=LONG,
        answer="Interim Joint Accountable Officer, interim, is proposed, and has not begun.",
        note="What an entry rests on is not shown on this page.",
        as_of=AS_OF,
        parts=(Part("The start", (Said("Stood still for what is quoted.", "the <form>"),)),),
        happened=HAPPENED,
        back=Link("The appointment as it stands", "/posts/p/appointments/1"),
        shell=SHELL,
    ),
    "appointment": AppointmentPage(
        title="Appointment 1: Interim Joint Accountable Officer",
        post=LONG,
        tag=words.APPOINTED[AppointmentStage.PROPOSED],
        words="Proposed; waits for 2 things.",
        as_of=AS_OF,
        waits=("Mid Essex has not confirmed.", "Its first day has not been fixed."),
        next="Next, by itself: notice is given that its term ends, on Thursday 25 June 2020 at 9am.",
        about=(Row("Kind", "Interim"), Row("It awaits from us", "“the <form>”")),
        confirmations=(MemberLine("R10 Mid Essex", "Not yet"),),
        matter=Link("What each body was asked, and what it said", "/matters/confirm"),
        extension=(Row("To", "Wednesday 31 March 2021"),),
        extended_by=(MemberLine("R10 Mid Essex", "Has confirmed"),),
        extension_matter=Link("What each body was asked, and what it said", "/matters/extend"),
        record=Link("Record of the appointment, to print", "/posts/p/appointments/1/record"),
        back=Link("The post", "/posts/p"),
        shell=SHELL,
    ),
    "appointment-over": AppointmentPage(
        title="Appointment 2: Director on loan",
        post="Director of Finance",
        tag=words.APPOINTED[AppointmentStage.ENDED],
        words="Ended on Tuesday 31 March 2020.",
        as_of=AS_OF,
        waits=(),
        next="",
        about=(Row("Kind", "On secondment"),),
        confirmations=(),
        matter=None,
        extension=(),
        extended_by=(),
        extension_matter=None,
        record=Link("Record of the appointment, to print", "/posts/p/appointments/1/record"),
        back=Link("The post", "/posts/p"),
    ),
}
