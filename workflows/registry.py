"""Every workflow there is; their names are a contract with running matters."""

from workflows.appointment import AppointmentWorkflow
from workflows.approval import ApprovalWorkflow
from workflows.dispatch import DispatchWorkflow
from workflows.meeting import MeetingWorkflow
from workflows.obligation import ObligationWorkflow
from workflows.post import PostWorkflow
from workflows.recruitment import RecruitmentWorkflow
from workflows.sign_off import SignOffWorkflow

WORKFLOWS = (
    ApprovalWorkflow,
    SignOffWorkflow,
    MeetingWorkflow,
    ObligationWorkflow,
    PostWorkflow,
    RecruitmentWorkflow,
    AppointmentWorkflow,
    DispatchWorkflow,
)
