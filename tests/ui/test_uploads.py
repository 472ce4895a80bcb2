"""Films that are uploaded: to the disk, in bounds, and to their own page only."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.circuit.plan import new_plan
from coach.web.asgi import Message, Receive, Scope, Send
from ui import tidying
from ui import uploads as module
from ui.uploads import ROUTE, Uploads, UploadsToDisk

FILM = bytes(range(256)) * 500
EDGE = b"----edge"


class Streamlit:
    """Stands for Streamlit: notes what it is sent and answers."""

    def __init__(self, status: int = 204) -> None:
        self.status = status
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.bodies.append((await receive()).get("body", b""))
        await send(
            {"type": "http.response.start", "status": self.status, "headers": []}
        )
        await send({"type": "http.response.body", "body": b""})


def form(content: bytes, name: str = "set.mp4") -> bytes:
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    return b"\r\n".join(
        (b"--" + EDGE, head.encode(), b"Content-Type: video/mp4", b"", content,
         b"--" + EDGE + b"--", b"")
    )  # fmt: skip


def send_form(
    uploads: Uploads,
    body: bytes,
    *,
    session: str = "mine",
    file: str = "film-1",
    pieces: int = 1000,
    behind: Streamlit | None = None,
    method: str = "PUT",
    claimed: int | None = None,
    breaks_off: bool = False,
    on_answer: Callable[[], None] = lambda: None,
) -> tuple[int, Streamlit]:
    """Send a form in pieces; return the answer's status and what stood behind."""
    behind = behind or Streamlit()
    chunks = [body[at : at + pieces] for at in range(0, len(body), pieces)]
    messages: list[Message] = [
        {"type": "http.request", "body": chunk, "more_body": index + 1 < len(chunks)}
        for index, chunk in enumerate(chunks)
    ]
    if breaks_off:
        messages = [*messages[: len(messages) // 2], {"type": "http.disconnect"}]
    sent: list[Message] = []

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)
        on_answer()

    length = len(body) if claimed is None else claimed
    kind = b"multipart/form-data; boundary=" + EDGE
    scope: Scope = {
        "type": "http", "method": method, "path": f"{ROUTE}{session}/{file}",
        "headers": [(b"content-type", kind), (b"content-length", b"%d" % length)],
    }  # fmt: skip
    app = UploadsToDisk(behind, uploads, is_open=lambda one: one != "closed")
    asyncio.run(app(scope, receive, send))
    return (int(sent[0]["status"]) if sent else 0), behind


def left(uploads: Uploads) -> list[Path]:
    return [path for path in uploads.folder.path.rglob("film") if path.is_file()]


@pytest.mark.parametrize("pieces", [1, 7, 1000, 10**6])
def test_the_film_goes_to_the_disk_and_streamlit_gets_its_name(pieces: int) -> None:
    uploads, film = Uploads(), FILM[:3000]
    status, behind = send_form(uploads, form(film), pieces=pieces)
    assert status == 204
    assert behind.bodies == [form(b"")]
    path = uploads.take("mine", "film-1")
    assert path is not None
    assert path.read_bytes() == film
    assert uploads.take("mine", "film-1") is None  # once


@given(st.binary(max_size=400), st.integers(1, 50))
def test_whatever_a_film_holds_arrives_byte_for_byte(film: bytes, pieces: int) -> None:
    uploads = Uploads()
    send_form(uploads, form(film), pieces=pieces)
    path = uploads.take("mine", "film-1")
    assert path is not None
    assert path.read_bytes() == film


def test_a_film_is_there_when_its_page_is_told_so() -> None:
    uploads, taken = Uploads(), list[Path | None]()
    send_form(
        uploads,
        form(FILM),
        on_answer=lambda: taken.append(uploads.take("mine", "film-1")),
    )
    assert taken[0] is not None
    assert taken[0].read_bytes() == FILM


def test_another_session_never_gets_at_a_film() -> None:
    uploads = Uploads()
    send_form(uploads, form(FILM))
    assert uploads.take("other", "film-1") is None
    assert uploads.take("", "film-1") is None
    assert send_form(uploads, form(b"x"), session="mine")[0] == 413  # nor replaces it
    assert uploads.take("mine", "film-1") is not None


@pytest.mark.parametrize(
    "refused",
    [
        lambda uploads: send_form(uploads, form(FILM), session="closed")[0] == 400,
        lambda uploads: send_form(uploads, form(FILM), claimed=2 << 40)[0] == 413,
        lambda uploads: send_form(uploads, form(FILM), behind=Streamlit(403))[0] == 403,
        lambda uploads: send_form(uploads, form(FILM), breaks_off=True)[0] == 0,
        lambda uploads: send_form(uploads, b"no form at all")[0] == 400,
    ],
    ids=["no page", "too large", "refused behind", "tab closed", "no form"],
)
def test_what_is_refused_or_breaks_off_leaves_nothing(refused: object) -> None:
    uploads = Uploads()
    assert callable(refused)
    assert refused(uploads)
    assert left(uploads) == []
    assert uploads.take("mine", "film-1") is None


def test_a_film_larger_than_it_claims_is_stopped_at_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LARGEST_BYTES", 5000)
    uploads = Uploads()
    assert send_form(uploads, form(FILM), claimed=100)[0] == 413
    assert left(uploads) == []


def test_a_session_and_the_server_hold_so_many_and_no_more() -> None:
    uploads = Uploads()
    statuses = [
        send_form(uploads, form(b"film"), session=session, file=str(number))[0]
        for session in map(str, range(4))
        for number in range(module.MOST_OF_A_SESSION + 1)
    ]
    assert statuses[: module.MOST_OF_A_SESSION] == [204] * module.MOST_OF_A_SESSION
    assert statuses[module.MOST_OF_A_SESSION] == 413
    assert statuses.count(204) == module.MOST_AT_ONCE


def test_all_sets_of_a_circuit_may_be_dropped_at_once() -> None:
    assert len(new_plan().steps) <= module.MOST_OF_A_SESSION


def test_what_no_page_takes_is_removed_when_the_next_film_comes() -> None:
    now_s = [0.0]
    uploads = Uploads(clock=lambda: now_s[0])
    send_form(uploads, form(FILM))
    now_s[0] = module.WAITS_S + 1
    send_form(uploads, form(b"next"), session="other")
    assert [path.read_bytes() for path in left(uploads)] == [b"next"]


def test_what_no_page_takes_is_removed_though_no_other_film_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now_s = [0.0]
    uploads = Uploads(clock=lambda: now_s[0])
    send_form(uploads, form(FILM))
    now_s[0] = module.WAITS_S + 1
    monkeypatch.setattr(tidying, "UPLOADS", uploads)
    monkeypatch.setattr(tidying, "LOOKS_S", 0.01)
    for name in ("remove_ownerless", "remove_all"):  # of this process, not of a server
        monkeypatch.setattr(tidying, name, lambda: None)

    async def serve() -> None:
        async with tidying.tidying(None):
            for _ in range(500):
                if not left(uploads):
                    return
                await asyncio.sleep(0.01)

    asyncio.run(serve())
    assert left(uploads) == []


def test_the_first_of_many_films_waits_for_the_last() -> None:
    now_s = [0.0]
    uploads = Uploads(clock=lambda: now_s[0])
    send_form(uploads, form(b"first"))
    now_s[0] = module.WAITS_S
    send_form(uploads, form(b"last"), file="film-2")
    now_s[0] += 1  # its page takes all when all are there
    uploads.remove_old()
    assert len(left(uploads)) == 2
    now_s[0] += module.WAITS_S
    uploads.remove_old()
    assert left(uploads) == []


def test_a_film_that_is_taken_back_is_removed() -> None:
    uploads = Uploads()
    send_form(uploads, form(FILM))
    send_form(uploads, b" ", method="DELETE")
    assert left(uploads) == []


def test_a_form_of_endless_parts_is_no_film() -> None:
    part = form(b"")[: -len(EDGE) - 6]
    uploads = Uploads()
    assert send_form(uploads, part * 2000, pieces=10**6)[0] == 400
    assert left(uploads) == []


def test_two_films_in_one_form_are_refused_not_joined() -> None:
    uploads, (head, tail) = Uploads(), (form(b"one"), form(b"two"))
    both = head[: -len(EDGE) - 6] + tail
    assert send_form(uploads, both)[0] == 400
    assert left(uploads) == []


@pytest.mark.parametrize("name", ["STALLED_S", "LONGEST_S"])
def test_an_upload_that_stands_still_is_ended(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, 0.05)
    uploads = Uploads()
    path = uploads.begin("mine", "film-1", 100)
    assert path is not None

    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    with pytest.raises(TimeoutError):
        asyncio.run(module._soon(never, time.monotonic() + module.LONGEST_S))


def test_a_film_still_coming_is_never_taken_for_an_old_one() -> None:
    now_s = [0.0]
    uploads = Uploads(clock=lambda: now_s[0])
    assert uploads.begin("mine", "film-1", 100)
    now_s[0] = 10 * module.WAITS_S
    assert uploads.begin("other", "film-2", 100)
    assert uploads.count("mine", "film-1", 1)


def test_only_who_may_take_a_film_back_does() -> None:
    uploads = Uploads()
    send_form(uploads, form(FILM))
    send_form(uploads, b" ", method="DELETE", behind=Streamlit(403))
    assert len(left(uploads)) == 1


def test_no_folder_stays_of_a_film_that_is_gone() -> None:
    uploads = Uploads()
    send_form(uploads, form(FILM))
    send_form(uploads, b" ", method="DELETE")
    send_form(uploads, form(FILM), file="film-2")
    path = uploads.take("mine", "film-2")
    assert path is not None
    path.unlink()
    uploads.taken(path)
    assert [one for one in uploads.folder.path.iterdir() if one.is_dir()] == []
