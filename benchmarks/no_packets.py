"""Runs the whole product where every packet that leaves is seen.

    python -m benchmarks.no_packets

In a network namespace of its own there is one way out, a cable whose far end is
listened to, and a name server at its end: whatever any process sends anywhere, by
Python or by a library's own code, is counted. Commands, a batch, the app in a real
browser and a live set with a fake camera are run. Needs Linux, `ip` and the right to
make a namespace.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rich.console import Console

from benchmarks.app_server import serving
from benchmarks.live_browser import STOP, press_start

ROOT: Final = Path(__file__).resolve().parents[1]
CLIP: Final = ROOT / "sample_videos" / "deadlift_not_tall.mp4"
OWN, AWAY = "10.99.0.2", "10.99.0.1"
SET_UP: Final = f"""
ip link set lo up
ip link add near type veth peer name far
echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6 || true
ip address add {OWN}/24 dev near
ip link set near up
ip link set far up
ip neighbour add {AWAY} lladdr 02:00:00:00:00:01 dev near
ip route add default via {AWAY}
mount --bind "$1" /etc/resolv.conf
"""
ALL_PROTOCOLS: Final = 3
"""ETH_P_ALL of <linux/if_ether.h>."""
MULTICAST: Final = range(224, 240)
CHROMIUM: Final = "/usr/bin/chromium"
SLOW_MS: Final = 300_000
LIVE_MS: Final = 10_000


@dataclass
class Cable:
    """What went out.

    Attributes:
        sent: Packets by where they were to go, such as "192.0.2.1 port 53".
    """

    sent: Counter[str] = field(default_factory=Counter)

    def outside(self) -> dict[str, int]:
        """Return what was to leave this network: all but its own multicast."""
        return {
            where: count
            for where, count in self.sent.items()
            if int(where.split(".")[0]) not in MULTICAST
        }


def can_be_run() -> bool:
    """Whether this machine lets us make the namespace, and has all that is needed."""
    tools = all(shutil.which(name) for name in ("unshare", "ip", "mount"))
    return tools and Path(CHROMIUM).is_file() and _inside("true").returncode == 0


def run_inside(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this module in a namespace of its own."""
    return _inside(
        sys.executable, "-m", "benchmarks.no_packets", "--inside", *arguments
    )


def _inside(*command: str) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "resolv.conf"
        names.write_text(f"nameserver {AWAY}\n")
        script = f'set -e\n{SET_UP}\nshift\nexec "$@"'
        return subprocess.run(
            ["unshare", "--net", "--mount", "--map-root-user", "bash", "-c", script,
             "bash", str(names), *command],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip


@contextmanager
def listening() -> Iterator[Cable]:
    """Listen at the far end of the cable during the block."""
    cable, over = Cable(), threading.Event()
    far = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_PROTOCOLS))
    far.bind(("far", 0))
    far.settimeout(0.2)

    def listen() -> None:
        while not over.is_set():
            try:
                frame, sender = far.recvfrom(65536)
            except TimeoutError:
                continue
            if sender[2] != socket.PACKET_OUTGOING and frame[12:14] == b"\x08\x00":
                cable.sent[_where(frame[14:])] += 1

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield cable
    finally:
        over.set()
        thread.join()
        far.close()


def _where(packet: bytes) -> str:
    """Return where an IPv4 packet goes (RFC 791; ports of TCP and UDP)."""
    address = ".".join(map(str, packet[16:20]))
    header = 4 * (packet[0] & 15)
    if packet[9] in (socket.IPPROTO_TCP, socket.IPPROTO_UDP):
        port = int.from_bytes(packet[header + 2 : header + 4])
        return f"{address} port {port}"
    return f"{address} protocol {packet[9]}"


def use_everything() -> None:
    """Run every command, the pages and a live set."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        command = [sys.executable, "-m", "coach.cli.command"]
        for arguments in (
            ["doctor"],
            ["check", str(CLIP), "--no-cache", "--json", str(out / "report.json"),
             "--annotate", str(out / "drawn.mp4"), "--csv", str(out / "tables")],
            ["batch", str(CLIP), "--out", str(out / "many")],
            ["forget"],
        ):  # fmt: skip
            subprocess.run(
                [*command, *arguments],
                cwd=ROOT,
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        with serving(out / "server.log") as server:
            _use_pages(server.url)


def _use_pages(url: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox", "--disable-gpu", "--mute-audio",
                "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                # The browser's own errands are not ours.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
            ],
        )  # fmt: skip
        page = chromium.new_page()
        page.set_default_timeout(SLOW_MS)
        page.goto(url)
        page.get_by_role("button", name="Check this sample").first.click()
        page.get_by_role("heading", name="What this film could not show").wait_for()
        page.goto(f"{url}/filming")
        page.get_by_role("heading").first.wait_for()
        page.goto(f"{url}/live")
        press_start(page)
        page.wait_for_timeout(LIVE_MS)
        page.locator(STOP).click()
        chromium.close()


def _heard() -> bool:
    """Whether the listening works: a look-up that somebody makes is seen."""
    with listening() as cable, suppress(OSError):
        socket.getaddrinfo("example.org", 443)
    return f"{AWAY} port 53" in cable.sent


def main() -> int:
    """Run the product, in a namespace of its own; exit code 1 where a packet left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    console = Console(highlight=False, markup=False)
    if not given.inside:
        done = run_inside()
        console.print(done.stdout + done.stderr[-3000:], end="")
        return done.returncode
    if not _heard():
        console.print("The listening does not work here: a look-up was not seen.")
        return 2
    with listening() as cable:
        use_everything()
    outside = cable.outside()
    for where, count in outside.items():
        console.print(f"{count} packets to {where}")
    here = sum(cable.sent.values()) - sum(outside.values())
    console.print(
        f"{sum(outside.values())} packets left for the world, {here} for this network "
        "(multicast: browsers hide their addresses behind mDNS names)."
    )
    return 1 if outside else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
