"""Which helpers a remote browser may use to find this computer: STUN and TURN.

None by default: in one's own room the two talk directly, and nothing leaves it.
"""

import os
import re
from typing import Final

from hamstrong.errors import NetworkError

VARIABLE: Final = "HAMSTRONG_ICE_SERVERS"
"""Addresses with spaces between, such as
`stun:stun.example.org:3478 turn:name:password@turn.example.org:3478`."""
_ADDRESS: Final = re.compile(
    r"(?P<kind>stuns?|turns?):(?:(?P<user>[^:@\s]+):(?P<password>[^@\s]+)@)?"
    r"(?P<host>[^@\s:]+(?::\d+)?(?:\?transport=(?:udp|tcp))?)"
)


def ice_servers(text: str | None = None) -> list[dict[str, str]]:
    """Return the servers as WebRTC wants them: `urls`, `username`, `credential`.

    Args:
        text: The addresses; None reads the environment variable.

    Raises:
        NetworkError: An address is not one, or a TURN server lacks its password.
    """
    text = os.environ.get(VARIABLE, "") if text is None else text
    return [_server(address) for address in text.split()]


def _server(address: str) -> dict[str, str]:
    found = _ADDRESS.fullmatch(address)
    # The address may hold a password: it is not repeated.
    if found is None:
        raise NetworkError(
            f"{VARIABLE} holds something that is no address. Write "
            "stun:host:port or turn:name:password@host:port, with spaces between."
        )
    server = {"urls": f"{found['kind']}:{found['host']}"}
    if found["user"] is not None:
        return server | {"username": found["user"], "credential": found["password"]}
    if found["kind"].startswith("turn"):
        raise NetworkError(
            f"{VARIABLE} names the TURN server {found['host']} without name and "
            "password. Write turn:name:password@host:port."
        )
    return server
