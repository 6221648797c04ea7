"""What letters say of a date as it was owed, and of whom a condition's officer consults."""

from models.dates import When
from models.deciding import ConditionTerms
from rules.calendar import end_of, in_words
from storage.letter_writing import Facts, Writing


def due_of(writing: Writing, due: When) -> Facts:
    """An exact day as a deadline; vague words as they were said, with the last day they allow."""
    words = due.in_words(writing.words(due.words))
    if due.latest is None:
        return {"due_words": words}
    if due.is_exact:
        return {"deadline": end_of(due.latest)}
    return {"due_words": f"{words}, at the latest on {in_words(due.latest)}"}


def consulting(writing: Writing) -> tuple[str, ...]:
    return consulted_by(writing, writing.the_obligation().terms)


def consulted_by(writing: Writing, terms: ConditionTerms | None) -> tuple[str, ...]:
    seats = terms.consulting if terms else ()
    return tuple(f"To be consulted first: {writing.seat_title(seat)}" for seat in seats)
