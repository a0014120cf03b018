from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from access.webhooks.keys import new_secret, signing_key
from access.webhooks.refusals import KeyEndedError, KeyInvalidError, SignatureWrongError
from access.webhooks.signatures import read_signature, sign
from interfaces.upstream.sources import Sources, read_sources
from interfaces.upstream.sources_file import add_source, rotate_key
from interfaces.upstream.sources_refused import (
    SourceKnownError,
    SourcesExposedError,
    SourcesInvalidError,
    SourceUnknownError,
)

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
MARKET, TAX = "urn:example:market", "urn:example:tax"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sources.toml"


def whose(sources: Sources, key: str, at: datetime = NOW) -> str:
    signed = read_signature(sign("m-1", at, b"{}", [signing_key(key)]), b"{}", at)
    return sources.whose(signed, at).system


def test_a_source_is_known_by_its_key_as_soon_as_it_is_added(path: Path) -> None:
    sources = Sources(path)
    assert sources.all() == ()
    market, tax = new_secret(), new_secret()
    add_source(path, "s-market", MARKET, market)
    assert whose(sources, market) == "s-market"
    with pytest.raises(SignatureWrongError):
        whose(sources, tax)
    add_source(path, "s-tax", TAX, tax)
    assert [whose(sources, key) for key in (market, tax)] == ["s-market", "s-tax"]
    with pytest.raises(SourceKnownError):
        add_source(path, "s-other", MARKET, new_secret())


def test_a_rotated_key_is_accepted_until_the_overlap_ends_and_the_next_rotation_drops_it(path: Path) -> None:
    old, new, next_one = (new_secret() for _ in range(3))
    sources = Sources(path)
    add_source(path, "s-market", MARKET, old)
    until = NOW + timedelta(days=7)
    rotate_key(path, MARKET, new, until, NOW)
    before = until - timedelta(seconds=1)
    assert [whose(sources, key, before) for key in (old, new)] == ["s-market", "s-market"]
    with pytest.raises(KeyEndedError):
        whose(sources, old, until)
    rotate_key(path, MARKET, next_one, until + timedelta(days=7), until)
    with pytest.raises(SignatureWrongError):
        whose(sources, old, until)
    assert whose(sources, new, until) == whose(sources, next_one, until) == "s-market"
    with pytest.raises(SourceUnknownError) as refused:
        rotate_key(path, TAX, new_secret(), until, NOW)
    assert refused.value.data["known"] == MARKET


def test_the_file_is_its_owners_alone(path: Path) -> None:
    add_source(path, "s-market", MARKET, new_secret())
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["sources.toml"]
    sources = Sources(path)
    sources.all()
    path.chmod(0o640)
    with pytest.raises(SourcesExposedError) as refused:
        sources.all()
    assert refused.value.data["mode"] == "0640"


def test_a_file_that_is_wrong_lets_nobody_pass_and_shows_no_key(path: Path) -> None:
    key = new_secret()
    sources = Sources(path)
    add_source(path, "s-market", MARKET, key)
    assert whose(sources, key) == "s-market"
    good = path.read_text(encoding="utf-8")
    head = f'[[source]]\nsystem = "s-x"\nsource = "{TAX}"\n'
    for wrong in (
        "[[source]",
        f"{head}keys = []",
        f'{head}keys = [{{ key = "{key[:-8]}*" }}]',
        f'{head}keys = [{{ key = "whsk_{key[6:]}" }}]',
        f'{head}keys = [{{ key = "{key}", untill = 1 }}]',
        f'{head}keys = [{{ key = "{key}", until = 2026-01-01T00:00:00 }}]',
        f'{good}{head}keys = [{{ key = "{key}" }}]',
        f'{good}{head.replace(TAX, MARKET)}keys = [{{ key = "{new_secret()}" }}]',
        "other = 1",
    ):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(SourcesInvalidError) as refused:
            whose(sources, key)
        assert key[6:20] not in str(refused.value)
    path.write_text(good, encoding="utf-8")
    assert whose(sources, key) == "s-market"


def test_what_could_not_be_read_is_not_written(path: Path) -> None:
    shared = new_secret()
    add_source(path, "s-market", MARKET, shared)
    before = path.read_bytes()
    with pytest.raises(SourcesInvalidError):
        add_source(path, "s-tax", TAX, shared)
    with pytest.raises(KeyInvalidError):
        add_source(path, "s-tax", TAX, "whsec_x")
    with pytest.raises(KeyInvalidError):
        rotate_key(path, MARKET, "whsec_x", NOW, NOW)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["sources.toml"]


def test_keys_do_not_show_themselves_in_what_was_read(path: Path) -> None:
    key = new_secret()
    add_source(path, "s-market", 'urn:"示例"\\', key)
    assert key[6:20] not in repr(read_sources(path))
    assert Sources(path).all()[0].source == 'urn:"示例"\\'
