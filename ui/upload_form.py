"""A form with one film in it, read as it comes: the film goes into a file."""

from typing import IO, Final

from python_multipart.multipart import MultipartParser

MOST_HEAD_BYTES: Final = 1 << 16


class FormWithoutContent:
    """Copies a form without the content of its film.

    Attributes:
        body: The form without it, when all has come.
    """

    def __init__(self, boundary: bytes, film: IO[bytes]) -> None:
        """Begin.

        Args:
            boundary: Between the form's parts.
            film: Where the content goes.
        """
        self._edge = b"--" + boundary
        self._film = film
        self._head: list[bytes] = []
        self._head_bytes = self._parts = 0
        self._field = self._value = b""
        self.body = b""
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_begin": self._begin_header,
                "on_header_field": self._add_field,
                "on_header_value": self._add_value,
                "on_header_end": self._end_header,
                "on_headers_finished": self._headed,
                "on_part_data": self._data,
                "on_end": self._end,
            },
        )

    def feed(self, data: bytes) -> None:
        """Take the next bytes.

        Raises:
            ValueError: It is no form of one film.
        """
        self._parser.write(data)

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > 1:
            raise ValueError("one film at a time")
        self._add(self._edge + b"\r\n")

    def _begin_header(self) -> None:
        self._field = self._value = b""

    def _add_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _add_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        self._add(self._field + b": " + self._value + b"\r\n")

    def _headed(self) -> None:
        self._add(b"\r\n\r\n")

    def _add(self, head: bytes) -> None:
        self._head.append(head)
        self._head_bytes += len(head)
        if self._head_bytes > MOST_HEAD_BYTES:
            raise ValueError("such a head is no upload of a film")

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._film.write(data[start:end])

    def _end(self) -> None:
        self.body = b"".join(self._head) + self._edge + b"--\r\n"
