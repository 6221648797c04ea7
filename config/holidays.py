"""The official bank holidays, written into a definition so that rules never ask a library."""

from datetime import date

from models.programme import Definition

YEARS = range(2010, 2051)
"""Fixed, not counted from today: the same definition must have the same hash next year."""

REGIONS = ("England", "Northern Ireland", "Scotland", "Wales")

_SATURDAY = 5


def bank_holidays(region: str, years: range = YEARS) -> frozenset[date]:
    """The weekdays that are bank holidays in that part of the United Kingdom."""
    if region not in REGIONS:
        raise ValueError(f"no bank holidays are known for the region {region!r}")
    # Only what loads a definition needs the library, which reads every calendar of the world at once.
    from holidays import country_holidays  # noqa: PLC0415

    days = country_holidays("GB", subdiv=region, years=years)
    return frozenset(day for day in days if day.weekday() < _SATURDAY)


def with_holidays(definition: Definition, years: range = YEARS) -> Definition:
    """The definition with its days off: the official ones and the extra, without the lifted."""
    official = bank_holidays(definition.region, years)
    days = (official | set(definition.extra_holidays)) - set(definition.lifted_holidays)
    return definition.model_copy(update={"holidays": tuple(sorted(days))})
