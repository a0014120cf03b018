"""A data directory that cannot serve: `up` says so in a sentence, and the doctor finds it beforehand."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from infra.cluster_home import cluster_home
from infra.doctor import embedded
from infra.errors import EngineError, LostClusterError
from infra.stack import Stack
from tests.infra.test_stack import Ear, options

NAMELESS = 54_321
"""No account of a machine that tests run on has this number."""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make what belongs to somebody else")


def a_file(place: Path) -> Path:
    (place / "data").write_text("mine")
    return place / "data"


def below_a_file(place: Path) -> Path:
    return a_file(place) / "below"


def where_nothing_can_be_made(_: Path) -> Path:
    return Path("/proc/branch")


def of_a_nameless_owner(place: Path) -> Path:
    (place / "data").mkdir(mode=0o700)
    os.chown(place / "data", NAMELESS, NAMELESS)
    return place / "data"


def with_the_cluster_of_a_nameless_owner(place: Path) -> Path:
    cluster = place / "data/postgres/data"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("18\n")
    os.chown(cluster, NAMELESS, NAMELESS)
    (place / "data").chmod(0o711)
    return place / "data"


def with_a_file_for_postgres(place: Path) -> Path:
    (place / "data").mkdir(mode=0o700)
    (place / "data/postgres").write_text("mine")
    return place / "data"


def with_an_empty_cluster(place: Path) -> Path:
    (place / "data").mkdir(mode=0o711)
    (place / "data/postgres/data").mkdir(parents=True)
    return place / "data"


def whose_disk_is_not_mounted(place: Path) -> Path:
    (place / "data").mkdir(mode=0o711)
    (place / "data/postgres").symlink_to(place / "disk/postgres")
    return place / "data"


def whose_disk_is_mounted_empty(place: Path) -> Path:
    (place / "data/postgres").mkdir(parents=True)
    (place / "data/temporal").mkdir()
    (place / "data/temporal/temporal.db").touch()
    (place / "data").chmod(0o711)
    return place / "data"


def clusters_in(place: Path) -> list[Path]:
    return list(place.rglob("PG_VERSION"))


LOST = (whose_disk_is_not_mounted, whose_disk_is_mounted_empty)
UNFIT = (
    *(
        a_file,
        below_a_file,
        where_nothing_can_be_made,
        with_a_file_for_postgres,
        with_an_empty_cluster,
        *LOST,
    ),
    *(
        pytest.param(made, marks=as_root)
        for made in (of_a_nameless_owner, with_the_cluster_of_a_nameless_owner)
    ),
)


@pytest.mark.parametrize("made", UNFIT)
async def test_a_stack_does_not_start_in_a_place_that_cannot_serve_and_says_why(
    place: Path, made: Callable[[Path], Path]
) -> None:
    with pytest.raises(EngineError) as told:
        await Stack(options(made(place)), Ear()).start()
    assert str(told.value.zh)
    assert str(told.value.en)


@pytest.mark.parametrize("made", UNFIT)
def test_the_doctor_finds_a_place_that_cannot_serve(place: Path, made: Callable[[Path], Path]) -> None:
    wrong = [finding for finding in embedded.examine(made(place)) if not finding.ok]
    assert wrong
    assert all(finding.remedy_zh and finding.remedy_en for finding in wrong)


@pytest.mark.parametrize("made", LOST)
async def test_a_lost_cluster_is_never_replaced_by_an_empty_one(
    place: Path, made: Callable[[Path], Path]
) -> None:
    data = made(place)
    with pytest.raises(LostClusterError):
        await Stack(options(data), Ear()).start()
    assert clusters_in(place) == []


@as_root
def test_a_file_for_postgres_below_a_closed_directory_leaves_nothing_elsewhere(place: Path) -> None:
    closed = with_a_file_for_postgres(place)
    with pytest.raises(NotADirectoryError):
        cluster_home(closed, place / "elsewhere")
    assert not (place / "elsewhere").exists()
