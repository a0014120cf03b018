"""The subscribers' file, and where messages may be sent."""

import ipaddress
from pathlib import Path

import pytest
from pydantic import SecretStr

from access.webhooks.addresses import check_address, is_public, resolve
from access.webhooks.keys import new_secret
from access.webhooks.refusals import (
    AddressRefusedError,
    NotReachedError,
    SubscribersExposedError,
    SubscribersInvalidError,
    SubscriberUnknownError,
)
from access.webhooks.subscribers import Subscriber, Subscribers, parse, written
from access.webhooks.subscribers_file import SubscribersFile

KEY = new_secret()
ONE = Subscriber(
    id="s-1",
    url="https://example.com/hook?a=1",
    keys=(SecretStr(KEY),),
    kinds=("filing", "branch.founded.v1"),
    orgs=("o-37",),
    since=7,
)


def test_a_written_file_reads_as_it_was() -> None:
    two = Subscriber(
        id="s-2", url='http://example.com/"\\', keys=(SecretStr(KEY), SecretStr(new_secret())), paused=True
    )
    some = Subscribers(subscriber=(ONE, two))
    assert parse(written(some)) == some
    assert parse("") == Subscribers()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[[subscriber]", "TOML"),
        ("subscribers = 1", "subscribers"),
        ('[[subscriber]]\nid = "s-1"\nurl = "https://example.com"\n', "subscriber.0.keys"),
        (f'[[subscriber]]\nid = "../x"\nurl = "https://example.com"\nkeys = ["{KEY}"]\n', "subscriber.0.id"),
        (f'[[subscriber]]\nid = "a"\nurl = "file:///etc/passwd"\nkeys = ["{KEY}"]\n', "subscriber.0"),
        (f'[[subscriber]]\nid = "a"\nurl = "https://example.com"\nkeys = ["{KEY[:-9]}"]\n', "subscriber.0"),
        (
            f'[[subscriber]]\nid = "a"\nurl = "https://example.com"\nkeys = ["{KEY}"]\nsince = -1\n',
            "subscriber.0.since",
        ),
        (f'[[subscriber]]\nid = "a"\nurl = "https://example.com"\nkeys = ["{KEY}"]\n' * 2, "-"),
    ],
)
def test_a_file_that_is_wrong_is_refused_without_telling_a_key(text: str, where: str) -> None:
    with pytest.raises(SubscribersInvalidError) as refused:
        parse(text)
    assert refused.value.data["where"] == where
    assert KEY[6:-9] not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_key_does_not_show_itself() -> None:
    assert KEY not in repr(ONE)
    assert KEY not in str(Subscribers(subscriber=(ONE,)).model_dump())
    assert KEY not in ONE.model_dump_json()


def test_a_file_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    file = SubscribersFile(tmp_path / "new" / "subscribers.toml")
    assert file.read() == Subscribers()
    file.write(Subscribers(subscriber=(ONE,)))
    first = file.read()
    assert first.known("s-1") == ONE
    assert file.read() is first
    assert file.path.stat().st_mode & 0o777 == 0o600
    file.write(first.with_one(ONE.model_copy(update={"paused": True})))
    assert file.read().known("s-1").paused
    assert sorted(file.path.parent.iterdir()) == [file.path]
    with pytest.raises(SubscriberUnknownError):
        file.read().known("s-2")
    file.path.unlink()
    assert file.read() == Subscribers()


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = SubscribersFile(tmp_path / "subscribers.toml")
    file.write(Subscribers(subscriber=(ONE,)))
    file.path.chmod(0o640)
    with pytest.raises(SubscribersExposedError):
        file.read()


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("filing.acknowledged.v1", True),
        ("filing", True),
        ("branch.founded.v1", True),
        ("branch.founded.v10", False),
        ("branch.named.v1", False),
        ("filings.counted.v1", False),
    ],
)
def test_kinds_are_asked_for_by_whole_words(kind: str, asked: bool) -> None:  # noqa: FBT001
    assert ONE.asks_for(kind) is asked
    assert ONE.model_copy(update={"kinds": ()}).asks_for(kind)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "//example.com/",
        "example.com",
        "https://",
        "https://user:secret@example.com/",
        "https://example.com/#part",
        "https://example.com:0/",
        "https://example.com:99999/",
        "https://example.com/a b",
        "https://example.com/\r\nHost: other",
        "https://[::1/",
        "https://例子.example/",
    ],
)
def test_such_an_address_is_refused(url: str) -> None:
    with pytest.raises(AddressRefusedError) as refused:
        check_address(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104  # it is the point
        "224.0.0.1",
        "233.252.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "ff0e::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
    ],
)
def test_an_address_that_not_everybody_reaches_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"])
def test_an_address_that_everybody_reaches_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://127.1/",
        "http://[::1]/",
        "http://0/",
    ],
)
async def test_a_name_is_judged_by_the_address_it_stands_for(url: str) -> None:
    with pytest.raises(AddressRefusedError) as refused:
        await resolve(url, private=False)
    assert refused.value.data["why"] == "private"
    assert not is_public(await resolve(url, private=True))


async def test_a_name_that_stands_for_nothing_is_not_reached() -> None:
    with pytest.raises(NotReachedError):
        await resolve("http://nobody.invalid/", private=True)
