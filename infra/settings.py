"""What can be set from outside, and from where: the environment, or a directory of secret files."""

import os
from pathlib import Path

from pydantic import AwareDatetime, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

TASK_QUEUE = "branch-lifecycle"
_SECRETS = Path("/run/secrets")


def _login() -> Path:
    """Return where a user's own login is kept (XDG); a user without a home keeps it in the current directory."""
    home = os.environ.get("HOME")
    own = os.environ.get("XDG_CONFIG_HOME") or (Path(home, ".config") if home else Path())
    return Path(own, "branchctl", "login.json")


class Settings(BaseSettings):
    """
    The settings of a process, read once by its composition root (`Settings.load()`).

    Names are those others know already: `DATABASE_URL`, `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`, `TEMPORAL_TLS_…`
    (all that `temporalio.envconfig` reads). Secrets come from the environment or from a file named like the setting
    (`database_url`) in the directory `BRANCHCTL_SECRETS` (default `/run/secrets`); never from a command line.
    """

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        # populated by name they would answer to `SERVER`, `TOKEN`, `DATA` in anybody's environment
        env_prefix="BRANCHCTL_",
        env_ignore_empty=True,
    )

    database_url: SecretStr | None = Field(
        None,
        validation_alias="DATABASE_URL",
        description="the service's login; None: the embedded stack's",
    )
    database_owner_url: SecretStr | None = Field(
        None, validation_alias="DATABASE_OWNER_URL", description="who may migrate; None: `database_url`"
    )
    data: Path = Field(
        Path(".data"), validation_alias="BRANCHCTL_DATA", description="the embedded stack's directory"
    )
    server: str | None = Field(
        None,
        pattern=r"^https?://[^\s/]+(/[^\s]*)?$",
        validation_alias="BRANCHCTL_SERVER",
        description="where the API is, for a command line that has not logged in",
    )
    token: SecretStr | None = Field(
        None, validation_alias="BRANCHCTL_TOKEN", description="a token for `server`, as a system has one"
    )
    login: Path = Field(
        default_factory=_login,
        validation_alias="BRANCHCTL_LOGIN",
        description="where a login is kept between two commands",
    )
    task_queue: str = Field(TASK_QUEUE, validation_alias="BRANCHCTL_TASK_QUEUE")
    processes: int = Field(
        1, ge=1, le=64, validation_alias="BRANCHCTL_PROCESSES", description="of the worker"
    )
    seal_key: SecretStr | None = Field(
        None,
        validation_alias="SEAL_KEY",
        description="signs checkpoints: Ed25519, PEM; instead of `seal_key_file`",
    )
    seal_key_file: Path | None = Field(
        None, validation_alias="BRANCHCTL_SEAL_KEY_FILE", description="mode 0600; made if it is not there"
    )
    anchors: Path | None = Field(
        None, validation_alias="BRANCHCTL_ANCHORS", description="file to which checkpoints are appended"
    )
    metrics: str | None = Field(
        None,
        pattern=r"^[^\s]+:\d{1,5}$",
        validation_alias="BRANCHCTL_METRICS",
        description="address (host:port) of the first process; the others take the ports after it",
    )
    sign_in: Path | None = Field(
        None,
        validation_alias="BRANCHCTL_SIGN_IN",
        description="TOML file: issuers of systems' tokens, the OpenID provider, limits; no secret is in it",
    )
    subscribers: Path | None = Field(
        None,
        validation_alias="BRANCHCTL_SUBSCRIBERS",
        description="who is told of sealed entries: TOML, mode 0600; None: nobody",
    )
    subscribers_private: bool = Field(
        default=False,
        validation_alias="BRANCHCTL_SUBSCRIBERS_PRIVATE",
        description="also at addresses that only this machine's network reaches",
    )
    sources: Path | None = Field(
        None,
        validation_alias="BRANCHCTL_SOURCES",
        description="upstream systems and their keys, mode 0600; None: `sources.toml` among the data",
    )
    listen: str = Field(
        "127.0.0.1:8000",
        pattern=r"^[^\s]+:\d{1,5}$",
        validation_alias="BRANCHCTL_LISTEN",
        description="address (host:port) of the API",
    )
    api_processes: int = Field(
        1, ge=1, le=64, validation_alias="BRANCHCTL_API_PROCESSES", description="of the API"
    )
    proxies: str = Field(
        "127.0.0.1",
        validation_alias="BRANCHCTL_PROXIES",
        description="addresses, with commas, of proxies that are believed who the client is",
    )
    step_up: int = Field(
        15,
        ge=1,
        le=1440,
        validation_alias="BRANCHCTL_STEP_UP",
        description="minutes since credentials were given, within which one may decide",
    )
    rate: float = Field(
        50, gt=0, validation_alias="BRANCHCTL_RATE", description="requests a second of one client"
    )
    upload_limit: int = Field(
        32 << 20,
        ge=1024,
        le=512 << 20,
        validation_alias="BRANCHCTL_UPLOAD_LIMIT",
        description="bytes of an uploaded register",
    )
    spool: Path | None = Field(
        None,
        validation_alias="BRANCHCTL_SPOOL",
        description="where uploads wait; None: in `data`",
    )
    log_json: bool = Field(default=False, validation_alias="BRANCHCTL_LOG_JSON")
    rehearsal_epoch: AwareDatetime | None = Field(None, validation_alias="BRANCHCTL_REHEARSAL_EPOCH")
    rehearsal_scale: int | None = Field(
        None,
        ge=1,
        le=2_592_000,
        validation_alias="BRANCHCTL_REHEARSAL_SCALE",
        description="seconds in a second",
    )

    @classmethod
    def load(cls) -> "Settings":
        """Read the settings. Raises `pydantic.ValidationError`, which names what is wrong."""
        secrets = Path(os.environ.get("BRANCHCTL_SECRETS", _SECRETS))
        return cls(_secrets_dir=secrets if secrets.is_dir() else None)

    @property
    def migrator_url(self) -> SecretStr | None:
        """The login that migrates an external database."""
        return self.database_owner_url or self.database_url

    @property
    def sources_file(self) -> Path:
        """Where upstream systems and their keys are listed."""
        return self.sources or self.data / "sources.toml"
