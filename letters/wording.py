"""Days, hours and the words of people, as a letter says them."""

import re
import unicodedata
from datetime import datetime, time, timedelta

from models.dates import MONTHS, WEEKDAYS, clock_in_words
from models.values import LONDON

QUOTED_AT_MOST = 400
_READ_AT_MOST = 4_000

_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_LINK = re.compile(
    r"\b[A-Za-z][A-Za-z0-9+.-]*://\S*|\b(?:mailto|javascript|data|tel|sms|file):\S+", re.IGNORECASE
)
_DOMAIN_DOT = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2})")


def day_words(moment: datetime) -> str:
    """The day in London, with its weekday: "Friday 7 February 2020"."""
    day = moment.astimezone(LONDON)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_words(moment: datetime) -> str:
    return f"{day_words(moment)} at {clock_in_words(moment.astimezone(LONDON).time())} London time"


def last_day_words(deadline: datetime) -> str:
    """The last day on which something may be done: a deadline at midnight closes the day before."""
    return day_words(deadline - timedelta(microseconds=1))


def deadline_words(deadline: datetime) -> str:
    """A deadline to read after "by"."""
    hour = deadline.astimezone(LONDON).time()
    if hour == time(0):
        return f"the end of {last_day_words(deadline)} (midnight, London time)"
    return f"{clock_in_words(hour)} on {day_words(deadline)} (London time)"


def plain_words(words: str) -> str:
    """What somebody typed, fit to be quoted: one paragraph, no links, no markup, not too long."""
    visible = "".join(
        " " if unicodedata.category(each).startswith(("C", "Z")) else each for each in words[:_READ_AT_MOST]
    )
    return _shortened(" ".join(_without_links(visible).split()))


def _without_links(words: str) -> str:
    """Taking one thing out may bring another together, so until nothing more changes."""
    while True:
        plain = _TAG.sub(" ", words)
        plain = _MARKDOWN_LINK.sub(r"\1", plain)
        plain = _LINK.sub("(link removed)", plain)
        # A space after the dot keeps mail programs from making a link of "board.example".
        plain = _DOMAIN_DOT.sub(". ", plain)
        if plain == words:
            return plain
        words = plain


def _shortened(words: str) -> str:
    if len(words) <= QUOTED_AT_MOST:
        return words
    kept = words[:QUOTED_AT_MOST].rsplit(" ", 1)[0]
    return f"{kept} …"
