"""What every event is."""

from models.values import Value


class Fact(Value):
    """Something that happened, on one stream."""
