"""STUN and TURN servers as a user may name them."""

import pytest

from coach.web.ice_servers import VARIABLE, ice_servers
from hamstrong.errors import NetworkError


def test_without_a_wish_no_server_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert ice_servers() == []


def test_the_environment_names_the_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        VARIABLE, "stun:stun.example.org:3478 turns:me:secret@turn.example.org:443"
    )
    assert ice_servers() == [
        {"urls": "stun:stun.example.org:3478"},
        {
            "urls": "turns:turn.example.org:443",
            "username": "me",
            "credential": "secret",
        },
    ]


@pytest.mark.parametrize(
    "text", ["turn.example.org", "http://stun.example.org", "stun:"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(NetworkError, match="is no address"):
        ice_servers(text)


def test_a_password_is_not_repeated_in_an_error() -> None:
    with pytest.raises(NetworkError) as refused:
        ice_servers("turn:me:secret@")
    assert "secret" not in str(refused.value)


def test_a_turn_server_needs_a_password() -> None:
    with pytest.raises(NetworkError, match="without name and password"):
        ice_servers("turn:turn.example.org:3478")
