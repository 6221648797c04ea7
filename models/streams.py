"""The names of streams, which are also the ids of the workflows that wait on them."""

from models.values import (
    BodyId,
    MatterId,
    MeetingId,
    ObligationId,
    PostId,
    ProgrammeId,
    Stream,
    VersionLabel,
)


def of_programme(programme: ProgrammeId) -> Stream:
    return f"programme/{programme}"


def of_matter(matter: MatterId) -> Stream:
    return f"approval/{matter}"


def of_sign_off(matter: MatterId, body: BodyId, version: VersionLabel) -> Stream:
    return f"sign-off/{matter}/{body}/{version}"


def of_meeting(meeting: MeetingId) -> Stream:
    return f"meeting/{meeting}"


def of_obligation(obligation: ObligationId) -> Stream:
    return f"obligation/{obligation}"


def of_post(post: PostId) -> Stream:
    return f"post/{post}"


def of_round(post: PostId, number: int) -> Stream:
    return f"recruitment/{post}/{number}"


def of_appointment(post: PostId, number: int) -> Stream:
    return f"appointment/{post}/{number}"
