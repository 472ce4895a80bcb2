"""Serving the app with a certificate of one's own."""

import datetime as dt
import os
import signal
import socket
import ssl
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from cryptography import x509

from coach.web.certificate import VALID_DAYS, key_pair
from coach.web.serve import Serving, as_qr_code, how_to_open, serve_app
from hamstrong.errors import NetworkError
from tests.conftest import ROOT


def addresses_in(path: Path) -> set[str]:
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return {str(ip) for ip in names.value.get_values_for_type(x509.IPAddress)}


def test_only_the_owner_may_read_the_key(tmp_path: Path) -> None:
    pair = key_pair((), tmp_path / "https")
    assert stat.S_IMODE(pair.key.stat().st_mode) == 0o600
    assert stat.S_IMODE(pair.key.parent.stat().st_mode) == 0o700


def test_the_certificate_names_the_address_and_lasts_a_year(tmp_path: Path) -> None:
    pair = key_pair(("192.168.1.20",), tmp_path)
    assert addresses_in(pair.certificate) == {"127.0.0.1", "192.168.1.20"}
    certificate = x509.load_pem_x509_certificate(pair.certificate.read_bytes())
    left = certificate.not_valid_after_utc - dt.datetime.now(dt.UTC)
    assert dt.timedelta(days=VALID_DAYS - 1) < left <= dt.timedelta(days=VALID_DAYS)


def test_a_certificate_is_kept_as_long_as_it_fits(tmp_path: Path) -> None:
    first = key_pair(("192.168.1.20",), tmp_path).certificate.read_bytes()
    assert key_pair(("192.168.1.20",), tmp_path).certificate.read_bytes() == first
    assert key_pair((), tmp_path).certificate.read_bytes() == first
    other = key_pair(("10.0.0.7",), tmp_path).certificate
    assert "10.0.0.7" in addresses_in(other)


def test_a_broken_certificate_is_made_anew(tmp_path: Path) -> None:
    pair = key_pair((), tmp_path)
    pair.certificate.write_text("no certificate")
    assert addresses_in(key_pair((), tmp_path).certificate) == {"127.0.0.1"}


def test_the_user_is_told_what_to_open_and_what_the_browser_will_say() -> None:
    serving = Serving(port=8501, https=True)
    told = how_to_open(serving, serving.access())
    assert told.startswith("Open https://127.0.0.1:8501\n")
    assert "nobody vouches" in told
    assert "key=" not in told


def test_the_network_gets_an_address_with_a_key_and_a_code_to_photograph() -> None:
    serving = Serving(port=8501, lan=True)
    try:
        access = serving.access()
    except NetworkError:
        pytest.skip("this machine is in no network")
    assert f"/?key={access.key}\n" in how_to_open(serving, access)
    assert as_qr_code(serving.url(access)).count("\n") > 10


def test_a_port_that_is_taken_is_told_before_anything_is_served() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        serving = Serving(port=taken.getsockname()[1])
        with pytest.raises(NetworkError, match="--port"):
            serve_app(serving, serving.access(), open_browser=False)


def test_the_app_answers_over_https_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "coach.cli.command", "app"),
            *("--https", "--no-browser", "--port", str(port)),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path)},
    )
    try:
        trusting = ssl.create_default_context(
            cafile=str(_written(tmp_path / "hamstrong" / "https" / "certificate.pem"))
        )
        assert _answer(f"https://localhost:{port}/_stcore/health", trusting) == b"ok"
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0


def _written(path: Path) -> Path:
    until_s = time.monotonic() + 30
    while not path.is_file() or not path.stat().st_size:
        assert time.monotonic() < until_s, "no certificate was written"
        time.sleep(0.1)
    return path


def _answer(address: str, trusting: ssl.SSLContext) -> bytes:
    until_s = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2, context=trusting) as page:
                return page.read()
        except OSError:
            if time.monotonic() > until_s:
                pytest.fail("the server did not start")
            time.sleep(0.2)
