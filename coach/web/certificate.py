"""A certificate of one's own, so that a phone's browser gives the app its camera.

Browsers hand out the camera only on this computer itself or over HTTPS. Nobody vouches
for this certificate, so they warn once; the key never leaves this computer.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platformdirs import user_data_path

from hamstrong.errors import NetworkError, OutputError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

VALID_DAYS: Final = 365
"""Some phones take no certificate that lives longer than 398 days."""
RENEWED_BEFORE_DAYS: Final = 7
_NOWHERE: Final = ("192.0.2.1", 9)
"""An address of RFC 5737 that nobody has; nothing is sent to it."""


@dataclass(frozen=True)
class KeyPair:
    """Where certificate and private key lie."""

    certificate: Path
    key: Path


def lan_address() -> str:
    """Return this computer's address in its own network, such as 192.168.1.20.

    Raises:
        NetworkError: It is in none.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)  # only picks the way out; no packet leaves
            address = str(probe.getsockname()[0])
        except OSError as error:
            raise NetworkError(
                "This computer is in no network, so that no phone can reach it. Join "
                "the phone's Wi-Fi, or leave out --lan."
            ) from error
    return address


def key_pair(addresses: tuple[str, ...], folder: Path | None = None) -> KeyPair:
    """Return a certificate for these addresses, made anew where none fits.

    Args:
        addresses: IP addresses by which the app is opened; localhost always is one.
        folder: Where the files lie; None for the user's data folder.

    Raises:
        OutputError: The folder cannot be written.
    """
    folder = folder or user_data_path("hamstrong") / "https"
    pair = KeyPair(folder / "certificate.pem", folder / "key.pem")
    wanted = {"127.0.0.1", *addresses}
    if not (pair.key.is_file() and _fits(pair.certificate, wanted)):
        try:
            _write_pair(pair, wanted)
        except OSError as error:
            raise OutputError(
                f"Cannot write the certificate to {folder}: {error.strerror}. Free "
                "some space or give yourself the right to write there."
            ) from error
    return pair


def _fits(path: Path, wanted: set[str]) -> bool:
    from cryptography import x509

    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError):
        return False
    left = certificate.not_valid_after_utc - dt.datetime.now(dt.UTC)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    known = {str(ip) for ip in names.value.get_values_for_type(x509.IPAddress)}
    return left > dt.timedelta(days=RENEWED_BEFORE_DAYS) and wanted <= known


def _write_pair(pair: KeyPair, addresses: set[str]) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    private = ec.generate_private_key(ec.SECP256R1())
    pem = serialization.Encoding.PEM
    key = private.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pair.key.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pair.key.unlink(missing_ok=True)
    # Created closed to others: a later chmod would leave a moment.
    with os.fdopen(os.open(pair.key, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.write(key)
    pair.certificate.write_bytes(_certificate(private, addresses).public_bytes(pem))


def _certificate(private: EllipticCurvePrivateKey, addresses: set[str]) -> Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID

    now = dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Hamstrong")])
    names: list[x509.GeneralName] = [x509.DNSName("localhost")]
    names += [x509.IPAddress(ipaddress.ip_address(item)) for item in sorted(addresses)]
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))  # a phone's clock may be late
        .not_valid_after(now + dt.timedelta(days=VALID_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        # Whoever gets hold of the key can vouch for this name and for no other.
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]),
            critical=False,
        )
        .sign(private, hashes.SHA256())
    )
