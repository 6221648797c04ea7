"""What letters say of an officer who may agree for a body the version that meets its condition (G58)."""

from models.obligation import Obligation
from rules.addressees import holder_of
from rules.notices import authority_of
from storage.letter_duties import consulted_by, due_of
from storage.letter_writing import Facts, Writing


def is_to_officer(writing: Writing) -> bool:
    """Whether this letter of a sign-off is the officer's, and not the secretary's."""
    authority = _authority(writing)
    if authority is None or authority.terms is None:
        return False
    seat = authority.terms.discharged_by
    return writing.known.seat(seat) is not None and writing.row.recipient == holder_of(writing.known, seat)


def is_still_given(writing: Writing) -> bool:
    """An officer is not asked to agree by a condition that is over."""
    secretary = writing.known.body(writing.the_sign_off().body).secretary
    authority = _authority(writing)
    if writing.row.recipient == secretary or not is_to_officer(writing) or authority is None:
        return True
    return authority.is_open


def to_officer(writing: Writing) -> Facts:
    """Which version they may agree, for whom, by what authority and until when."""
    authority, sign_off = _authority(writing), writing.the_sign_off()
    if authority is None:
        raise LookupError(sign_off.stream)
    body = writing.body_name(sign_off.body)
    return {
        "asked": f"You may agree version {sign_off.version} for {body}, if it meets the condition below; "
        "tell its secretary, to be recorded",
        "quoted": writing.words(authority.words),
        "lines": consulted_by(writing, authority.terms),
        **due_of(writing, authority.due),
    }


def beside_the_item(writing: Writing) -> Facts:
    """The secretary reads of the condition, of its day, and that its officer may agree without a meeting."""
    authority = _authority(writing)
    if authority is None or authority.terms is None or not authority.is_open:
        return {}
    officer = writing.seat_title(authority.terms.discharged_by)
    return {
        "quoted": writing.words(authority.words),
        "lines": (
            f"{officer} may agree this version for the body, if it meets the condition the body set",
            "Record it if so; then the item needs no meeting",
        ),
        **due_of(writing, authority.due),
    }


def _authority(writing: Writing) -> Obligation | None:
    return authority_of(writing.known, writing.sign_off) if writing.sign_off else None
