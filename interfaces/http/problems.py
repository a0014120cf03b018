"""The one table of errors: every rule that can refuse, and the status it is answered with (RFC 9457, RFC 9110)."""

from typing import NamedTuple

from interfaces.http.languages import Language

DEFAULT = 422
"""A rule of a process refuses: the order was understood, and is not carried out."""

STATUSES = {
    "access.account-disabled": 403,
    "access.errand-unknown": 400,
    "access.keys-unavailable": 503,
    "access.locked": 429,
    "access.no-provider": 404,
    "access.not-signed-in": 401,
    "access.password-expired": 403,
    "access.password-must-change": 403,
    "access.provider-refused": 401,
    "access.provider-unavailable": 503,
    "access.step-up": 401,
    "access.token-refused": 401,
    "access.wrong-credentials": 401,
    "account.beyond-reach": 403,
    "account.disabled": 409,
    "account.exists": 409,
    "account.identity-taken": 409,
    "account.no-password": 409,
    "account.own": 403,
    "account.unknown": 404,
    "console.foreign-form": 403,
    "console.watched-enough": 429,
    "desk.wrong-stream": 404,
    "http.bad-request": 400,
    "http.body-too-large": 413,
    "http.body-too-slow": 408,
    "http.cursor": 400,
    "http.defect": 500,
    "http.import-running": 409,
    "http.key-invalid": 400,
    "http.key-missing": 400,
    "http.ledger-behind": 503,
    "http.media-type": 415,
    "http.method": 405,
    "http.no-checkpoint": 404,
    "http.no-such-address": 404,
    "http.no-such-case": 404,
    "http.no-such-event": 404,
    "http.no-such-tile": 404,
    "http.no-such-upload": 404,
    "http.no-such-version": 404,
    "http.not-json": 400,
    "http.too-many-at-once": 429,
    "http.too-many-requests": 429,
    "http.too-slow": 503,
    "http.unavailable": 503,
    "http.version-invalid": 400,
    "http.version-missing": 428,
    "inbox.not-dead": 409,
    "journal.command-reused": 409,
    "journal.entry-too-large": 413,
    "matter.closed": 409,
    "matter.not-now": 409,
    "matter.no-such-task": 409,
    "matter.stale": 412,
    "matter.suspended": 409,
    "matter.not-suspended": 409,
    "permission.assignee": 422,
    "permission.no-case": 404,
    "permission.not-taken": 422,
    "permission.taken": 409,
    "process.unknown": 404,
    "proof.altered": 409,
    "proof.no-such-entry": 404,
    "proof.not-sealed-yet": 409,
    "register.file-kind": 415,
    "register.file-too-large": 413,
    "upstream.attribute": 400,
    "upstream.attributes-unsigned": 401,
    "upstream.batch-too-long": 413,
    "upstream.format": 415,
    "upstream.id-reused": 409,
    "upstream.key-ended": 401,
    "upstream.not-granted": 403,
    "upstream.not-json": 400,
    "upstream.signature-malformed": 400,
    "upstream.signature-missing": 401,
    "upstream.signature-stale": 401,
    "upstream.signature-wrong": 401,
    "upstream.source-foreign": 403,
    "upstream.sources-exposed": 503,
    "upstream.sources-invalid": 503,
    "upstream.too-large": 413,
    "uscc.taken": 409,
}
"""What has a status of its own. What is not here goes by its family, else it is a `DEFAULT`."""

FAMILIES = {"permission": 403, "serial": 409}

WAITS = {
    "access.keys-unavailable": 60,
    "access.locked": 60,
    "access.provider-unavailable": 60,
    "http.ledger-behind": 1,
    "http.too-many-at-once": 1,
    "http.too-slow": 5,
    "http.unavailable": 5,
}
"""Seconds after which it is worth trying again."""


class Title(NamedTuple):
    """What a status means here, in both languages."""

    zh: str
    en: str

    def told(self, language: Language) -> str:
        """Return it in one language."""
        return self.en if language is Language.EN else self.zh


TITLES = {
    400: Title("请求有误", "The request is not well formed"),
    401: Title("需要登录", "Sign in first"),
    403: Title("无权办理或者查阅", "Not for you"),
    404: Title("没有这一项", "There is no such thing"),
    405: Title("方法不对", "Another method is taken"),
    408: Title("内容未及时到齐", "The body came too slowly"),
    409: Title("与现状冲突", "In conflict with how things stand"),
    412: Title("事项已有变化", "The case has changed"),
    413: Title("内容太大", "Too large"),
    415: Title("内容类型不对", "Another content type is taken"),
    422: Title("规则不允许", "Refused by a rule"),
    428: Title("须写明所见版本", "Say which version you saw"),
    429: Title("请求过多", "Too many requests"),
    500: Title("服务出错", "A defect of the service"),
    503: Title("暂时不能应答", "Not available at the moment"),
}


def status_of(rule: str) -> int:
    """Return the status that a refusal by a rule is answered with."""
    return STATUSES.get(rule, FAMILIES.get(rule.partition(".")[0], DEFAULT))


def address_of(rule: str) -> str:
    """Return the `type` of a problem: where its page is."""
    return f"/problems/{rule}"
