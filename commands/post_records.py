"""The record of a round or of an appointment, as a command tells it."""

from commands.telling import moment, say, table
from services.post_records import PostRecord


def tell_record(found: PostRecord, of: str) -> None:
    say(f"Decision record: {of}")
    say(f"As of {moment(found.as_of)}, London time.")
    say(found.answer)
    for section in found.record:
        say(f"\n{section.title}")
        for each in section.said:
            say(f"- {each.words}")
            if each.quoted:
                say(f"  “{each.quoted}”")
    say("\nWhat happened, in its order")
    rows = [(moment(each.happened), each.words, each.quoted, str(each.number)) for each in found.story]
    table(("When", "What", "In its own words", "Line"), rows, whole=("Line",))
