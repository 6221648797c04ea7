"""Every workflow there is; their names are a contract with running matters."""

from workflows.approval import ApprovalWorkflow
from workflows.dispatch import DispatchWorkflow
from workflows.meeting import MeetingWorkflow
from workflows.obligation import ObligationWorkflow
from workflows.sign_off import SignOffWorkflow

WORKFLOWS = (
    ApprovalWorkflow,
    SignOffWorkflow,
    MeetingWorkflow,
    ObligationWorkflow,
    DispatchWorkflow,
)
