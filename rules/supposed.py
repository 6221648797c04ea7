"""What the states would be if some were otherwise: for a rule that asks what an act would make so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.folding import State
from models.values import Stream


@dataclass(frozen=True)
class SupposedStates(Mapping[Stream, State]):
    """States as they are, but for those supposed otherwise."""

    supposed: Mapping[Stream, State]
    real: Mapping[Stream, State]

    def __getitem__(self, stream: Stream) -> State:
        return self.supposed[stream] if stream in self.supposed else self.real[stream]

    def __iter__(self) -> Iterator[Stream]:
        return iter({*self.supposed, *self.real})

    def __len__(self) -> int:
        return len({*self.supposed, *self.real})
