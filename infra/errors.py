"""What goes wrong with engines, said in both languages; nobody who starts a stack meets a stack trace."""


class EngineError(Exception):
    """An engine cannot be started or reached: `zh` and `en` say what is wrong and what to do next."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.zh = zh
        self.en = en


class DidNotStartError(EngineError):
    """A program ended, or did not answer in time; its log says more."""

    def __init__(self, name: str, log: str, tail: str) -> None:
        super().__init__(
            f"{name} 未能启动，请看日志 {log}：\n{tail}",
            f"{name} did not start; its log {log} ends as shown above.",
        )


class AlreadyRunningError(EngineError):
    """Another process already runs the stack of this data directory."""

    def __init__(self, data: str, pid: str) -> None:
        super().__init__(
            f"数据目录 {data} 正由进程 {pid} 运行；请先停止它，或用 --data 另选目录。",
            f"Process {pid} already runs the data directory {data}: stop it, or choose another with --data.",
        )


class StillRunningError(EngineError):
    """A PostgreSQL server that we did not start holds the cluster."""

    def __init__(self, cluster: str, pid: int) -> None:
        super().__init__(
            f"另一个 PostgreSQL（进程 {pid}）正在使用 {cluster}；请先停止它。",
            f"Another PostgreSQL (process {pid}) is using {cluster}: stop it first.",
        )


class NoAccountError(EngineError):
    """PostgreSQL refuses to run as root and there is no account to run it as."""

    def __init__(self) -> None:
        super().__init__(
            "以 root 启动时需要一个非特权账号（postgres 或 nobody）来运行 PostgreSQL；"
            "请建立其一，或改用普通用户启动。",
            "Started as root, PostgreSQL needs an unprivileged account (postgres or nobody) to run as: "
            "create one, or start as an ordinary user.",
        )


class NamelessUserError(EngineError):
    """The user who starts has no name, and PostgreSQL knows its local clients by name."""

    def __init__(self, uid: int) -> None:
        super().__init__(
            f"用户编号 {uid} 在系统中没有账号名，PostgreSQL 无法识别；请换一个有账号名的用户。",
            f"User id {uid} has no name on this system, and PostgreSQL knows its clients by name: "
            "use an account that has one.",
        )


class ForeignDirectoryError(EngineError):
    """The data directory belongs to somebody else."""

    def __init__(self, data: str, owner: str) -> None:
        super().__init__(
            f"数据目录 {data} 属于 {owner}；请以该用户启动，或用 --data 另选目录。",
            f"The data directory {data} belongs to {owner}: start as that user, or choose another with --data.",
        )


class UnusableDirectoryError(EngineError):
    """The data directory, or a part of it, cannot be made, read or written."""

    def __init__(self, data: str, error: OSError) -> None:
        super().__init__(
            f"数据目录 {data} 不能使用（{error}）；请排除该障碍，或用 --data 另选目录。",
            f"The data directory {data} cannot be used ({error}): remove what is in the way, "
            "or choose another with --data.",
        )


class NamelessOwnerError(EngineError):
    """The owner of a cluster has no name, and PostgreSQL runs as its owner."""

    def __init__(self, cluster: str, uid: int) -> None:
        super().__init__(
            f"{cluster} 属于用户编号 {uid}，而系统中没有这个账号；请把它交给一个有名的账号（chown -R）。",
            f"{cluster} belongs to user id {uid}, who has no name on this system: "
            "give it to an account that has one (chown -R).",
        )


class LostClusterError(EngineError):
    """There was a database here, and it is not there now: a new, empty one in its place would hide that."""

    def __init__(self, cluster: str) -> None:
        super().__init__(
            f"原有的数据库 {cluster} 不见了；请接回其磁盘，或从备份恢复。要从头开始，请用 --data 另选目录。",
            f"The database that was in {cluster} is not there: mount its disk, or restore it. "
            "To begin anew, choose another directory with --data.",
        )


class ClosedPlaceError(EngineError):
    """PostgreSQL's account cannot pass the directories above its place."""

    def __init__(self, place: str, account: str) -> None:
        super().__init__(
            f"账号 {account} 无法进入 {place}（上级目录不对其开放）；请用 --data 选择其可到达的目录。",
            f"The account {account} cannot reach {place}, a directory above it is closed: "
            "choose with --data a place it can reach.",
        )


class NowhereError(EngineError):
    """A command needs the engines, and nothing says where they are."""

    def __init__(self, data: str) -> None:
        super().__init__(
            f"{data} 中没有正在运行的服务；请先执行 branchctl up，或设置 DATABASE_URL 与 TEMPORAL_ADDRESS。",
            f"Nothing runs in {data}: start it with `branchctl up`, or set DATABASE_URL and TEMPORAL_ADDRESS.",
        )


class NotLoggedInError(EngineError):
    """A command asks a server, and nobody is logged in at one."""

    def __init__(self) -> None:
        super().__init__(
            "尚未登录：branchctl login 服务器地址；在内嵌服务的本机上，也可以加 --direct（或者设置 BRANCHCTL_DIRECT=1）。",
            "Not logged in: branchctl login ADDRESS; on the machine of the embedded stack, --direct (or BRANCHCTL_DIRECT=1) "
            "goes past the server.",
        )


class NotBegunError(EngineError):
    """PostgreSQL answers, and its journal has no first entry yet."""

    def __init__(self) -> None:
        super().__init__(
            "数据库中的账本尚未启用：请启动工作进程（branchctl up 或 python -m worker），由它写下第一笔。",
            "The journal in the database is not begun yet: start the worker (`branchctl up`, or `python -m worker`), "
            "which writes its first entry.",
        )


class UnusableSealFileError(EngineError):
    """The key of the seal, or the anchors' file, cannot be read or written."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"封存密钥或者留底文件不能使用（{error}）；请以运行工作进程的账号执行，并检查 BRANCHCTL_SEAL_KEY_FILE 与 BRANCHCTL_ANCHORS。",
            f"The key of the seal or the anchors' file cannot be used ({error}): run this as the account that runs the "
            "worker, and check BRANCHCTL_SEAL_KEY_FILE and BRANCHCTL_ANCHORS.",
        )


class NoMetricsError(EngineError):
    """Every port that metrics might be told at is taken, or the address is not this machine's."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"无法在 {address} 提供指标（{reason}）；请检查 BRANCHCTL_METRICS。",
            f"Metrics cannot be told at {address} ({reason}): check BRANCHCTL_METRICS.",
        )


class PortTakenError(EngineError):
    """The API cannot listen where it is to."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"无法在 {address} 监听（{reason}）；请用 --port 另选端口，或设置 BRANCHCTL_LISTEN。",
            f"Cannot listen on {address} ({reason}): choose another with --port, or set BRANCHCTL_LISTEN.",
        )
