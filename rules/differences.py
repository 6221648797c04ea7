"""Which words of a text changed: compared sentence by sentence, and within a sentence word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from models.comparing import Change, Differences, Kept, Run

CHANGES_TOLD = 100
AROUND = 12
"""Words told before and after a change, so that it can be found."""
WORDS_TOLD = 400
"""Of one run of words, at most."""
_ENDS = re.compile(r"[.:;?!]$")
_SIGNS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]")
"""What stands for a bullet or a break where a font has no letter for it."""


@dataclass(frozen=True)
class Word:
    words: str
    page: int


Sentence = tuple[Word, ...]


def differences(before: Sequence[str], after: Sequence[str]) -> Differences:
    """Of two texts, page by page. Where lines and pages break is no difference."""
    old, new = _sentences(before), _sentences(after)
    matcher = SequenceMatcher(
        None, [_plain(each) for each in old], [_plain(each) for each in new], autojunk=False
    )
    spans = [span for kind, *span in matcher.get_opcodes() if kind != "equal"]
    return Differences(
        changes=tuple(_change(old, new, span) for span in spans[:CHANGES_TOLD]),
        left_out=max(len(spans) - CHANGES_TOLD, 0),
    )


def _sentences(pages: Sequence[str]) -> list[Sentence]:
    """Across pages, since a sentence may run over from one to the next."""
    found: list[Sentence] = []
    so_far: list[Word] = []
    for number, text in enumerate(pages, start=1):
        for word in _SIGNS.sub(" ", text).split():
            so_far.append(Word(word, number))
            if _ENDS.search(word):
                found.append(tuple(so_far))
                so_far = []
    return [*found, tuple(so_far)] if so_far else found


def _plain(sentence: Iterable[Word]) -> str:
    return " ".join(word.words for word in sentence)


def _change(old: Sequence[Sentence], new: Sequence[Sentence], span: Sequence[int]) -> Change:
    first, last, begins, ends = span
    was, became = _words(old[first:last]), _words(new[begins:ends])
    before = _words(old[max(first - AROUND, 0) : first])[-AROUND:]
    after = _words(old[last : last + AROUND])[:AROUND]
    inner = tuple(_runs(was, became))
    runs = (_kept(before), *inner, _kept(after))
    return Change(
        before_page=was[0].page if was else None,
        after_page=became[0].page if became else None,
        runs=tuple(run for run in runs if run.words),
    )


def _words(sentences: Sequence[Sentence]) -> list[Word]:
    return [word for sentence in sentences for word in sentence]


def _runs(was: Sequence[Word], became: Sequence[Word]) -> Iterator[Run]:
    """The words taken out stand before those put in their place."""
    left, right = [each.words for each in was], [each.words for each in became]
    for kind, first, last, begins, ends in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            yield _run(left[first:last], Kept.KEPT)
            continue
        yield _run(left[first:last], Kept.REMOVED)
        yield _run(right[begins:ends], Kept.ADDED)


def _kept(words: Sequence[Word]) -> Run:
    return _run([each.words for each in words], Kept.KEPT)


def _run(words: Sequence[str], how: Kept) -> Run:
    told = " ".join(words[:WORDS_TOLD])
    return Run(words=f"{told} …" if len(words) > WORDS_TOLD else told, how=how)
