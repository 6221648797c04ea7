"""Which rule decides which command. `act` asks here, and nowhere else are rules asked."""

from collections.abc import Callable, Mapping
from typing import Any

from models import (
    commands,
    course_commands,
    executive_commands,
    letter_commands,
    post_commands,
    publication_commands,
    urgency_commands,
)
from models.acts import Decision
from models.commands import Command
from models.folding import kind_of
from models.values import Stream
from rules import (
    apologies,
    appointments,
    asking,
    call_in,
    concerns,
    conditions,
    correcting,
    fell_through,
    items,
    key_decision,
    matter,
    meeting,
    members,
    minutes,
    obligation,
    outside_sign_off,
    papers,
    partnership,
    post_forecasts,
    posts,
    proposing,
    publication,
    recruitment,
    retention,
    round_plan,
    rule_changes,
    sign_off,
    sittings,
    succession,
    telling,
    urgency,
    varying,
    versions,
    windows,
)
from rules.known import Known
from rules.refusals import refused, refused_having

Rule = Callable[[Known, Stream, Any], Decision]

RULES: Mapping[type[Command], Rule] = {
    # of a programme
    commands.LoadDefinition: partnership.load_definition,
    commands.SetClock: partnership.set_clock,
    commands.ReturnLetter: partnership.return_letter,
    commands.BarPublishing: windows.bar_publishing,
    commands.WithdrawWindow: windows.withdraw_window,
    letter_commands.StopLetters: partnership.stop_letters,
    letter_commands.ResumeLetters: partnership.resume_letters,
    # of a matter
    commands.OpenMatter: matter.open_matter,
    commands.FinishAdoption: matter.finish_adoption,
    commands.OpenStage: matter.open_stage,
    commands.AskAgain: asking.ask_again,
    commands.Succeed: succession.succeed,
    commands.HoldMatter: matter.hold_matter,
    commands.ReleaseMatter: matter.release_matter,
    commands.WithdrawMatter: matter.withdraw_matter,
    course_commands.VaryRoute: varying.vary_route,
    course_commands.GoAheadWithout: varying.go_ahead_without,
    course_commands.EndMatter: varying.end_matter,
    course_commands.ProposeRules: rule_changes.propose_rules,
    course_commands.AgreeRules: rule_changes.agree_rules,
    course_commands.WithdrawRules: rule_changes.withdraw_rules,
    commands.IssueVersion: versions.issue_version,
    commands.LogComment: papers.log_comment,
    publication_commands.AnswerComment: publication.answer_comment,
    publication_commands.OpenGate: publication.open_gate,
    publication_commands.ChasePublication: publication.chase_publication,
    publication_commands.SetPublicationDate: publication.set_publication_date,
    publication_commands.Publish: publication.publish,
    commands.RequestPapers: papers.request_papers,
    commands.SendPapers: papers.send_papers,
    commands.RefusePapers: papers.refuse_papers,
    # of one body's sign-off
    commands.GiveAnswer: sign_off.give_answer,
    commands.DeclareInterest: sign_off.declare_interest,
    commands.RaiseConcern: concerns.raise_concern,
    commands.AnswerConcern: concerns.answer_concern,
    commands.WithdrawConcern: concerns.withdraw_concern,
    commands.HandOver: sign_off.hand_over,
    commands.Remind: sign_off.remind,
    commands.Escalate: sign_off.escalate,
    commands.PassSeatsOn: sign_off.pass_seats_on,
    commands.CloseSignOff: sign_off.close_sign_off,
    commands.RecordDecision: minutes.record_decision,
    commands.InformBody: minutes.inform_body,
    # of an executive's decision, before and after
    executive_commands.PublishKeyNotice: key_decision.publish_key_notice,
    executive_commands.UseKeyException: key_decision.use_key_exception,
    executive_commands.PublishDecision: call_in.publish_decision,
    executive_commands.CallInDecision: call_in.call_in_decision,
    executive_commands.AnswerCallIn: call_in.answer_call_in,
    executive_commands.TakeEffect: call_in.take_effect,
    urgency_commands.TakeChairsAction: urgency.take_chairs_action,
    # of a meeting
    commands.CallMeeting: meeting.call_meeting,
    commands.PutOnAgenda: items.put_on_agenda,
    commands.IssuePapers: meeting.issue_papers,
    commands.GiveApologies: apologies.give_apologies,
    commands.WithdrawApologies: apologies.withdraw_apologies,
    commands.RecordMeeting: sittings.record_meeting,
    commands.MoveMeeting: meeting.move_meeting,
    commands.AdjournMeeting: sittings.adjourn_meeting,
    commands.SuspendMeeting: meeting.suspend_meeting,
    commands.CancelMeeting: meeting.cancel_meeting,
    commands.ChasePapers: meeting.chase_papers,
    commands.NotePapersLate: meeting.note_papers_late,
    commands.ChaseMinutes: meeting.chase_minutes,
    commands.ChaseSitting: sittings.chase_sitting,
    commands.InviteMembers: members.invite_members,
    # of an obligation
    commands.OpenObligation: obligation.open_obligation,
    commands.ChaseObligation: obligation.chase_obligation,
    commands.SlipObligation: obligation.slip_obligation,
    commands.CarryOver: obligation.carry_over,
    commands.Discharge: obligation.discharge,
    commands.DischargeCondition: conditions.discharge_condition,
    commands.ExtendCondition: conditions.extend_condition,
    commands.DropObligation: obligation.drop_obligation,
    # of a post, its rounds and its appointments
    post_commands.EstablishPost: posts.establish_post,
    post_commands.GiveForecast: post_forecasts.give_forecast,
    post_commands.OvertakeForecasts: post_forecasts.overtake_forecasts,
    post_commands.TellPartners: telling.tell_partners,
    post_commands.OpenRound: recruitment.open_round,
    post_commands.PlanStages: round_plan.plan_stages,
    post_commands.ReachStage: recruitment.reach_stage,
    post_commands.OmitStage: recruitment.omit_stage,
    post_commands.SetPanel: recruitment.set_panel,
    post_commands.DeclarePanelInterest: recruitment.declare_panel_interest,
    post_commands.EnterCandidate: recruitment.enter_candidate,
    post_commands.LetCandidateGo: recruitment.let_candidate_go,
    post_commands.PauseRound: recruitment.pause_round,
    post_commands.ResumeRound: recruitment.resume_round,
    post_commands.DecideRound: recruitment.decide_round,
    post_commands.WithdrawRound: recruitment.withdraw_round,
    post_commands.LetRoundFallThrough: fell_through.let_round_fall_through,
    post_commands.CloseApplications: recruitment.close_applications,
    post_commands.EraseCandidates: retention.erase_candidates,
    post_commands.ProposeAppointment: proposing.propose_appointment,
    post_commands.RecordEligibility: appointments.record_eligibility,
    post_commands.RequestSignOff: outside_sign_off.request_sign_off,
    post_commands.AwaitInformation: outside_sign_off.await_information,
    post_commands.SupplyInformation: outside_sign_off.supply_information,
    post_commands.AnswerSignOff: outside_sign_off.answer_sign_off,
    post_commands.FixStart: appointments.fix_start,
    post_commands.ProposeExtension: appointments.propose_extension,
    post_commands.ExtendTerm: appointments.extend_term,
    post_commands.EndEarly: appointments.end_early,
    post_commands.WithdrawAppointment: appointments.withdraw_appointment,
    post_commands.StartAppointment: appointments.start_appointment,
    post_commands.GiveTermNotice: appointments.give_term_notice,
    post_commands.NoteSignOffOverdue: outside_sign_off.note_sign_off_overdue,
    post_commands.EndAppointment: appointments.end_appointment,
    # of any stream
    commands.CorrectRecord: correcting.correct_record,
}

BEGAN: Mapping[str, str] = {
    "programme": "the programme began",
    "approval": "the matter was opened",
    "sign-off": "the body was first asked",
    "meeting": "the meeting was called",
    "obligation": "it was promised or owed",
    "post": "the post was established",
    "recruitment": "the round was opened",
    "appointment": "the appointment was proposed",
}
"""Before which nothing can have happened, by the kind of the stream."""


def decide(known: Known, stream: Stream, command: Command) -> Decision:
    """The one question: what does this command do to what is known? Nothing can have happened
    later than now, whoever says so, nor before the thing it happened to was there.
    """
    if known.happened > known.at:
        return refused("in-the-future")
    began = getattr(known.states.get(stream), "opened", None)
    if began is not None and known.by is not None and known.happened < began:
        return refused_having("before-it-opened", BEGAN.get(kind_of(stream), "it was there"))
    return RULES[type(command)](known, stream, command)
