"""Every refusal: its stable code and the sentence a secretary reads. Nothing else refuses."""

from collections.abc import Mapping

from models.acts import Refused

WORDS: Mapping[str, str] = {
    "in-the-future": "That is dated in the future. Give the day it happened, or leave the date out.",
    "before-it-opened": "That is dated before the matter opened. Check the date.",
    "unknown-matter": "There is no such matter in this programme's definition. Check its id.",
    "unknown-version": "The document has no such version in the definition. Load it first, then open the matter.",
    "unknown-body": "There is no such body in this programme's definition. Check its id.",
    "matter-exists": "This matter is open already. To ask again, issue a new version.",
    "no-such-matter": "This matter has not been opened.",
    "matter-withdrawn": "This matter was withdrawn. Nothing more can be decided on it.",
    "matter-held": "This matter is on hold. Release it first.",
    "matter-not-held": "This matter is not on hold, so there is nothing to release.",
    "unknown-stage": "The matter's route has no such stage.",
    "no-rules": "This body's rules do not allow it to decide in that way. See its rule-set.",
    "no-such-sign-off": "This body has not been asked about this version.",
    "decides-otherwise": "This body does not decide by written procedure here; its decision is recorded from its meeting.",
    "sign-off-closed": "This sign-off has closed. What was answered before stands; ask the secretariat what happens next.",
    "version-superseded": "The text has changed since you opened this page. Read the version now open, then answer again.",
    "not-entitled": "This seat is not entitled to answer here.",
    "no-longer-seated": "This seat no longer exists or has ended, so it cannot answer.",
    "not-your-seat": "Only the member holding this seat, their deputy, or the secretariat with evidence may answer for it.",
    "conflicted": "An interest has been declared for this seat, so it takes no part in deciding this matter.",
    "assurance-too-low": "This body asks for a surer sign-in before a decision. Sign in and answer again.",
    "may-not-change": "This body's rules do not let an answer be changed once it is given.",
    "reason-missing": "Give your reason, so that the body and the sponsor can act on it.",
    "handed-over": "This seat has been handed over to a deputy, who answers in its place.",
    "no-deputies": "This body's rules do not allow deputies in this decision.",
    "deputy-unknown": "That deputy is not known in this programme. Ask the secretariat to add them.",
    "deputy-is-member": "That person already sits in this body and cannot answer for two seats.",
    "unknown-concern": "There is no such concern or question here.",
    "concern-closed": "That concern has been withdrawn already.",
    "unknown-definition": "There is no such definition in the database.",
}


def refused(code: str) -> Refused:
    return Refused(code=code, words=WORDS[code])
