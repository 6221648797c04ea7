"""Facts in, one letter to one person out: pure, and the same every time."""

import textwrap
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from letters.invitations import diary_entry
from letters.subjects import subject_of
from letters.wording import day_words, deadline_words, last_day_words, moment_words, plain_words
from models.diary import DiaryEntry
from models.letter_kinds import OF_POSTS
from models.letters import Correspondent, Letter, LetterFacts
from models.values import digest_of

TEMPLATES = Path(__file__).parent / "templates"
TEXT_WIDTH = 76


def compose(facts: LetterFacts, sender: Correspondent) -> Letter:
    """The same facts always give the same letter, with the same Message-ID."""
    domain = sender.address.rpartition("@")[2]
    subject = subject_of(facts)
    return Letter(
        message_id=f"<{digest_of(facts.key)}@{domain}>",
        thread_id=f"<{digest_of('thread', facts.thread)}@{domain}>",
        written=facts.written,
        sender=sender,
        to=facts.recipient,
        reply_to=facts.reply_to,
        subject=subject,
        text=_rendered(facts, _PLAIN, ".txt"),
        html=_rendered(facts, _RICH, ".html"),
        diary=_diary(facts, sender),
        may_be_unsubscribed=facts.may_be_unsubscribed,
        unsubscribe=_unsubscribing(facts),
    )


def _diary(facts: LetterFacts, sender: Correspondent) -> DiaryEntry | None:
    """In the sender's name, answered to the letter's own address; of a private one only that it is."""
    invitation = facts.invitation
    if invitation is None:
        return None
    if facts.confidential:
        invitation = invitation.model_copy(update={"title": "Private meeting", "place": ""})
    return diary_entry(invitation, sender, facts.recipient, facts.written)


def _rendered(facts: LetterFacts, environment: Environment, form: str) -> str:
    """A kind has one template, laid out twice, so that text and HTML never say different things."""
    items = [_said(each, environment, f"item{form}") for each in facts.items]
    return _said(facts, environment, f"letter{form}", items=items)


def _said(facts: LetterFacts, environment: Environment, layout: str, **besides: object) -> str:
    """A letter by itself, or as one item of a digest."""
    spoken = facts.model_copy(
        update={
            "quoted": plain_words(facts.quoted),
            "replied": plain_words(facts.replied),
            "lines": tuple(plain_words(line) for line in facts.lines),
        }
    )
    together = (facts, *facts.items)
    return environment.get_template(f"{facts.kind}.jinja").render(
        layout=layout,
        facts=spoken,
        subject=subject_of(facts),
        document=_document(facts),
        rows=_particulars(facts),
        opens_pages=any(each.link for each in together),
        is_personal=any(map(_has_personal_link, together)),
        unsubscribing=_unsubscribing(facts),
        **besides,
    )


def _document(facts: LetterFacts) -> str:
    return f"{facts.title}, version {facts.version}" if facts.version else facts.title


def _particulars(facts: LetterFacts) -> tuple[tuple[str, str], ...]:
    """What every letter sets out in a list, as far as it is so: who, what, by when, where."""
    rows = (
        ("Post" if facts.kind in OF_POSTS else "Document", _document(facts)),
        ("What changed", facts.changes_at or ""),
        ("Body", facts.body),
        ("Asked by", facts.asked_by),
        ("Due", deadline_words(facts.deadline) if facts.deadline else facts.due_words),
        ("Meeting", moment_words(facts.meeting_at) if facts.meeting_at else ""),
        ("Next meeting", moment_words(facts.next_meeting_at) if facts.next_meeting_at else ""),
        ("Place", facts.place),
        ("Reference", facts.reference),
        ("Text (the beginning of its fingerprint, the same wherever this text stands)", facts.short_hash),
        ("Subscribe to your meetings", _subscription(facts)),
    )
    return tuple((name, said) for name, said in rows if said)


def _subscription(facts: LetterFacts) -> str:
    """Told once, also of letters that came together."""
    return next((each.subscription for each in (facts, *facts.items) if each.subscription), "")


def _has_personal_link(facts: LetterFacts) -> bool:
    return bool(facts.subscription or _unsubscribing(facts) or (facts.link and facts.link_is_personal))


def _unsubscribing(facts: LetterFacts) -> str | None:
    return facts.unsubscribe if facts.may_be_unsubscribed else None


def _sentences(words: str) -> list[str]:
    """The paragraphs of a block, one to a line; each begins with a capital, whoever it begins with."""
    lines = (line.strip() for line in words.splitlines())
    return [line[0].upper() + line[1:] for line in lines if line]


def _wrapped(words: str, first: str = "", further: str = "") -> str:
    """Lines a reader of plain text sees whole; an address is never broken."""
    return textwrap.fill(
        words,
        TEXT_WIDTH,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _environment(*, escapes: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=(), default=escapes),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters |= {
        "day": day_words,
        "last_day": last_day_words,
        "moment": moment_words,
        "by": deadline_words,
        "sentences": _sentences,
        "wrapped": _wrapped,
    }
    return environment


_PLAIN = _environment(escapes=False)
_RICH = _environment(escapes=True)
