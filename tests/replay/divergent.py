"""Workflows registered under the real names, each of which does one thing that was never done."""

from datetime import timedelta

from temporalio import workflow

NEVER_SLEPT = timedelta(days=1)


@workflow.defn(name="approval", sandboxed=False)
class DivergentApproval:
    @workflow.run
    async def run(self, _: str) -> None:
        await workflow.sleep(NEVER_SLEPT)


@workflow.defn(name="sign-off", sandboxed=False)
class DivergentSignOff:
    @workflow.run
    async def run(self, _: str) -> None:
        await workflow.sleep(NEVER_SLEPT)


@workflow.defn(name="meeting", sandboxed=False)
class DivergentMeeting:
    @workflow.run
    async def run(self, _: str) -> None:
        await workflow.sleep(NEVER_SLEPT)


@workflow.defn(name="obligation", sandboxed=False)
class DivergentObligation:
    @workflow.run
    async def run(self, _: str) -> None:
        await workflow.sleep(NEVER_SLEPT)


@workflow.defn(name="dispatch", sandboxed=False)
class DivergentDispatch:
    @workflow.run
    async def run(self, _: str) -> None:
        await workflow.sleep(NEVER_SLEPT)


@workflow.defn(name="post", sandboxed=False)
class DivergentPost:
    @workflow.run
    async def run(self, _: str) -> None:
        await workflow.sleep(NEVER_SLEPT)


@workflow.defn(name="recruitment", sandboxed=False)
class DivergentRecruitment:
    @workflow.run
    async def run(self, _: str) -> None:
        await workflow.sleep(NEVER_SLEPT)


@workflow.defn(name="appointment", sandboxed=False)
class DivergentAppointment:
    @workflow.run
    async def run(self, _: str) -> None:
        await workflow.sleep(NEVER_SLEPT)


DIVERGENT = (
    DivergentApproval,
    DivergentSignOff,
    DivergentMeeting,
    DivergentObligation,
    DivergentPost,
    DivergentRecruitment,
    DivergentAppointment,
    DivergentDispatch,
)
