"""What a letter puts into its reader's diary."""

from models.values import Value


class DiaryEntry(Value):
    """What a mail program puts into its reader's diary, or takes out of it."""

    method: str
    text: str
