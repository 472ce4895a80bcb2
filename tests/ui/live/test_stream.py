"""What the page answers a browser that offers its camera."""

import asyncio
from types import SimpleNamespace
from typing import Any

from aiortc import RTCPeerConnection

from ui.live.stream import START_KBIT_S, LiveStream


async def answer() -> str:
    browser, page = RTCPeerConnection(), RTCPeerConnection()
    try:
        browser.addTransceiver("video", direction="sendonly")
        await browser.setLocalDescription(await browser.createOffer())
        await page.setRemoteDescription(browser.localDescription)
        await page.setLocalDescription(await page.createAnswer())
        return page.localDescription.sdp
    finally:
        await asyncio.gather(browser.close(), page.close())


def test_the_browser_is_asked_to_send_the_whole_picture_from_the_start() -> None:
    told = [
        line
        for line in asyncio.run(answer()).splitlines()
        if f"x-google-start-bitrate={START_KBIT_S}" in line
    ]
    assert len(told) >= 2  # VP8, and each profile of H.264


def test_of_frames_that_waited_the_newest_is_taken_and_the_others_are_noted() -> None:
    noted: list[int] = []
    stream = SimpleNamespace(
        session=SimpleNamespace(passed_over=noted.append), recv=lambda frame: frame
    )
    take: Any = LiveStream.recv_queued
    taken = asyncio.run(take(stream, ["oldest", "older", "newest"]))
    assert taken == ["newest"]
    assert noted == [2]
