"""What an earlier entry of the record should have said, in words; the entry itself stays as it was."""

from models.listings import LineCorrected
from web.pages import presenters
from web.pages.parts import Note, Row

STAYS = "The entry itself stays as it was written."


def told(each: LineCorrected) -> str:
    """Who corrected what and when, with the words where they are this reader's to know."""
    entry = f"Entry {each.line} of the record, {_entry(each)}, was corrected by {each.office} on {_day(each)}"
    return f"{entry}: “{each.words}” {STAYS}" if each.words else f"{entry}. {STAYS}"


def row(each: LineCorrected) -> Row:
    return Row("Correction", told(each))


def note(each: LineCorrected) -> Note:
    return Note("The record was corrected", told(each))


def on_receipt(each: LineCorrected) -> Row:
    """Beside the entry itself, which needs no naming there."""
    return Row("Corrected since", f"By {each.office} on {_day(each)}: “{each.words}” {STAYS}")


def _entry(each: LineCorrected) -> str:
    if each.is_of_a_member and not each.words:
        return "which is about one member"
    kind = presenters.plain(each.kind).lower().replace("sign off", "sign-off")
    return f"“{kind}” of {presenters.day(presenters.local_day(each.first_happened))}"


def _day(each: LineCorrected) -> str:
    return presenters.day(presenters.local_day(each.recorded))
