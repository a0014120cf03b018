"""The statements of `access/sql`, one a file, by name."""

from functools import partial

from journal.statements import statement

_statement = partial(statement, "access")


KEEP_PASSWORD = _statement("keep_password")
PASSWORD_OF = _statement("password_of")
HASH_ANEW = _statement("hash_anew")
CHANGE_PASSWORD = _statement("change_password")
BEGIN_SESSION = _statement("begin_session")
SESSION_OF = _statement("session_of")
SEEN = _statement("seen")
AUTHENTICATED = _statement("authenticated")
END_SESSION = _statement("end_session")
END_OTHERS = _statement("end_others")
TRY = _statement("try")
LOCKED_UNTIL = _statement("locked_until")
SUCCEEDED = _statement("succeeded")
EXCUSED = _statement("excused")
BEGIN_ERRAND = _statement("begin_errand")
END_ERRAND = _statement("end_errand")
SWEEP = _statement("sweep")
