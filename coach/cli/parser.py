"""Reads arguments, and says what was meant where one is misspelt."""

import argparse
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NoReturn

LIKE_ENOUGH: Final = 0.6
"""How alike a word and its misspelling are (difflib's own usual value)."""
FILMS: Final = (".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm")


class Parser(argparse.ArgumentParser):
    """Complains in the words of the command that was used."""

    def error(self, message: str) -> NoReturn:
        """Print how the command is used, and what is wrong; names steer no terminal."""
        from vision.files import legible

        super().error(legible(message))

    def parse_args(  # type: ignore[override]  # the other overloads are never used
        self, args: Sequence[str] | None = None, namespace: None = None
    ) -> argparse.Namespace:
        """Read arguments; what the command does not know is told as the command's."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            used = getattr(options, "parser", self)
            used.error(_unknown_arguments(unknown, used.known_options()))
        return options

    def known_options(self) -> list[str]:
        """Return the options that it takes, as they are written."""
        return [name for action in self._actions for name in action.option_strings]

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        if isinstance(action, argparse._SubParsersAction):
            raise argparse.ArgumentError(None, _unknown_command(str(value), known))
        meant = did_you_mean(str(value), known)
        text = f"'{value}' is none of {', '.join(known)}.{meant}"
        raise argparse.ArgumentError(action, text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question to put after a complaint; empty where nothing is alike."""
    plain = {re.sub(r"[\s_-]+", " ", name).strip().lower(): name for name in known}
    asked = re.sub(r"[\s_-]+", " ", word).strip().lower()
    alike = get_close_matches(asked, plain, n=1, cutoff=LIKE_ENOUGH)
    return f" Did you mean {plain[alike[0]]}?" if alike else ""


def _unknown_command(word: str, known: list[str]) -> str:
    if Path(word).suffix.lower() in FILMS:
        return f"'{word}' is no command. To judge a film: hamstrong check {word}"
    meant = did_you_mean(word, known)
    return f"There is no command '{word}'.{meant} Commands: {', '.join(known)}."


def _unknown_arguments(unknown: Sequence[str], known: Sequence[str]) -> str:
    options = [word.split("=")[0] for word in unknown if word.startswith("-")]
    if not options:
        return f"There is nothing to do with {' '.join(unknown)}."
    said = [
        f"There is no option {word}.{did_you_mean(word, known)}" for word in options
    ]
    return " ".join(said)
