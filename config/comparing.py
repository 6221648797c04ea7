"""What loading a definition would change, in words for the person about to do it."""

from collections.abc import Iterator, Mapping, Sequence

from models.programme import Definition
from models.values import Value

_CALLED: Mapping[str, str] = {
    "offices": "office",
    "organisations": "organisation",
    "places": "place",
    "rule_sets": "rule-set",
    "bodies": "body",
    "meetings": "meeting",
    "documents": "document",
    "matters": "matter",
    "posts": "post",
}


def compare(old: Definition | None, new: Definition) -> tuple[str, ...]:
    """One sentence for each thing that loading `new` over `old` would change; none if nothing would."""
    if old is None:
        counts = ", ".join(f"{len(getattr(new, name))} {_in_words(name)}" for name in _CALLED)
        return (f"{new.name} is a new partnership: {counts}.",)
    return tuple(_differences(old, new))


def _differences(old: Definition, new: Definition) -> Iterator[str]:
    for name in Definition.model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if called := _CALLED.get(name):
            yield from _among(called, before, after)
        elif isinstance(after, tuple):
            yield from _of_a_list(name, before, after)
        else:
            yield f"The partnership's {_in_words(name)} changes from “{before}” to “{after}”."


def _among(called: str, before: Sequence[Value], after: Sequence[Value]) -> Iterator[str]:
    was, becomes = _by_id(before), _by_id(after)
    yield from (f"New {called}: {each}." for each in becomes if each not in was)
    yield from (f"No longer there: {called} {each}." for each in was if each not in becomes)
    for each in becomes:
        if each in was and was[each] != becomes[each]:
            yield f"Changed {called}: {each} ({', '.join(_changed(was[each], becomes[each]))})."
    if list(was) != list(becomes) and set(was) == set(becomes):
        yield f"Another order of the {called} entries."


def _by_id(values: Sequence[Value]) -> dict[str, Value]:
    return {str(getattr(each, "id", "")): each for each in values}


def _changed(before: Value, after: Value) -> Iterator[str]:
    """Each changed key; what it was and becomes where both are short."""
    for name in type(after).model_fields:
        was, becomes = getattr(before, name), getattr(after, name)
        if was == becomes:
            continue
        if isinstance(was, tuple | dict | Value) or isinstance(becomes, tuple | dict | Value):
            yield _in_words(name)
        else:
            yield f"{_in_words(name)} from {_shown(was)} to {_shown(becomes)}"


def _of_a_list(name: str, before: tuple[object, ...], after: tuple[object, ...]) -> Iterator[str]:
    added, gone = len(set(after) - set(before)), len(set(before) - set(after))
    yield f"The partnership's {_in_words(name)} change: {added} added, {gone} removed."


def _in_words(name: str) -> str:
    return name.replace("_", " ")


def _shown(value: object) -> str:
    return "nothing" if value is None or value == "" else f"“{value}”"
