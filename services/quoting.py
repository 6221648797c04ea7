"""What is told from the ledger, with the words that were typed put back in their place."""

from collections.abc import Iterable, Iterator, Mapping

from models.explaining import Section, Stated, Told
from models.values import Instant, Sha256, Text, Value

ERASED = "(erased)"
Words = Mapping[Sha256, str]


class StoryLine(Value):
    happened: Instant
    number: int
    words: str
    quoted: str = ""


class StatedLine(Value):
    words: str
    quoted: str = ""


class SectionRead(Value):
    title: str
    said: tuple[StatedLine, ...]


def sections_read(sections: Iterable[Section], words: Words, *, is_public: bool) -> Iterator[SectionRead]:
    for section in sections:
        said = (_stated(each, words, is_public=is_public) for each in section.said)
        if told := tuple(each for each in said if each is not None):
            yield SectionRead(title=section.title, said=told)


def _stated(stated: Stated, words: Words, *, is_public: bool) -> StatedLine | None:
    if stated.quoted is None:
        return StatedLine(words=stated.words)
    if is_public and stated.is_for_the_desk:
        return None if stated.words.endswith(":") else StatedLine(words=stated.words)
    return StatedLine(words=stated.words, quoted=_typed(stated.quoted, words))


def line_read(told: Told, words: Words, *, is_public: bool = True) -> StoryLine:
    is_withheld = is_public and bool(told.unnamed)
    return StoryLine(
        happened=told.happened,
        number=told.number,
        words=told.unnamed if is_withheld else told.words,
        quoted="" if is_withheld or told.quoted is None else _typed(told.quoted, words),
    )


def _typed(text: Text, words: Words) -> str:
    return words.get(text.digest, ERASED)
