"""A real Postfix and a real Dovecot on this machine's loopback, in folders of their own. Owns no test.

Postfix takes every letter and hands it to Dovecot (LMTP); whom Dovecot does not know, Postfix sends back. Letters to
`b-…@` go to one mailbox, which Dovecot serves over IMAP with TLS.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

#: The mailbox of what comes back, and its password.
RETURNS, PASSWORD = "retours@lettre.example", "secret"
_PATH = "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin"
_UID = 65534


@dataclass(frozen=True)
class Servers:
    """Where the two listen."""

    smtp_url: str
    mailbox_url: str
    #: The certificate that the client must trust.
    certificate: Path
    folder: Path
    queued: Callable[[], int]


def program(name: str, package: str) -> str:
    """Return the path of a program of the system."""
    found = shutil.which(name, path=_PATH)
    assert found, f"{name} is missing: type « apt-get install {package} », then « make acceptance » again"
    return found


@contextmanager
def running(folder: Path, users: list[str], full: list[str]) -> Iterator[Servers]:
    """Run both, with a mailbox for each of `users`; that of each of `full` has no room left."""
    assert os.geteuid() == 0, "Postfix and Dovecot start as root only: run « make acceptance » as root"
    folder.chmod(0o755)
    lmtp, imaps, smtp = (_free_port() for _ in range(3))
    certificate = _certify(folder)
    with (
        _dovecot(folder, users, full, lmtp, imaps),
        _postfix(folder, lmtp, smtp) as queued,
    ):
        mailbox = f"imaps://{RETURNS.replace('@', '%40')}:{PASSWORD}@localhost:{imaps}/INBOX"
        yield Servers(f"smtp://127.0.0.1:{smtp}", mailbox, certificate, folder, queued)


@contextmanager
def _dovecot(folder: Path, users: list[str], full: list[str], lmtp: int, imaps: int) -> Iterator[None]:
    home = folder / "dovecot"
    (home / "mail").mkdir(parents=True)
    shutil.chown(home / "mail", _UID, _UID)
    rules = dict.fromkeys(full, "userdb_quota_rule=*:bytes=1")
    lines = [
        f"{user.lower()}:{{PLAIN}}{PASSWORD}:{_UID}:{_UID}::{home}/mail/{number}::{rules.get(user, '')}"
        for number, user in enumerate([*users, RETURNS])
    ]
    (home / "users").write_text("\n".join(lines) + "\n", "utf-8")
    (home / "dovecot.conf").write_text(
        f"""
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
ssl = required
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:~/Maildir
mail_plugins = quota
first_valid_uid = 1
auth_username_format = %Lu
plugin {{
  quota = count:Boite
  quota_vsizes = yes
}}
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = passwd-file
  args = {home}/users
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
""",
        "utf-8",
    )
    server = subprocess.Popen(
        [program("dovecot", "dovecot-imapd dovecot-lmtpd"), "-F", "-c", str(home / "dovecot.conf")]
    )
    try:
        _wait_for(imaps)
        _wait_for(lmtp)
        yield
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def _postfix(folder: Path, lmtp: int, smtp: int) -> Iterator[Callable[[], int]]:
    home = folder / "postfix"
    (home / "etc").mkdir(parents=True)
    (home / "queue").mkdir()
    (home / "data").mkdir()
    shutil.chown(home / "data", "postfix")
    (home / "etc" / "returns").write_text(f"/^b-[0-9a-f]{{38}}@/ {RETURNS}\n", "utf-8")
    (home / "etc" / "main.cf").write_text(
        f"""
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
maillog_file = {home}/log
maillog_file_prefixes = {home}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relais.example
mydestination =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
default_transport = lmtp:inet:127.0.0.1:{lmtp}
relay_transport = lmtp:inet:127.0.0.1:{lmtp}
recipient_canonical_maps = regexp:{home}/etc/returns
recipient_canonical_classes = envelope_recipient
""",
        "utf-8",
    )
    master = Path("/etc/postfix/master.cf").read_text("utf-8").splitlines()
    services = [line for line in master if not line.startswith("smtp ") or " inet " not in line.replace("  ", " ")]
    listening = f"127.0.0.1:{smtp} inet n - n - - smtpd"
    (home / "etc" / "master.cf").write_text("\n".join([listening, *services, _LOGGER]) + "\n", "utf-8")
    command = [program("postfix", "postfix"), "-c", str(home / "etc")]
    subprocess.run([*command, "start"], check=True, capture_output=True)
    try:
        _wait_for(smtp)
        yield lambda: sum(1 for name in ("incoming", "active", "maildrop") for _ in _files(home / "queue" / name))
    finally:
        subprocess.run([*command, "stop"], check=False, capture_output=True)


_LOGGER = "postlog unix-dgram n - n - 1 postlogd"


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file()) if folder.exists() else iter(())


def _certify(folder: Path) -> Path:
    """Write a certificate for `localhost` that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "certificate.pem"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    message = f"nobody listens on port {port}"
    raise AssertionError(message)
