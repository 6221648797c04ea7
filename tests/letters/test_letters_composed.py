"""Every kind of letter says who asks, what for, by when and what comes next."""

import re
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from letters.compose import TEMPLATES, compose
from models.letters import NEEDED, Letter, LetterFacts, LetterKind
from tests.letters.expected_letters import EXPECTED
from tests.letters.reading import Reader, unwrapped
from tests.letters.sample_facts import EVERYTHING, FRAME, LINK, QUORATE, everything, facts_of


def a_letter(kind: LetterKind, **said: object) -> Letter:
    return compose(facts_of(kind, **said), QUORATE)


@pytest.fixture(params=LetterKind, ids=str)
def kind(request: pytest.FixtureRequest) -> LetterKind:
    return LetterKind(request.param)


def test_every_kind_of_letter_has_a_template_and_every_template_a_kind() -> None:
    templates = {path.stem for path in TEMPLATES.glob("*.jinja") if not path.stem.startswith("_")}
    assert templates == set(LetterKind)


def test_every_kind_of_letter_is_expected_here_and_says_what_it_needs() -> None:
    assert set(EXPECTED) == set(NEEDED) == set(LetterKind)


def test_a_letter_says_what_it_must_in_its_subject_and_both_parts(kind: LetterKind) -> None:
    subject, sentences = EXPECTED[kind]
    letter = a_letter(kind)
    assert letter.subject == subject
    for sentence in sentences:
        assert sentence in unwrapped(letter.text)
        assert sentence in Reader(letter.html).words


def test_every_letter_says_whom_to_ask_its_reference_and_what_is_next(kind: LetterKind) -> None:
    letter = a_letter(kind)
    for part in (unwrapped(letter.text), Reader(letter.html).words):
        assert "Questions: reply to this letter, or write to the Partnership secretariat at" in part
        assert "secretariat@partnership.example" in part
        assert "Reference" in part
        assert "MSE-5YS-0142" in part
        assert "to Lay member, governance alone." in part
        opening = "Opening a link" if kind is LetterKind.DIGEST else "Opening the link"
        assert f"{opening} does not record a decision." in part
        assert "The next body to decide is Southend, on Thursday 27 February 2020." in part


def test_the_link_stands_whole_in_the_text_and_behind_one_button(kind: LetterKind) -> None:
    letter = a_letter(kind)
    assert LINK in letter.text.splitlines()
    assert Reader(letter.html).links == [LINK, "mailto:secretariat@partnership.example"]


def test_a_letter_without_a_link_has_no_button_and_does_not_speak_of_one() -> None:
    letter = a_letter(LetterKind.TASK, link=None)
    assert Reader(letter.html).links == ["mailto:secretariat@partnership.example"]
    assert "link" not in letter.text


def test_a_letter_with_only_what_it_needs_has_no_hole(kind: LetterKind) -> None:
    found = everything(kind)
    only_needed = {name: found[name] for name in NEEDED[kind] if name in found}
    due = {"due_words": "towards the end of February 2020"} if "due" in NEEDED[kind] else {}
    facts = LetterFacts.model_validate(FRAME | only_needed | due | {"key": "k", "kind": kind})
    letter = compose(facts, QUORATE)
    for part in (letter.subject, letter.text, Reader(letter.html).words):
        assert "None" not in part
        assert not re.search(r": ?[.:]|\(\)| ,|  v\b|\bby\.", part)


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in NEEDED.items() for name in names], ids=str
)
def test_a_letter_that_could_not_say_it_is_not_built(kind: LetterKind, name: str) -> None:
    nothing = {"deadline": None, "due_words": ""} if name == "due" else {}
    empty: object = (
        () if name in {"lines", "items"} else "" if isinstance(EVERYTHING.get(name), str) else None
    )
    with pytest.raises(ValidationError):
        facts_of(kind, **(nothing or {name: empty}))


def test_no_letter_loads_anything_from_elsewhere(kind: LetterKind) -> None:
    letter = a_letter(kind)
    assert not {"img", "script", "link", "iframe", "form", "object"} & set(Reader(letter.html).elements)
    assert not re.search(r"url\(|@import|@font-face", letter.html)


def test_letters_follow_the_dark_of_the_reader() -> None:
    html = a_letter(LetterKind.SIGN_OFF_REQUEST).html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "prefers-color-scheme: dark" in html


def test_the_last_reminder_says_that_no_other_comes() -> None:
    letter = a_letter(LetterKind.REMINDER, next_reminder=None)
    assert "No further reminder will come." in letter.text


def test_a_body_that_takes_silence_for_assent_says_so() -> None:
    text = unwrapped(a_letter(LetterKind.SIGN_OFF_REQUEST, silence_is_assent=True).text)
    assert "silence is taken as agreement when the time is up" in text
    assert "not taken as agreement" not in text


def test_an_answer_that_may_not_change_is_not_said_to() -> None:
    assert "change your answer" not in a_letter(LetterKind.RECEIPT, may_change_answer=False).text


def test_a_meeting_without_a_new_date_says_so() -> None:
    text = unwrapped(a_letter(LetterKind.MEETING_CHANGED, change="cancelled", next_meeting_at=None).text)
    assert "is cancelled. No new date is fixed yet." in text
    assert "Please take the old date out of your diary." in text


def test_a_vague_due_date_keeps_its_words() -> None:
    letter = a_letter(LetterKind.PROMISE_OPENED, deadline=None, due_words="in the near future")
    assert "It is due as it was said: in the near future." in letter.text
    assert letter.subject == "Promise recorded - Five-Year Strategy v1.0"


def test_a_deadline_at_midnight_is_the_end_of_the_day_before() -> None:
    letter = a_letter(LetterKind.SIGN_OFF_REQUEST, deadline=datetime(2020, 4, 20, 23, 0, tzinfo=UTC))
    assert letter.subject == "Action needed by Monday 20 April 2020 - Five-Year Strategy v1.0"
    assert "by the end of Monday 20 April 2020 (midnight, London time)" in unwrapped(letter.text)


def test_the_subject_of_a_private_matter_names_neither_document_nor_body(kind: LetterKind) -> None:
    subject = a_letter(kind, confidential=True).subject
    for words in ("Five-Year", "Strategy", "Mid Essex", "1.0", "Partnership", "approve"):
        assert words not in subject
    assert subject.endswith(" - private matter")


def test_the_same_key_is_the_same_letter_and_another_key_another() -> None:
    first, again = (a_letter(LetterKind.REMINDER, key="reminder/1") for _ in range(2))
    assert first == again
    assert a_letter(LetterKind.REMINDER, key="reminder/2").message_id != first.message_id


def test_all_letters_about_one_matter_stand_in_one_thread() -> None:
    assert len({a_letter(kind).thread_id for kind in LetterKind}) == 1
    assert a_letter(LetterKind.TASK, thread="approval/other").thread_id != a_letter(LetterKind.TASK).thread_id


def test_a_link_to_the_matter_is_not_called_personal_and_answers_nothing() -> None:
    text = unwrapped(a_letter(LetterKind.SIGN_OFF_REQUEST, link_is_personal=False).text)
    assert "Open the matter: https://" in text
    assert "The link is personal" not in text
    assert "Read and answer" not in text


def test_an_owner_is_told_how_to_record_a_promise_and_a_director_why_they_are_told() -> None:
    owner = unwrapped(a_letter(LetterKind.OBLIGATION_SLIPPED, role="owner", obligation="pr1").text)
    director = unwrapped(a_letter(LetterKind.OBLIGATION_SLIPPED, role="director").text)
    assert "quorate obligation keep pr1 --evidence 'how it can be seen'" in owner
    assert "quorate obligation carry-over pr1 --due 'shortly' --reason 'why'" in owner
    assert "You are told because it is late." not in owner
    assert "You are told because it is late." in director
    assert "You do not need to do anything." not in owner + director


def test_a_target_that_was_missed_is_no_promise_and_has_no_day_until_one_is_set() -> None:
    letter = a_letter(LetterKind.OBLIGATION_SLIPPED, role="owner", obligation="t1", has_no_day=True)
    text = unwrapped(letter.text)
    assert letter.subject.startswith("Target missed, due Friday 7 February 2020")
    assert "stands as unknown, until a new one is set" in text
    assert "promise" not in text.lower()
    assert "overdue" not in text


def test_a_promise_is_only_on_record_for_those_who_do_not_own_it() -> None:
    owner = unwrapped(a_letter(LetterKind.PROMISE_OPENED, role="owner", obligation="pr1").text)
    assert "write to the secretariat by replying to this letter" in owner
    assert "or record it with \"quorate obligation keep pr1 --evidence 'how it can be seen'\"." in owner
    assert "quorate obligation" not in a_letter(LetterKind.PROMISE_OPENED).text


@pytest.mark.parametrize("kind", ["promise-opened", "obligation-reminder", "obligation-slipped"])
def test_an_owner_who_keeps_no_records_is_told_to_write_and_not_to_type(kind: str) -> None:
    letter = a_letter(LetterKind(kind), role="owner", obligation="pr1", has_commands=False)
    assert "write to the secretariat by replying to this letter" in unwrapped(letter.text)
    assert "quorate obligation" not in letter.text


def test_whom_to_write_to_comes_before_what_to_type_and_a_question_is_entered_as_one() -> None:
    text = unwrapped(a_letter(LetterKind.AMENDMENT_NOTICE, answered_with="quorate concern raise p b").text)
    first, second = text.index("write to the secretariat by replying"), text.index("quorate concern raise")
    assert first < second
    assert 'a question with "quorate concern raise p b", an objection with --objects added to it. No' in text


def test_a_chairs_action_is_told_as_one_in_its_subject_heading_and_first_sentence_g42() -> None:
    letter = a_letter(LetterKind.DECISION_RETURNED, way="chair", principal="Chair and Accountable Officer")
    text = unwrapped(letter.text)
    assert letter.subject.startswith("Chair's action at Mid Essex CCG governing body on Thursday 6 February")
    assert text.startswith("Chair's action for Mid Essex CCG governing body: approved Chair and Accountable")
    assert "Officer decided by chair's action for Mid Essex CCG governing body, which did not meet" in text
    assert "The body is still to ratify it." in text


def test_after_a_refusal_the_sponsor_reads_the_ways_on() -> None:
    text = unwrapped(a_letter(LetterKind.DECISION_RETURNED, ways_on="Ask again, or withdraw.").text)
    assert "Ask again, or withdraw." in text
    assert "You do not need to do anything." not in text
    assert "You do not need to do anything." in unwrapped(a_letter(LetterKind.DECISION_RETURNED).text)


@pytest.mark.parametrize("kind_", [LetterKind.RECEIPT, LetterKind.ANSWERED_ON_BEHALF])
def test_a_changed_answer_says_what_it_replaces_and_from_when_it_counts(kind_: LetterKind) -> None:
    day = datetime(2020, 2, 4, 9, 0, tzinfo=UTC)
    replaces = 'the earlier answer "I object" of Monday 3 February 2020'
    text = unwrapped(a_letter(kind_, counts_from=day, replaces=replaces).text)
    assert "It counts from the day it was given: Tuesday 4 February 2020." in text
    assert f"It replaces {replaces}." in text


def test_the_nature_of_an_interest_stands_in_no_subject() -> None:
    for each in (LetterKind.INTEREST_DECLARED, LetterKind.INTEREST_RECORDED):
        assert "budgets" not in a_letter(each).subject


def test_where_silence_is_assent_the_escalation_says_so() -> None:
    text = unwrapped(a_letter(LetterKind.DIRECTOR_ESCALATION, silence_is_assent=True).text)
    assert "those who have not answered are taken to agree" in text
    assert "not a refusal" not in text


def test_words_of_people_lose_their_links_and_markup() -> None:
    letter = a_letter(
        LetterKind.QUESTION_ASKED,
        quoted='Why <a href="https://evil.example">this</a>?\nhttps://evil.example/x',
    )
    for part in (letter.text, letter.html):
        assert "evil" not in part
        assert "Why this ? (link removed)" in part
