"""Nothing is left out: every act of the services by a route and by a command, every route told by OpenAPI."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from inspect import isclass
from types import CodeType, FunctionType
from typing import Any

import pytest
from a_command import every_command
from fastapi.routing import APIRoute

import services
from models.acts import Acted
from services.record_telling import Told
from tests.web.a_call import API, openapi_of
from tests.web.a_web import AWeb
from web import pages
from web.api import (
    appointments,
    decisions,
    executive,
    matters,
    meetings,
    obligations,
    papers,
    partnership,
    posts,
    programmes,
    publication,
    recruitment,
    ways_on,
)
from web.pages import sign_off

REACHED: dict[str, tuple[str, str]] = {
    "correcting.correct": ("/programmes/{programme}/corrections", "correct"),
    "matters.open_matter": ("/matters/{matter}/open", "open"),
    "matters.finish_adoption": ("/matters/{matter}/finish-adoption", "finish-adoption"),
    "matters.ask_again": ("/matters/{matter}/bodies/{body}/ask-again", "ask-again"),
    "matters.hold": ("/matters/{matter}/hold", "hold"),
    "matters.release": ("/matters/{matter}/release", "release"),
    "matters.withdraw": ("/matters/{matter}/withdraw", "withdraw"),
    "ways_on.vary_route": ("/matters/{matter}/bodies/{body}/require", "route require"),
    "ways_on.add_to_route": ("/matters/{matter}/bodies/{body}/add", "route add"),
    "ways_on.go_ahead_without": ("/matters/{matter}/bodies/{body}/without", "route without"),
    "ways_on.end": ("/matters/{matter}/end", "end"),
    "rule_changes.propose": ("/matters/{matter}/bodies/{body}/rules/propose", "rules propose"),
    "rule_changes.agree": ("/matters/{matter}/bodies/{body}/rules/agree", "rules agree"),
    "rule_changes.withdraw": ("/matters/{matter}/bodies/{body}/rules/withdraw", "rules withdraw"),
    "meetings.call_meeting": ("/programmes/{programme}/meetings/{meeting}/call", "meeting call"),
    "meetings.put_on_agenda": ("/programmes/{programme}/meetings/{meeting}/agenda", "meeting agenda"),
    "meetings.issue_papers": ("/programmes/{programme}/meetings/{meeting}/papers", "meeting papers"),
    "meetings.give_apologies": ("/programmes/{programme}/meetings/{meeting}/apologies", "meeting apologies"),
    "meetings.withdraw_apologies": (
        "/programmes/{programme}/meetings/{meeting}/apologies/withdraw",
        "meeting apologies",
    ),
    "meetings.move": ("/programmes/{programme}/meetings/{meeting}/move", "meeting move"),
    "meetings.suspend": ("/programmes/{programme}/meetings/{meeting}/suspend", "meeting suspend"),
    "meetings.cancel": ("/programmes/{programme}/meetings/{meeting}/cancel", "meeting cancel"),
    "obligations.open_obligation": (
        "/programmes/{programme}/obligations/{obligation}/open",
        "obligation open",
    ),
    "obligations.keep": ("/programmes/{programme}/obligations/{obligation}/keep", "obligation keep"),
    "obligations.carry_over": (
        "/programmes/{programme}/obligations/{obligation}/carry-over",
        "obligation carry-over",
    ),
    "obligations.discharge_condition": (
        "/programmes/{programme}/obligations/{obligation}/discharge",
        "obligation discharge",
    ),
    "obligations.extend_condition": (
        "/programmes/{programme}/obligations/{obligation}/extend",
        "obligation extend",
    ),
    "obligations.drop": ("/programmes/{programme}/obligations/{obligation}/drop", "obligation drop"),
    "publication.set_date": ("/matters/{matter}/publication-date", "publication date"),
    "publication.publish": ("/matters/{matter}/publish", "publish"),
    "publication.answer_comment": ("/matters/{matter}/bodies/{body}/comments/answer", "comments answer"),
    "papers.ask": ("/matters/{matter}/bodies/{body}/papers", "papers ask"),
    "papers.send": ("/matters/{matter}/papers/{request}/send", "papers send"),
    "papers.refuse": ("/matters/{matter}/papers/{request}/refuse", "papers refuse"),
    "papers.log_comment": ("/matters/{matter}/bodies/{body}/comments", "comment"),
    "recording.adjourn_meeting": ("/programmes/{programme}/meetings/{meeting}/adjourn", "meeting adjourn"),
    "recording.record_meeting": ("/programmes/{programme}/meetings/{meeting}/record", "record"),
    "recording.foresee": ("/programmes/{programme}/meetings/{meeting}/record", "record"),
    "recording.record_decision": ("/matters/{matter}/bodies/{body}/decision", "decision"),
    "executive.publish_key_notice": ("/matters/{matter}/bodies/{body}/key-notice", "key-decision notice"),
    "executive.use_key_exception": (
        "/matters/{matter}/bodies/{body}/key-exception",
        "key-decision exception",
    ),
    "executive.publish_decision": ("/matters/{matter}/bodies/{body}/decision/publish", "call-in publish"),
    "executive.call_in": ("/matters/{matter}/bodies/{body}/call-in", "call-in enter"),
    "executive.answer_call_in": ("/matters/{matter}/bodies/{body}/call-in/answer", "call-in answer"),
    "recording.inform_body": ("/matters/{matter}/bodies/{body}/inform", "inform"),
    "sign_offs.answer_on_behalf": ("/matters/{matter}/bodies/{body}/answers", "answer"),
    "sign_offs.interest_told": ("/matters/{matter}/bodies/{body}/interests", "interest"),
    "sign_offs.raise_concern": ("/matters/{matter}/bodies/{body}/concerns", "concern raise"),
    "sign_offs.answer_concern": (
        "/matters/{matter}/bodies/{body}/concerns/{concern}/answer",
        "concern answer",
    ),
    "sign_offs.withdraw_concern": (
        "/matters/{matter}/bodies/{body}/concerns/{concern}/withdraw",
        "concern withdraw",
    ),
    "urgency.take_chairs_action": (
        "/matters/{matter}/bodies/{body}/chairs-action",
        "chairs-action",
    ),
    "unsubscribing.stop_letters": (
        "/programmes/{programme}/people/{reader}/letters/stop",
        "letters stop",
    ),
    "unsubscribing.resume_letters": (
        "/programmes/{programme}/people/{reader}/letters/resume",
        "letters resume",
    ),
    "versions.issue": ("/matters/{matter}/versions", "version issue"),
    "posts.establish": ("/programmes/{programme}/posts/{post}/establish", "post establish"),
    "posts.give_forecast": ("/programmes/{programme}/posts/{post}/forecast", "post forecast"),
    "posts.tell_partners": ("/programmes/{programme}/posts/{post}/tell", "post tell"),
    "recruitment.open_round": ("/programmes/{programme}/posts/{post}/rounds/{number}/open", "round open"),
    "recruitment.plan_stages": ("/programmes/{programme}/posts/{post}/rounds/{number}/plan", "round plan"),
    "recruitment.reach_stage": ("/programmes/{programme}/posts/{post}/rounds/{number}/stage", "round stage"),
    "recruitment.omit_stage": ("/programmes/{programme}/posts/{post}/rounds/{number}/omit", "round omit"),
    "recruitment.set_panel": ("/programmes/{programme}/posts/{post}/rounds/{number}/panel", "round panel"),
    "recruitment.declare_interest": (
        "/programmes/{programme}/posts/{post}/rounds/{number}/interest",
        "round interest",
    ),
    "recruitment.enter_candidate": (
        "/programmes/{programme}/posts/{post}/rounds/{number}/candidates/{reference}/enter",
        "round candidate",
    ),
    "recruitment.let_candidate_go": (
        "/programmes/{programme}/posts/{post}/rounds/{number}/candidates/{reference}/let-go",
        "round let-go",
    ),
    "recruitment.pause_round": ("/programmes/{programme}/posts/{post}/rounds/{number}/pause", "round pause"),
    "recruitment.resume_round": (
        "/programmes/{programme}/posts/{post}/rounds/{number}/resume",
        "round resume",
    ),
    "recruitment.decide_round": (
        "/programmes/{programme}/posts/{post}/rounds/{number}/decide",
        "round decide",
    ),
    "recruitment.let_round_fall_through": (
        "/programmes/{programme}/posts/{post}/rounds/{number}/fell-through",
        "round fell-through",
    ),
    "recruitment.withdraw_round": (
        "/programmes/{programme}/posts/{post}/rounds/{number}/withdraw",
        "round withdraw",
    ),
    "appointments.propose": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/propose",
        "appointment propose",
    ),
    "appointments.record_eligibility": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/eligibility",
        "appointment eligibility",
    ),
    "appointments.request_sign_off": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/sign-off/request",
        "appointment request-sign-off",
    ),
    "appointments.await_information": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/sign-off/await",
        "appointment await",
    ),
    "appointments.supply_information": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/sign-off/supply",
        "appointment supply",
    ),
    "appointments.answer_sign_off": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/sign-off/answer",
        "appointment answer",
    ),
    "appointments.fix_start": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/start",
        "appointment start",
    ),
    "appointments.propose_extension": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/extend",
        "appointment extend",
    ),
    "appointments.extend_term": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/extend/confirm",
        "appointment confirm-extension",
    ),
    "appointments.end_early": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/end-early",
        "appointment end-early",
    ),
    "appointments.withdraw": (
        "/programmes/{programme}/posts/{post}/appointments/{number}/withdraw",
        "appointment withdraw",
    ),
    "windows.enter": ("/programmes/{programme}/windows/{window}/enter", "window enter"),
    "windows.withdraw": ("/programmes/{programme}/windows/{window}/withdraw", "window withdraw"),
}
"""Each act of an office, with the route and the command that lead to it."""

BY_LINK = {
    "papers_on_request.ask_for",
    "sign_offs.answer",
    "sign_offs.ask_question",
    "sign_offs.declare_interest",
    "sign_offs.hand_over",
}
"""A member's own, on the page the link of a letter opens; offices do it on their behalf, or not at all."""

BY_OPERATOR = {"programmes.load": "load", "programmes.set_clock": "clock set"}
"""Of whoever runs the installation, on its machine: from a folder of files, and never in production."""

ON_THE_MACHINE = {"post_reading.particulars": "round particulars"}
"""Read by a command alone, and logged: who the candidates are is nobody's to read who only says who they are,
as every caller of the API does until they sign in.
"""

EVERYONES = {"acting.act", "made.act_that_makes"}
"""What all others go through."""

ROUTERS = (
    *(programmes.ROUTER, matters.ROUTER, matters.BODIES, ways_on.ROUTER, decisions.ROUTER, papers.ROUTER),
    executive.ROUTER,
    *(meetings.ROUTER, obligations.ROUTER, publication.ROUTER, partnership.ROUTER),
    *(posts.ROUTER, recruitment.ROUTER, appointments.ROUTER),
)
PROBLEMS = {"403", "404", "409", "422", "429", "503"}


# --- every act ----------------------------------------------------------------------------


def acts() -> Iterator[str]:
    """Whatever a service can be asked to do, by what it answers."""
    for found in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"services.{found.name}")
        for name, function in inspect.getmembers(module, inspect.iscoroutinefunction):
            answers = inspect.signature(function).return_annotation
            is_its_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_its_own and (answers is Told or (isclass(answers) and issubclass(answers, Acted))):
                yield f"{found.name}.{name}"


def test_every_act_of_the_services_has_its_place_here() -> None:
    places = (set(REACHED), BY_LINK, set(BY_OPERATOR), EVERYONES)
    assert set(acts()) == set().union(*places)
    assert sum(map(len, places)) == len(set().union(*places))


def names_in(code: CodeType) -> Iterator[str]:
    """What a function speaks of, and the functions in it."""
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from names_in(each)


def endpoints() -> dict[str, FunctionType]:
    routes = [each for router in ROUTERS for each in router.routes if isinstance(each, APIRoute)]
    return {each.path: each.endpoint for each in routes if "POST" in each.methods}  # type: ignore[misc]  # ours are functions


def commands() -> dict[str, Callable[..., Any]]:
    return {" ".join(words): inspect.unwrap(each.callback) for words, each in every_command().items()}


@pytest.mark.parametrize("act", REACHED)
def test_an_act_is_reached_by_its_route_and_by_its_command(act: str) -> None:
    route, command = REACHED[act]
    module, name = act.split(".")
    for reaching in (endpoints()[route], commands()[command]):
        assert name in set(names_in(reaching.__code__)), reaching.__name__  # type: ignore[attr-defined]  # functions
        assert f"services.{module}" in modules_known_to(reaching)


def modules_known_to(function: Callable[..., Any]) -> set[str]:
    return {getattr(each, "__name__", "") for each in function.__globals__.values() if inspect.ismodule(each)}  # type: ignore[attr-defined]  # functions


def test_every_route_that_changes_something_leads_to_an_act() -> None:
    assert set(endpoints()) == {route for route, _ in REACHED.values()}


def test_what_members_do_is_on_the_page_of_their_link() -> None:
    spoken = {
        name
        for _, each in inspect.getmembers(sign_off, inspect.isfunction)
        for name in names_in(each.__code__)
    }
    assert {act.split(".")[1] for act in BY_LINK} <= spoken


def test_what_an_operator_does_is_a_command() -> None:
    for act, command in BY_OPERATOR.items():
        assert act.split(".")[1] in set(names_in(commands()[command].__code__))  # type: ignore[attr-defined]  # functions


@pytest.mark.parametrize("read", ON_THE_MACHINE)
def test_what_is_read_on_the_machine_has_a_command_and_no_address(read: str) -> None:
    spoken = set(read.split("."))
    assert spoken <= set(names_in(commands()[ON_THE_MACHINE[read]].__code__))  # type: ignore[attr-defined]  # functions
    asked = [set(names_in(each.__code__)) for each in every_page_and_endpoint()]
    assert any({"post_reading", "round_board"} <= each for each in asked)
    assert not any(spoken <= each for each in asked)


def every_page_and_endpoint() -> Iterator[FunctionType]:
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute):
                yield route.endpoint  # type: ignore[misc]  # ours are functions
    for found in pkgutil.iter_modules(pages.__path__):
        module = importlib.import_module(f"web.pages.{found.name}")
        yield from (each for _, each in inspect.getmembers(module, inspect.isfunction))


# --- every route --------------------------------------------------------------------------


async def test_every_route_says_what_it_does_and_what_can_go_wrong(harbour: AWeb) -> None:
    told = openapi_of(harbour)
    operations = {(method, path): each for path, at in told["paths"].items() for method, each in at.items()}
    assert {path for method, path in operations if method == "post"} == {
        f"{API}{each}" for each in endpoints()
    }
    for where, each in operations.items():
        assert len(each["summary"].split()) > 1, where
        assert each["description"].strip(), where
        assert each["tags"], where
        assert set(each["responses"]) >= PROBLEMS, where
        for status in PROBLEMS:
            assert set(each["responses"][status]["content"]) == {"application/problem+json"}, (where, status)
    summaries = [each["summary"] for each in operations.values()]
    assert len(set(summaries)) == len(summaries)


async def test_every_route_that_changes_something_tells_what_it_is_sent(harbour: AWeb) -> None:
    told = openapi_of(harbour)["paths"]
    for route in endpoints():
        post = told[f"{API}{route}"]["post"]
        headers = {each["name"]: each["required"] for each in post["parameters"] if each["in"] == "header"}
        assert headers == {"Quorate-Person": True, "Idempotency-Key": True}, route
        assert post["requestBody"]["required"], route


async def test_every_list_that_grows_is_bounded(harbour: AWeb) -> None:
    for path, at in openapi_of(harbour)["paths"].items():
        if path == f"{API}/programmes" or "get" not in at:
            continue
        is_list = path.rsplit("/", 1)[1] in {
            "matters",
            "comments",
            "ledger",
            "letters",
            "meetings",
            "obligations",
            "papers",
            "windows",
        }
        limits = [each["schema"] for each in at["get"].get("parameters", []) if each["name"] == "limit"]
        assert [each["maximum"] for each in limits] == ([500] if is_list else []), path


def test_control_a_route_that_leads_elsewhere_would_be_noticed() -> None:
    cancelling = endpoints()["/programmes/{programme}/meetings/{meeting}/cancel"]
    assert "cancel" in set(names_in(cancelling.__code__))
    assert "suspend" not in set(names_in(cancelling.__code__))
