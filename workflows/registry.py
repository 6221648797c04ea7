"""Every workflow there is; their names are a contract with running matters."""

from workflows.approval import ApprovalWorkflow
from workflows.dispatch import DispatchWorkflow
from workflows.sign_off import SignOffWorkflow

WORKFLOWS = (ApprovalWorkflow, SignOffWorkflow, DispatchWorkflow)
