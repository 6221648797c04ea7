"""The envelope: one recipient, honest headers, and no way in for anybody's words."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from activities.smtp import Encryption, MailServer, SmtpMailer
from letters.compose import compose
from letters.envelope import enveloped
from models.letters import INFORMATIONAL, LetterFacts, LetterKind
from tests.activities.catcher import a_mail_server
from tests.letters.reading import Reader, unwrapped
from tests.letters.sample_facts import LINK, QUORATE, facts_of

OFFERED = "https://quorate.example/unsubscribe/" + "u" * 200


def parsed(facts: LetterFacts) -> EmailMessage:
    message = message_from_bytes(enveloped(compose(facts, QUORATE)).as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, subtype: str) -> str:
    body = message.get_body((subtype,))
    assert body is not None
    return str(body.get_content())


def test_a_letter_carries_the_headers_that_keep_mail_in_order() -> None:
    message = parsed(facts_of(LetterKind.SIGN_OFF_REQUEST))
    assert message["From"] == "Quorate <letters@quorate.example>"
    assert message["To"] == '"Lay member, governance" <lay.member@mid-essex.example>'
    assert message["Reply-To"] == "the Partnership secretariat <secretariat@partnership.example>"
    assert message["Date"] == "Fri, 24 Jan 2020 09:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["References"] == message["In-Reply-To"] != message["Message-ID"]
    assert message["Message-ID"].endswith("@quorate.example>")


def test_the_text_comes_before_the_html() -> None:
    message = parsed(facts_of(LetterKind.REMINDER))
    assert message.get_content_type() == "multipart/alternative"
    assert [each.get_content_type() for each in message.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("kind", LetterKind, ids=str)
def test_only_what_informs_may_be_unsubscribed_from(kind: LetterKind) -> None:
    message = parsed(facts_of(kind, unsubscribe=OFFERED))
    assert (message["List-Unsubscribe"] is not None) == (kind in INFORMATIONAL)


def test_a_long_address_to_unsubscribe_stays_in_one_piece() -> None:
    raw = enveloped(compose(facts_of(LetterKind.INFORMED, unsubscribe=OFFERED), QUORATE)).as_bytes()
    (line,) = [line for line in raw.splitlines() if line.startswith(b"List-Unsubscribe:")]
    assert line.startswith(
        b"List-Unsubscribe: <" + OFFERED.encode() + b">, <mailto:secretariat@partnership.example?"
    )
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw


def test_one_click_is_offered_over_https_alone() -> None:
    raw = parsed(facts_of(LetterKind.INFORMED, unsubscribe="http://127.0.0.1:8000/unsubscribe/abc"))
    assert raw["List-Unsubscribe"].startswith("<mailto:")
    assert raw["List-Unsubscribe-Post"] is None
    assert "http://127.0.0.1:8000/unsubscribe/abc" in raw.get_body(("plain",)).get_content().splitlines()


def test_without_a_page_one_unsubscribes_by_mail() -> None:
    message = parsed(facts_of(LetterKind.INFORMED))
    assert message["List-Unsubscribe"].startswith(
        "<mailto:secretariat@partnership.example?subject=Unsubscribe%20"
    )
    assert message["List-Unsubscribe-Post"] is None


ONE_LINE_FACTS = (
    "title",
    "short",
    "version",
    "body",
    "asked_by",
    "asked",
    "due_words",
    "outcome",
    "figures",
    "evidence",
    "principal",
    "deputy",
    "parent",
    "next_step",
    "place",
    "quoted_by",
    "replied_by",
    "reference",
    "programme",
)


@pytest.mark.parametrize("name", ONE_LINE_FACTS)
@pytest.mark.parametrize(
    "broken", ["x\r\nBcc: all@board.example", "x\ny", "x\ry", "x\u2028y", "x\x85y", "x\x00y"]
)
def test_a_line_break_in_a_fact_is_refused(name: str, broken: str) -> None:
    with pytest.raises(ValidationError):
        facts_of(LetterKind.SIGN_OFF_REQUEST, **{name: broken})


def test_an_encoded_word_cannot_smuggle_in_a_header() -> None:
    smuggled = "=?utf-8?q?x=0D=0ABcc=3A_all=40board.example?="
    facts = facts_of(
        LetterKind.SIGN_OFF_REQUEST,
        short=smuggled,
        recipient={"title": smuggled, "address": "lay.member@mid-essex.example"},
        reply_to={"title": smuggled, "address": "secretariat@partnership.example"},
    )
    message = parsed(facts)
    assert message["Bcc"] is None
    assert b"\nBcc" not in enveloped(compose(facts, QUORATE)).as_bytes()


def test_a_long_title_in_any_script_arrives_whole() -> None:
    facts = facts_of(LetterKind.INQUORATE, short="Stratégie à cinq ans " * 14, body="Câmara de saúde " * 18)
    assert unwrapped(parsed(facts)["Subject"]) == unwrapped(compose(facts, QUORATE).subject)


@pytest.mark.parametrize(
    "address",
    [
        "a@board.example, b@board.example",
        "a@board.example\r\nBcc: b@board.example",
        "no address",
        "a@b",
        "<a@b.example>",
    ],
)
def test_an_address_is_one_address(address: str) -> None:
    with pytest.raises(ValidationError):
        facts_of(LetterKind.REMINDER, recipient={"title": "Chair", "address": address})


@pytest.mark.parametrize(
    "link", ['https://x.example/"onclick=', "javascript:alert(1)", "https://x.example/ y", "/s/token"]
)
def test_a_link_is_a_whole_address_of_the_web(link: str) -> None:
    with pytest.raises(ValidationError):
        facts_of(LetterKind.REMINDER, link=link)


ATTACKS = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=y>',
        "{{ facts }}",
        "{% raw %}",
        "{by}",
        "&lt;",
        "=?utf-8?q?x=0D=0ABcc=3A_all=40board.example?=",
        "a@evil.example",
        "https://evil.example",
        ",",
        ";",
        "<",
        ">",
        '"',
        "\\",
        "é",
        "—",
        "日本",
    ]
)
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
ONE_LINE = st.lists(ATTACKS | st.text(LETTERS, max_size=20), min_size=1, max_size=5).map(
    lambda said: f"x{''.join(said)}"
)
ANY_WORDS = st.lists(
    ATTACKS | st.text(st.characters(exclude_categories=("Cs",))), min_size=1, max_size=5
).map(lambda said: f"x {' '.join(said)}")


@st.composite
def any_facts(draw: st.DrawFn) -> LetterFacts:
    said: dict[str, Any] = {name: draw(ONE_LINE) for name in ONE_LINE_FACTS}
    said |= {
        "quoted": draw(ANY_WORDS),
        "replied": draw(ANY_WORDS),
        "lines": (draw(ANY_WORDS), draw(ANY_WORDS)),
    }
    said["recipient"] = {"title": draw(ONE_LINE), "address": "lay.member@mid-essex.example"}
    return facts_of(draw(st.sampled_from(LetterKind)), confidential=draw(st.booleans()), **said)


HEADERS = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "List-Unsubscribe",
    "MIME-Version",
    "Content-Type",
}


@given(any_facts())
@settings(max_examples=60, deadline=None)
def test_whatever_people_type_a_letter_goes_to_one_person_with_its_own_headers(facts: LetterFacts) -> None:
    letter = compose(facts, QUORATE)
    message = parsed(facts)
    assert [each.addr_spec for each in message["To"].addresses] == ["lay.member@mid-essex.example"]
    assert set(message.keys()) <= HEADERS
    assert len(message.keys()) == len(set(message.keys()))
    assert all("\n" not in str(value) and "\r" not in str(value) for value in message.values())
    assert message["Message-ID"] == letter.message_id
    assert unwrapped(message["Subject"]) == unwrapped(letter.subject.replace("=?", "= ?"))
    assert not message.defects
    assert unwrapped(part(message, "plain")) == unwrapped(letter.text)


@given(any_facts())
@settings(max_examples=60, deadline=None)
def test_whatever_people_type_the_html_has_only_our_elements_and_links(facts: LetterFacts) -> None:
    read = Reader(part(parsed(facts), "html"))
    ours = Reader(compose(facts_of(facts.kind), QUORATE).html)
    assert set(read.elements) <= set(ours.elements)
    assert set(read.attributes) <= set(ours.attributes)
    assert set(read.links) <= {LINK, "mailto:secretariat@partnership.example"}


async def test_all_kinds_arrive_at_a_real_mail_server_and_read_as_written() -> None:
    letters = [compose(facts_of(kind), QUORATE) for kind in LetterKind]
    async with a_mail_server() as catcher:
        mailer = SmtpMailer(
            MailServer(host="127.0.0.1", port=catcher.port, encryption=Encryption.NONE, timeout=5)
        )
        for letter in letters:
            await mailer.send(enveloped(letter), letter.sender.address, letter.to.address)
        await mailer.close()
    for sent, caught in zip(letters, catcher.letters, strict=True):
        assert caught.rcpt_tos == [sent.to.address]
        assert isinstance(caught.content, bytes)
        message = message_from_bytes(caught.content, policy=default)
        assert isinstance(message, EmailMessage)
        assert message["Subject"] == sent.subject
        assert message["Message-ID"] == sent.message_id
        assert unwrapped(part(message, "plain")) == unwrapped(sent.text)
        assert Reader(part(message, "html")).words == Reader(sent.html).words
