"""From when it may be said whom an appointment is of: nothing is announced before the outcome (G71)."""

from models.appointment import Appointment, AppointmentStage
from models.posts import Post
from rules.confirming import refuses_unconfirmed
from rules.known import Known
from rules.outside_sign_off import is_signed_off

UNNAMED = "the person proposed"


def may_be_named(known: Known, post: Post, appointment: Appointment) -> bool:
    """Whoever holds the post or held it; of whoever is proposed once every body has confirmed and the office
    outside has answered, where one has to. Who was refused or withdrawn is never named.
    """
    match appointment.stage:
        case AppointmentStage.IN_POST | AppointmentStage.ENDED:
            return True
        case AppointmentStage.REFUSED | AppointmentStage.WITHDRAWN:
            return False
        case AppointmentStage.PROPOSED:
            return _is_settled(known, post.under(appointment.conditions), appointment)


def _is_settled(known: Known, post: Post, appointment: Appointment) -> bool:
    if appointment.is_eligible is not True:
        return False
    is_confirmed = refuses_unconfirmed(known, post, appointment.matter) is None
    return is_confirmed and is_signed_off(post, appointment.sign_off, known.at)


def as_everybody_sees(appointment: Appointment) -> Appointment:
    """That a person was found not to be eligible is not everybody's to read: only that it was not found."""
    if appointment.is_eligible is not False:
        return appointment
    first = None if appointment.stage is AppointmentStage.PROPOSED else appointment.first
    return appointment.model_copy(update={"is_eligible": None, "first": first})
