"""What a longer term of an appointment may be proposed beside, and by which matter (G74)."""

from datetime import date

from models.acts import Refused
from models.appointment import Appointment, Extension
from models.post_events import ExtensionProposed, SignOffAnswer
from rules.calendar import in_words
from rules.confirming import confirmed_before, names_of, refuses_longer_term_by, refuses_matter
from rules.known import Known
from rules.refusals import refused, refused_having
from rules.tenure import post_of_appointment


def refuses_matter_of(known: Known, appointment: Appointment, proposed: ExtensionProposed) -> Refused | None:
    """What the office outside refused is proposed again by the decision that the bodies took of it."""
    before = appointment.extension
    is_again = before is not None and (before.last, before.matter) == (proposed.last, proposed.matter)
    if proposed.matter is None:
        return refused("matter-missing")
    if is_again:
        return None
    post = post_of_appointment(known, appointment)
    if refusal := refuses_longer_term_by(known, appointment, proposed.matter):
        return refusal
    if refusal := refuses_matter(known, post, proposed.matter, appointment.stream):
        return refusal
    confirmed = confirmed_before(known, post, proposed.matter)
    return refused_having("confirmed-before-extension", names_of(known, confirmed)) if confirmed else None


def refuses_second(known: Known, before: Extension | None) -> Refused | None:
    """Nobody is asked of two longer terms at once: one of which no body was asked yet gives way to another,
    and any other falls first, with its matter.
    """
    if before is None:
        return None
    if before.sign_off is not None and before.sign_off.answer is None:
        return refused("extension-asked-outside")
    if not _stands(known, before) or before.matter is None or known.approval(before.matter) is None:
        return None
    return refused_having("extension-stands", in_words(before.last), before.matter)


def last_of_standing(known: Known, before: Extension | None) -> date | None:
    """Of the one that gives way to another, for those who heard of it."""
    return before.last if before is not None and _stands(known, before) else None


def _stands(known: Known, before: Extension) -> bool:
    """Whether it may still take effect: neither refused outside, nor its matter withdrawn or ended."""
    if before.sign_off is not None and before.sign_off.answer is SignOffAnswer.REFUSED:
        return False
    approval = known.approval(before.matter) if before.matter else None
    return approval is None or not approval.is_ended


def is_proposed(extension: Extension | None, proposed: ExtensionProposed) -> bool:
    """One that was refused outside may be proposed again, and is then asked for anew."""
    if extension is None or (extension.last, extension.matter) != (proposed.last, proposed.matter):
        return False
    return extension.sign_off is None or extension.sign_off.answer is not SignOffAnswer.REFUSED
