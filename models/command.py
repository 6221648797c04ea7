"""What every command is."""

from models.values import Value


class Command(Value):
    """Something asked for, of one stream."""
