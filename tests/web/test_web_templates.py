"""The pages: every template has a page and a state, says what it must, and misspells nothing."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
from jinja2 import ChainableUndefined, Environment, nodes
from starlette.requests import Request

from models.values import Answer, Ask, Procedure, Standing
from tests.web.matrix_states import ROWS
from tests.web.page_states import STATES
from web import assets, templating
from web.pages import presenters, views

PORT = Path(sys.modules["jinja2"].__file__ or "").parents[1] / "nhsuk_frontend_jinja" / "templates"
NOT_PAGES = {"layout.html"}


class Recorded(ChainableUndefined):
    """Chains as the kit needs, and writes down each miss that one of our own files made."""

    misses: list[str] = []

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]  # jinja's own signature, passed on
        asked_in = _template_asking()
        if asked_in and not asked_in.startswith("nhsuk/") and self._undefined_name != "caller":
            self.misses.append(f"{asked_in}: {self._undefined_name}")


def _template_asking() -> str:
    frame = sys._getframe(2)
    while frame:
        if template := frame.f_globals.get("__jinja_template__"):
            return str(template.name)
        frame = frame.f_back
    return ""


@pytest.fixture(scope="session")
def recording() -> Environment:
    return templating.environment(Recorded)


def all_subclasses(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from all_subclasses(each)


def html_of(state: str) -> str:
    return templating.render(Request({"type": "http"}), STATES[state]).body.decode()


@pytest.mark.parametrize("state", STATES)
def test_a_page_begins_at_the_edge_of_its_header(state: str) -> None:
    """Header, page and foot stand in boxes of one width."""
    boxes = re.findall(r'<div class="((?:[\w-]+ )*)nhsuk-width-container([^"]*)"', html_of(state))
    assert set(boxes) == {("nhsuk-header__container ", ""), ("", "")}


@pytest.mark.parametrize("state", STATES)
def test_a_page_asks_for_nothing_it_was_not_given(state: str, recording: Environment) -> None:
    Recorded.misses.clear()
    templating.to_html(recording, STATES[state], nonce="n")
    assert Recorded.misses == []


def test_the_recorder_would_notice_a_misspelt_name(recording: Environment) -> None:
    Recorded.misses.clear()
    recording.from_string("{{ page.titel }}{{ nothing.at.all }}").render(page=STATES["receipt"])
    assert [miss.split(": ")[1] for miss in Recorded.misses] == ["titel", "nothing"]


def test_every_page_has_a_template_and_every_template_a_page() -> None:
    pages = {kind.template for kind in all_subclasses(views.Page)}
    files = {path.name for path in templating.TEMPLATES.glob("*.html") if not path.name.startswith("_")}
    assert files - NOT_PAGES == pages


def test_every_page_is_shown_in_some_state() -> None:
    assert {type(page) for page in STATES.values()} == set(all_subclasses(views.Page))


def test_every_parameter_given_to_the_kit_is_one_it_knows() -> None:
    kit = "\n".join(path.read_text(encoding="utf-8") for path in PORT.rglob("*.jinja"))
    environment = templating.environment()
    unknown = []
    for path in templating.TEMPLATES.glob("*.html"):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            for given in (each for each in call.args if isinstance(each, nodes.Dict)):
                names = [key.value for key in _keys(given)]
                unknown += [(path.name, name) for name in names if not re.search(rf"\b{name}\b", kit)]
    assert unknown == []


def _keys(given: nodes.Dict) -> Iterator[nodes.Const]:
    for pair in given.items:
        if isinstance(pair.key, nodes.Const) and pair.key.value != "autofocus":
            yield pair.key


def test_the_port_of_the_templates_matches_the_kit() -> None:
    about = next(PORT.parents[1].glob("nhsuk_frontend_jinja-*.dist-info")) / "METADATA"
    ours = version("nhsuk-frontend-jinja")
    row = re.search(rf"\| (\S+) \| {re.escape(ours)} \|", about.read_text(encoding="utf-8"))
    assert row, f"the port {ours} does not say which kit it is for"
    style = (assets.TARGET / assets.manifest()[assets.STYLE]).read_text(encoding="utf-8")
    assert f'--nhsuk-frontend-version:"{row[1]}"' in style


@pytest.mark.parametrize("state", STATES)
def test_no_page_carries_the_logo_or_the_copyright_of_another(state: str) -> None:
    html = html_of(state)
    assert "nhsuk-header__logo" not in html
    assert "NHS England" not in html


@pytest.mark.parametrize("state", STATES)
def test_no_page_styles_inline_or_scripts_without_the_nonce(state: str) -> None:
    html = templating.to_html(templating.environment(), STATES[state], nonce="the-nonce")
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"\son[a-z]+=", html)
    assert all('nonce="the-nonce"' in tag for tag in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("state", STATES)
def test_every_form_posts_and_carries_its_token_and_its_press(state: str) -> None:
    for form in re.findall(r"<form.*?</form>", html_of(state), re.DOTALL):
        assert 'method="post"' in form
        assert 'name="form_token"' in form
        assert 'name="command_id"' in form


def test_nothing_is_chosen_for_the_member() -> None:
    html = html_of("sign-off")
    assert html.count('type="radio"') == len(Answer)
    assert " checked" not in html


def test_the_reason_box_is_always_there() -> None:
    html = html_of("sign-off")
    assert '<textarea class="nhsuk-textarea" id="reason" name="reason"' in html
    assert "conditional" not in html


def test_the_answer_is_bound_to_the_text_by_its_hash() -> None:
    html = html_of("sign-off")
    assert f'name="content_hash" value="{"9f3ab2c1" * 8}"' in html
    assert "9f3ab2c1</span>" in html


def test_a_fault_comes_first_takes_the_focus_and_brings_back_what_was_typed() -> None:
    html = html_of("sign-off-with-nothing-chosen")
    assert "<title>Error: " in html
    assert html.index("autofocus") < html.index("<h1")
    assert 'href="#answer"' in html
    assert 'id="answer"' in html
    assert "Because of &lt;/textarea&gt; &amp; more</textarea>" in html


def test_a_choice_made_before_a_fault_comes_back() -> None:
    html = html_of("sign-off-with-a-reason-missing")
    assert re.search(r'value="approve-subject-to"\s+checked', html)


def test_what_people_typed_is_escaped() -> None:
    assert "The chair reports &lt;twice&gt; a year." in html_of("receipt")


def test_an_enclosed_part_is_a_link_and_one_on_request_a_button() -> None:
    html = html_of("sign-off")
    assert '<a href="/sign-off/parts/terms">' in html
    assert "Ask for Appendix A: membership" in html
    assert "You asked for this on Monday 3 February 2020." in html


def test_the_letter_stands_in_a_frame_that_may_do_nothing() -> None:
    assert re.search(r'<iframe [^>]*src="/letter.html" sandbox>', html_of("letter"))


# --- words --------------------------------------------------------------------------------


def test_every_standing_ask_procedure_and_answer_has_its_words() -> None:
    assert set(presenters.TAGS) == set(Standing)
    assert set(presenters.ASKED_FOR) == set(presenters.IN_FAVOUR) == set(Ask)
    assert set(presenters.DECIDES_BY) == set(Procedure)
    assert set(presenters.SAID) == set(Answer)
    assert [choice.value for choice in presenters.answer_choices(Ask.APPROVE)] == list(Answer)


def test_each_standing_has_a_letter_of_its_own() -> None:
    letters = [*(presenters.letter(standing) for standing in (None, *Standing)), presenters.NOT_IN_EFFECT[1]]
    assert len(letters) == len(set(letters))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", presenters.INKS)
def test_the_letters_in_the_picture_stand_out_from_their_cell(colour: str) -> None:
    light, dark = sorted((luminance(each) for each in presenters.INKS[colour]), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_every_colour_of_a_tag_can_be_drawn() -> None:
    assert {tag.colour for tag, _ in presenters.TAGS.values()} <= set(presenters.INKS)


def test_the_picture_says_its_finding_in_words() -> None:
    three = [row for row in ROWS if row.tag.words in {"Approved", "Deferred"}]
    assert presenters.finding(three) == "3 bodies: 2 deferred, 1 approved."
    assert presenters.finding(three[:1]) == "1 body: 1 deferred."
    beside = [*three, replace(three[0], is_on_route=False)]
    assert presenters.finding(beside) == (
        "3 bodies: 2 deferred, 1 approved. One more holds the place of bodies that ended."
    )
    assert presenters.finding([]) == "No body is asked yet."
    assert presenters.picture(ROWS).finding in html_of("matrix")


def test_the_cells_of_the_picture_neither_overlap_nor_leave_it() -> None:
    drawn = presenters.picture(ROWS)
    places = {(cell.x, cell.y) for cell in drawn.cells}
    assert len(places) == len(ROWS)
    assert all(
        cell.x + drawn.cell_width <= drawn.width and cell.y + drawn.cell_height <= drawn.height
        for cell in drawn.cells
    )
