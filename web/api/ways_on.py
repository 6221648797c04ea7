"""Ways on after a refusal, and rules changed while a matter runs."""

from fastapi import APIRouter

from services import rule_changes, ways_on
from services.rule_changes import RulesStand
from web.api.asking import Body, Done, ForMatter, Key, caller, done
from web.api.sent import AddedToRoute, Ended, Reported, RuledByOwner, RulesAgreed, RulesProposed, Varied

ROUTER = APIRouter(prefix="/matters/{matter}", tags=["ways on"])


@ROUTER.post("/bodies/{body}/require", summary="Vary for whom the whole waits")
async def require(on: ForMatter, body: Body, key: Key, sent: Varied) -> Done:
    """As the body that owns the route decided; it cannot make itself not required."""
    by = caller(on.by, key, sent.happened)
    return done(
        await ways_on.vary_route(
            on.house,
            on.programme,
            by,
            matter=on.matter,
            body=body,
            change=sent.change,
            word=_word(sent),
        )
    )


@ROUTER.post("/bodies/{body}/add", summary="Add a body to the route")
async def add(on: ForMatter, body: Body, key: Key, sent: AddedToRoute) -> Done:
    """As the body that owns the route decided. It is asked at once if its stage is open."""
    by = caller(on.by, key, sent.happened)
    added = ways_on.Added(stage=sent.stage, ask=sent.ask, procedure=sent.procedure, required=sent.required)
    return done(
        await ways_on.add_to_route(
            on.house, on.programme, by, matter=on.matter, body=body, added=added, word=_word(sent)
        )
    )


@ROUTER.post("/bodies/{body}/without", summary="Go ahead without a body")
async def without(on: ForMatter, body: Body, key: Key, sent: RuledByOwner) -> Done:
    """One that refused, lapsed or did less than it was asked; that it did stays in the open."""
    by = caller(on.by, key, sent.happened)
    return done(
        await ways_on.go_ahead_without(
            on.house, on.programme, by, matter=on.matter, body=body, word=_word(sent)
        )
    )


@ROUTER.post("/end", summary="End a matter")
async def end(on: ForMatter, key: Key, sent: Ended) -> Done:
    """As the body that owns the route decided: not agreed by all, or for another reason."""
    by = caller(on.by, key, sent.happened)
    return done(
        await ways_on.end(
            on.house, on.programme, by, matter=on.matter, because=sent.because, word=_word(sent)
        )
    )


@ROUTER.get("/rules", summary="Read under which rules bodies decide")
async def rules(on: ForMatter) -> tuple[RulesStand, ...]:
    """Those each body decides this matter under, those now in force, and what is proposed."""
    return await rule_changes.rules(on.house, on.matter)


@ROUTER.post("/bodies/{body}/rules/propose", summary="Propose other rules for a body")
async def propose(on: ForMatter, body: Body, key: Key, sent: RulesProposed) -> Done:
    """Those now in force for it; until another office agrees it goes on as before."""
    return done(
        await rule_changes.propose(
            on.house,
            on.programme,
            caller(on.by, key, None),
            matter=on.matter,
            body=body,
            reason=sent.reason,
            rule_set=sent.rule_set,
        )
    )


@ROUTER.post("/bodies/{body}/rules/agree", summary="Agree to other rules for a body")
async def agree(on: ForMatter, body: Body, key: Key, sent: RulesAgreed) -> Done:
    """By another office than the one that proposed them; the body decides under them from now on."""
    return done(
        await rule_changes.agree(
            on.house,
            on.programme,
            caller(on.by, key, None),
            matter=on.matter,
            body=body,
            rule_set=sent.rule_set,
        )
    )


@ROUTER.post("/bodies/{body}/rules/withdraw", summary="Withdraw rules that were proposed")
async def withdraw(on: ForMatter, body: Body, key: Key, sent: Reported) -> Done:
    """Nothing is proposed for this body any more."""
    by = caller(on.by, key, sent.happened)
    return done(await rule_changes.withdraw(on.house, on.programme, by, matter=on.matter, body=body))


def _word(sent: RuledByOwner) -> ways_on.OwnersWord:
    return ways_on.OwnersWord(reason=sent.reason, evidence=sent.evidence, meeting=sent.meeting)
