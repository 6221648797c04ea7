"""Every refusal: its stable code and the sentence a secretary reads. Nothing else refuses."""

from collections.abc import Mapping
from dataclasses import replace

from models.acts import Refused

WORDS: Mapping[str, str] = {
    "in-the-future": "That is dated in the future. Give the day it happened, or leave the date out.",
    "before-it-opened": "That is dated before the matter opened. Check the date.",
    "unknown-matter": "There is no such matter in this programme's definition. Check its id.",
    "unknown-version": "The document has no such version in the definition. Load it first, then open the matter.",
    "unknown-body": "There is no such body in this programme's definition. Check its id.",
    "matter-exists": "This matter is open already.",
    "no-such-matter": "This matter has not been opened.",
    "matter-withdrawn": "This matter was withdrawn. Nothing more can be decided on it.",
    "matter-held": "This matter is on hold. Release it first.",
    "matter-not-held": "This matter is not on hold, so there is nothing to release.",
    "no-such-sign-off": "This body has not been asked about this version.",
    "decides-otherwise": "This body does not decide by written procedure here; its decision is recorded from its meeting.",
    "sign-off-closed": "This sign-off has closed. What was answered before stands; ask the secretariat what happens next.",
    "version-superseded": "The text has changed since you opened this page. Read the version now open, then answer again.",
    "not-entitled": "This seat is not entitled to answer here.",
    "no-longer-seated": "This seat no longer exists or has ended, so it cannot answer.",
    "not-your-seat": "Only the member holding this seat, their deputy, or the secretariat with evidence may answer for it.",
    "own-terms": "Nobody is present when their own pay or terms are discussed. The only course is to leave.",
    "conflicted": "An interest has been declared for this seat, so it takes no part in deciding this matter.",
    "assurance-too-low": "This body asks for a surer sign-in before a decision. Sign in and answer again.",
    "older-than-answer": "A newer answer of this member is on the record, so an older one does not take its place.",
    "before-its-outcome": "That is dated before what the body decided. Check the date.",
    "may-not-change": "This body's rules do not let an answer be changed once it is given.",
    "reason-missing": "Give your reason, so that the body and the sponsor can act on it.",
    "handed-over": "This seat has been handed over to a deputy, who answers in its place.",
    "condition-incomplete": "A condition needs the day it is due and the officer who may call it met. Add both.",
    "conditions-come-with-decisions": "A condition comes with the decision that sets it. Record it there.",
    "a-condition": "This is a condition of an approval: the officer named calls it met, and only the body extends it.",
    "not-a-condition": "This is not a condition of an approval, so no officer calls it met.",
    "not-the-authority": "The body named another officer to call this condition met.",
    "may-not-agree": "The body gave this officer no authority to agree a version on its behalf.",
    "no-condition-there": "That body has set no condition, so no change can be made to meet one. Check who caused it.",
    "objections-closed": "Objections could be raised until the window ended. Ask for the body to be asked again instead.",
    "nothing-to-object-to": "This body was not given notice of an amendment, so it has nothing to object to here.",
    "deputy-too-late": "This body's rules want a deputy named earlier than this. Answer yourself, or tell the secretariat.",
    "still-asked": "This body is still being asked. Wait for its answer, or record it.",
    "has-given-it": "This body has given what it was asked, so it is not asked again.",
    "no-deputies": "This body's rules do not allow deputies in this decision.",
    "deputy-unknown": "That deputy is not known in this programme. Ask the secretariat to add them.",
    "deputy-is-member": "That person already sits in this body and cannot answer for two seats.",
    "unknown-concern": "There is no such concern or question here. Those there are stand in quorate body MATTER BODY.",
    "concern-answered": "That concern has been answered already. To say something else, correct the record.",
    "clock-backwards": "The clock only goes forward once a matter is open: what is on record would lie in the future.",
    "concern-closed": "That concern has been withdrawn already.",
    "meeting-exists": "A meeting with this id has been called already.",
    "no-such-meeting": "This meeting has not been called. List those there are with quorate meetings, or call it with quorate meeting call.",
    "meeting-over": "This meeting has been held, suspended or cancelled already.",
    "meeting-not-held-yet": "A meeting cannot be recorded before it begins.",
    "day-forbidden": "This body's rules do not let it meet on that day.",
    "hour-forbidden": "Meetings begin from 07:00 and before 22:00 by London's clocks. Choose another hour.",
    "no-such-sitting": "The meeting has no such sitting. Count from 1; without a number the last is meant.",
    "sitting-recorded": "That sitting is on the record already. To say something else, correct the record.",
    "starts-in-the-past": "That day and hour have passed already. Give a later one.",
    "notice-too-short": "There is not enough notice before that day under this body's rules.",
    "meets-otherwise": "This body's rules do not have it decide in meetings.",
    "not-in-meeting": "That body is not one of those meeting here.",
    "papers-issued-already": "The papers of this meeting are out already.",
    "unknown-seat": "The record names a seat this body did not have on that day. Check the attendance.",
    "apologies-given": "Apologies for this seat are on the record already.",
    "not-on-agenda": "This body has not been asked about that matter, so there is nothing for it to decide.",
    "item-twice": "The record tells of the same item twice for one body. Put what it decided into one item.",
    "body-twice": "The record tells of the same body twice. Put everyone who was there for it into one list.",
    "item-out-of-time": "The item's time lies before the meeting began, after it was adjourned, or later than now. Check the time.",
    "closes-in-the-past": "The closing time has passed already. Give a later one, or none.",
    "deputy-acts-already": "That person is already deputy for another member here. Nobody answers for two seats.",
    "still-in-use": "A matter that is open still needs this. Leave it in the definition and give it an end date (until) instead.",
    "item-closed": "This item is no longer open for that body: it was decided, withdrawn or replaced meanwhile.",
    "inquorate": "The body was not quorate when the item was reached, so it could not decide it. Record the discussion, and when the body meets again.",
    "outside-powers": "This body does not have the power to use that verb here.",
    "no-delegation": "The body has not delegated this decision to that committee or officer.",
    "consultation-missing": "A delegated decision is valid only when every consultation it needs is recorded.",
    "attendance-missing": "This body decides with a quorum, so say who was there: with --present, or in the record under `present`.",
    "no-decision": "Record what the body decided, as at least one verb, or record that it was not quorate.",
    "no-figures": "Record the votes, or that it was agreed without a division.",
    "stopped-by-interests": "Enough members were there, but the interests declared alone stopped the body from deciding this item. Record the discussion without a decision.",
    "ruling-missing": "An interest was declared before the meeting. Say under interests what the chair ruled on it.",
    "figures-differ": "The votes by name and the figures do not agree.",
    "more-votes-than-present": "More votes are recorded than members who were there and entitled to vote.",
    "figures-lose": "The figures do not carry what the verbs say. If the vote was lost, say so (`lost`); otherwise check both.",
    "figures-carry": "The record says that the vote was lost, and it was not. Check the figures and the verbs.",
    "nobody-presided": "A casting vote is recorded, and not who presided over this body. Only whoever presides has one: say who did (`presiding`).",
    "calendar-differs": "The calendar has a meeting of that name with other bodies. Call this one by a name of its own.",
    "vote-not-entitled": "A vote is recorded for a seat that was not there, had withdrawn, or may not vote.",
    "evidence-missing": "Say how this reached you: the letter, minute or mail it rests on.",
    "version-exists": "That version is the one under decision already.",
    "same-content": "That version has the same content as the one under decision.",
    "drafting-is-over": "A body has recommended or approved this text, so it is a draft no more. Say how much the new version changes.",
    "unknown-part": "The version under decision has no such part.",
    "part-enclosed": "That part is enclosed already; there is nothing to ask for.",
    "unknown-request": "There is no such request for papers.",
    "request-closed": "That request for papers was answered already.",
    "not-on-route": "That body is not on this matter's route.",
    "obligation-exists": "There is an obligation with this id already.",
    "no-such-obligation": "There is no such obligation.",
    "due-in-the-past": "That day has passed already. Give a later one, or say that it is not known yet.",
    "obligation-closed": "That obligation has ended already.",
    "unknown-owner": "The owner is not known in this programme. Ask the secretariat to add them.",
    "window-exists": "There is a window with this id already.",
    "unknown-window": "There is no such window.",
    "window-backwards": "The window ends before it begins.",
    "not-adopting": "This matter is not being taken over, so there is nothing to finish.",
    "unknown-line": "The ledger has no such line on this stream. List its lines with quorate ledger show STREAM.",
    "taken-elsewhere": "Another programme kept here uses that id already. Choose an id of your own.",
    "unknown-definition": "There is no such definition in the database.",
}


FOUND: Mapping[str, str] = {
    "stopped-by-interests": "Enough members were there, but the interests declared alone stopped the body from deciding this item: {}. Record the discussion without a decision. The way on is in its own rules for conflicts: a panel, a committee, or members of other bodies.",
    "ruling-missing": "An interest was declared before the meeting for: {}. Say under interests what the chair ruled on it.",
    "notice-too-short": "There is not enough notice before that day under this body's rules. The earliest day they allow is {}.",
    "not-entitled": "There is no seat {}, so nobody answers for it. Those there are stand in quorate body {}.",
    "unknown-seat": "No body that meets here has a seat {}. The seats of a body stand in quorate body MATTER BODY.",
    "inquorate": "The body was not quorate when the item was reached: {}. So it could not decide it. Record the discussion, and when the body meets again.",
    "figures-differ": "The votes by name and the figures do not agree: {}.",
    "figures-lose": "The figures do not carry what the verbs say. {} If the vote was lost, say so (`lost`); otherwise check both.",
    "figures-carry": "The record says that the vote was lost, and it was not. {} Check the figures and the verbs.",
    "more-votes-than-present": "{} Check the votes and who was there.",
}
"""The same where what was found, in figures or words, tells the secretary what to look for."""


def refused(code: str, about: str = "") -> Refused:
    """`about` names the body or item where a record holds several."""
    return concerning(about, Refused(code=code, words=WORDS[code]))


def refused_having(code: str, *found: str) -> Refused:
    """With what was found."""
    return Refused(code=code, words=FOUND[code].format(*found))


def concerning(about: str, refusal: Refused) -> Refused:
    return replace(refusal, words=f"{about}: {refusal.words}") if about else refusal
