"""The revision a release expects is the one its migrations end at."""

from alembic.script import ScriptDirectory

from storage.migrating import _config, newest_revision


def test_the_last_step_by_name_is_the_head_alembic_finds() -> None:
    steps = ScriptDirectory.from_config(_config(""))
    assert newest_revision() == steps.get_current_head()
    names = {step.revision: step.path.rpartition("/")[2] for step in steps.walk_revisions()}
    assert all(name.startswith(f"{revision}_") for revision, name in names.items())
