"""The text of two files compared in a process of its own, which may use so much time and memory and no more.

`python -m services.text_differences` is told on standard input of what kind and how long each file is, in
a line of JSON, and then given their bytes; it answers with the differences as JSON. A file that is broken,
or made to harm, ends this process and nothing else.
"""

import io
import json
import resource
import sys
from contextlib import suppress
from typing import Final

from pypdf import PdfReader

from models.comparing import Differences
from rules.differences import differences

PAGES_AT_MOST: Final = 400
SECONDS: Final = 10
"""Of the processor's time."""
MEMORY: Final = 1024**3
"""Bytes."""
LOCKED: Final = "It is protected by a password, so that its words cannot be compared."
TOO_LONG: Final = f"It has more than {PAGES_AT_MOST} pages, so that its words are not compared."
NO_WORDS: Final = "It holds no words that can be read, perhaps only pictures of pages."


class Unreadable(Exception):
    """Why the words of a file cannot be had, in a sentence."""


def main() -> int:
    _bind()
    told = json.loads(sys.stdin.buffer.readline())
    files = [(each["kind"], sys.stdin.buffer.read(each["size"])) for each in told]
    try:
        before, after = (pages_of(kind, content) for kind, content in files)
        found = differences(before, after)
    except Unreadable as why:
        found = Differences(trouble=str(why))
    sys.stdout.write(found.model_dump_json())
    return 0


def pages_of(kind: str, content: bytes) -> tuple[str, ...]:
    """The words of each page; a text has one. Raises Unreadable, and whatever a broken file makes happen."""
    if kind.startswith("text/"):
        return (content.decode(errors="replace"),)
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise Unreadable(LOCKED)
    if len(reader.pages) > PAGES_AT_MOST:
        raise Unreadable(TOO_LONG)
    pages = tuple(page.extract_text() for page in reader.pages)
    if not any(page.strip() for page in pages):
        raise Unreadable(NO_WORDS)
    return pages


def _bind() -> None:
    """Where the system knows such limits; whoever waits has its own limit of time."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main())
