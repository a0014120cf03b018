"""The fingerprint of an intent: what a command id stands for."""

import hashlib
import json

import rfc8785

from journal.errors import NotCanonicalError


def fingerprint(stream: str, order: str) -> bytes:
    """
    Return the SHA-256 of a stream and an order (JSON), without the order's id and the version its sender saw.

    The date on the paper is part of the intent; when it was recorded is not. Raises `NotCanonicalError` for what has
    no canonical form. Source: seams.md.
    """
    intent = json.loads(order)
    intent.pop("command_id")
    intent.pop("expected", None)
    try:
        return hashlib.sha256(rfc8785.dumps({"stream": stream, "order": intent})).digest()
    except rfc8785.CanonicalizationError as error:
        raise NotCanonicalError(str(error)) from error
