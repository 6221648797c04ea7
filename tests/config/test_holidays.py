"""The bank holidays in a definition, held against the official list."""

from datetime import date

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from config.holidays import YEARS, bank_holidays, with_holidays
from models.programme import Definition
from models.values import content_hash

DIVISIONS = {
    "England": BankHolidays.ENGLAND_AND_WALES,
    "Wales": BankHolidays.ENGLAND_AND_WALES,
    "Northern Ireland": BankHolidays.NORTHERN_IRELAND,
}
LISTED_YEARS = range(2012, 2029)


def officially_listed(region: str) -> set[date]:
    official = BankHolidays(use_cached_holidays=True)
    days = {holiday["date"] for holiday in official.get_holidays(division=DIVISIONS[region])}
    return {day for day in days if day.year in LISTED_YEARS}


def a_definition(**changed: object) -> Definition:
    return Definition.model_validate(
        {
            "id": "a-partnership",
            "name": "A partnership",
            "short": "AP",
            "director": "director",
            "secretariat": "secretariat",
            "rule_sets": (),
            "bodies": (),
            **changed,
        },
    )


@pytest.mark.parametrize("region", DIVISIONS)
def test_the_days_are_exactly_those_of_the_official_list(region: str) -> None:
    listed = officially_listed(region)
    assert len(listed) > 7 * len(LISTED_YEARS), "the oracle must hold something"
    assert bank_holidays(region, LISTED_YEARS) == listed


@pytest.mark.parametrize(
    ("day", "is_holiday"),
    [
        pytest.param(date(2020, 5, 4), False, id="the first Monday of May 2020 was worked"),
        pytest.param(date(2020, 5, 8), True, id="its holiday moved to Friday 8 May 2020"),
        pytest.param(date(2020, 12, 28), True, id="Boxing Day on a Saturday is made up on Monday"),
        pytest.param(date(2020, 12, 26), False, id="a Saturday is a day off already and is not listed"),
        pytest.param(date(2022, 9, 19), True, id="a day proclaimed ten days before"),
    ],
)
def test_one_off_days_in_england(day: date, is_holiday: bool) -> None:
    assert (day in bank_holidays("England")) is is_holiday


def test_a_definition_is_given_its_days_in_order() -> None:
    days = with_holidays(a_definition(), range(2020, 2021)).holidays
    assert [(day.month, day.day) for day in days] == [
        (1, 1), (4, 10), (4, 13), (5, 8), (5, 25), (8, 31), (12, 25), (12, 28),
    ]  # fmt: skip


def test_an_extra_day_is_added_and_a_lifted_one_is_taken_away() -> None:
    changed = a_definition(extra_holidays=[date(2020, 3, 16)], lifted_holidays=[date(2020, 5, 8)])
    plain = set(with_holidays(a_definition()).holidays)
    assert set(with_holidays(changed).holidays) == plain - {date(2020, 5, 8)} | {date(2020, 3, 16)}


def test_filling_the_days_twice_changes_nothing() -> None:
    once = with_holidays(a_definition())
    assert content_hash(with_holidays(once)) == content_hash(once)


def test_the_calendar_reaches_over_the_years_of_the_programme_and_well_beyond() -> None:
    assert {day.year for day in bank_holidays("England")} == set(YEARS)


@pytest.mark.parametrize("region", ["Narnia", "", "ENG"])
def test_an_unknown_region_is_refused_by_name(region: str) -> None:
    with pytest.raises(ValueError, match="no bank holidays are known") as refused:
        with_holidays(a_definition(region=region))
    assert repr(region) in str(refused.value)
