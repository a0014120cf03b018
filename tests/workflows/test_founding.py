"""A journal is founded once, with its nature and the shipped documents; real and rehearsal never mix."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from activities.direct import DirectRecorder
from activities.founding import adoptions, found
from activities.recording import Recorder
from domain.clock import RealOrRehearsal
from domain.dates import local_day
from domain.orders import Actor, Order, Role
from domain.rulebook.decider import AdoptDocument, scheme_stream
from domain.stars.scheme import parse_scheme
from infra.clock import now
from infra.ids import new_id
from journal.errors import NatureMismatchError
from journal.journal import Journal
from journal.rulebook import Rulebook
from journal.shelf import NoRulesError
from tests.postgres import Database
from worker import shipped

REHEARSAL = RealOrRehearsal(epoch=now(), scale=86_400)
REAL = RealOrRehearsal()


@pytest.fixture
async def journal(database: Database) -> AsyncIterator[Journal]:
    opened = await Journal.open(database.service_dsn)
    yield opened
    await opened.close()


async def test_the_shipped_documents_are_adopted_once(journal: Journal) -> None:
    for _ in range(2):
        assert await found(journal, REAL, shipped(), now()) == REAL
    heads = await journal.streams("policy/")
    assert [head.version for head in heads] == [1]
    assert len(await journal.streams("calendar/")) == len(shipped().calendars)
    rules = await Rulebook(journal).rules("filing/K-1/1", None, now())
    assert rules.policy.version == "2026.1"


async def test_a_journal_without_a_policy_has_no_rules(journal: Journal) -> None:
    await journal.begin(REAL)
    with pytest.raises(NoRulesError):
        await Rulebook(journal).rules("filing/K-1/1", None, now())


async def test_founding_that_was_cut_off_goes_on_where_it_was(journal: Journal) -> None:
    await journal.begin(REAL)
    recorder = DirectRecorder(Recorder(journal, Rulebook(journal, shipped())), REAL)
    stream, first = next(adoptions(shipped()))
    await recorder.settle(stream, first, now())
    await found(journal, REAL, shipped(), now())
    assert await journal.version(stream) == 1
    assert len(await journal.streams("calendar/")) == len(shipped().calendars)


async def test_real_and_rehearsal_never_mix(journal: Journal) -> None:
    await found(journal, REAL, shipped(), now())
    with pytest.raises(NatureMismatchError):
        await found(journal, REHEARSAL, shipped(), now())


async def test_a_rehearsal_goes_on_by_the_epoch_it_was_begun_with(journal: Journal) -> None:
    await found(journal, REHEARSAL, shipped(), now())
    later = REHEARSAL.model_copy(update={"epoch": now() + timedelta(minutes=1)})
    assert await found(journal, later, shipped(), now()) == REHEARSAL
    with pytest.raises(NatureMismatchError):
        await found(journal, REAL, shipped(), now())


async def test_a_scheme_is_in_force_from_its_day_and_found_for_ever(journal: Journal) -> None:
    await found(journal, REAL, shipped(), now())
    first = next(text for text in shipped().schemes if parse_scheme(text).id == "default")
    second = first.replace("version = 1", "version = 2", 1)
    since = local_day(now()) + timedelta(days=1)
    command = AdoptDocument(org="service", text=second, since=since)
    service = Actor(id="service", role=Role.SERVICE, org="service")
    adoption = Order[AdoptDocument](command_id=new_id(), actor=service, command=command)
    recorder = DirectRecorder(Recorder(journal, Rulebook(journal)), REAL)
    await recorder.settle(scheme_stream(second), adoption, now())
    rules = await Rulebook(journal).rules("evaluation-round/o-1/2025", None, now())
    assert parse_scheme(second) in rules.schemes
    assert parse_scheme(second) not in rules.schemes_on(since - timedelta(days=1))
    assert parse_scheme(second) in rules.schemes_on(since)
