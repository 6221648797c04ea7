"""What loading another definition may do to a post that there is."""

from a_post import POST, RECRUITER, Filling

from models.commands import LoadDefinition
from models.programme import Definition
from models.values import content_hash


def loading(filling: Filling, offered: Definition) -> str:
    filling.register.definitions[content_hash(offered)] = offered
    command = LoadDefinition(definition=content_hash(offered))
    return filling.do(f"programme/{offered.id}", command, RECRUITER)


def without_posts(filling: Filling) -> Definition:
    return filling.register.definition.model_copy(update={"posts": ()})


def test_an_established_post_is_not_dropped_from_the_definition() -> None:
    filling = Filling()
    filling.establish()
    assert loading(filling, without_posts(filling)) == "post-still-there"


def test_one_that_nobody_agreed_to_may_be_dropped() -> None:
    filling = Filling()
    assert loading(filling, without_posts(filling)) == "done"


def test_an_established_post_may_be_told_to_others() -> None:
    filling = Filling()
    filling.establish()
    definition = filling.register.definition
    (post,) = definition.posts
    assert post.id == POST
    changed = definition.model_copy(update={"posts": (post.model_copy(update={"told": ("panel-lay",)}),)})
    assert loading(filling, changed) == "done"
