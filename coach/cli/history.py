"""`hamstrong history`: what was kept, listed, shown, noted of, moved and forgotten."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console

from coach.cli.forgetting import agreed
from coach.cli.history_tables import (
    diary_line,
    print_set,
    sets_table,
    what_it_is,
)
from coach.cli.output import plain
from coach.history.history import History
from coach.history.kept import Diary
from coach.reports.wording import count_of
from exercises.units import NAN
from hamstrong.errors import HistoryError, OutputError


def run_history(given: argparse.Namespace) -> None:
    """Do what was asked for.

    Raises:
        HistoryError: The history cannot be used, or holds no such set.
        OutputError: A file cannot be written.
    """
    actions: Mapping[str, Callable[[History, argparse.Namespace, Console], None]] = {
        "list": _list, "show": _show, "note": _note, "export": _export,
        "import": _import, "fit": _fit, "fhir": _fhir, "sheet": _sheet,
        "forget": _forget,
    }  # fmt: skip
    history = History()
    try:
        actions[given.action](history, given, Console(highlight=False))
    finally:
        history.close()


def address_of(history: History, start: str) -> str:
    """Return the one address that begins so.

    Raises:
        HistoryError: None does, or several do.
    """
    found = history.beginning_with(start.strip().lower()) if start.strip() else []
    if len(found) == 1:
        return found[0]
    if found:
        raise HistoryError(
            f"Several kept sets begin with '{start}', such as {found[0]} and "
            f"{found[1]}. Give more of the address."
        )
    raise HistoryError(
        f"No kept set begins with '{start}'. `hamstrong history list` shows them."
    )


def _list(history: History, given: argparse.Namespace, console: Console) -> None:
    sets = history.sets(exercise=given.exercise, most=given.most)
    if not sets:
        console.print(
            "Nothing is kept yet. `hamstrong check FILM --keep` and `hamstrong live` "
            "keep sets."
        )
        return
    console.print(sets_table(sets, in_pounds=given.lb))
    total = history.count(exercise=given.exercise)
    if total > len(sets):
        console.print(f"The newest {len(sets)} of {total}; --most shows more.")


def _show(history: History, given: argparse.Namespace, console: Console) -> None:
    opened = history.open(address_of(history, given.id))
    if opened is None:  # another program was faster
        raise HistoryError(f"The set {given.id} is not in the history any more.")
    print_set(opened, console)


def _note(history: History, given: argparse.Namespace, console: Console) -> None:
    set_id = address_of(history, given.id)
    kept = history.find(set_id)
    said = vars(kept.diary) if kept is not None else vars(Diary())
    new = {
        name: NAN if value is None and name in ("load_kg", "effort") else value
        for name, value in _noted(given).items()
    }
    if not new:
        raise HistoryError(
            "Nothing to note. Give one or more of --load, --effort, --pain-before, "
            "--pain-after, --pain-next-morning and --note."
        )
    diary = Diary(**(said | new))
    history.note(set_id, diary)
    console.print(f"Noted: {plain(diary_line(diary) or 'nothing')}.")


def _noted(given: argparse.Namespace) -> dict[str, object]:
    """Return what was given, by the diary's names; None takes something back."""
    names = {
        "load": "load_kg", "effort": "effort", "pain_before": "pain_before",
        "pain_after": "pain_after", "pain_next_morning": "pain_next_morning",
        "note": "note",
    }  # fmt: skip
    return {ours: getattr(given, name) for name, ours in names.items() if name in given}


def _export(history: History, given: argparse.Namespace, console: Console) -> None:
    path: Path = given.file
    if path.suffix.lower() != ".zip":
        raise OutputError(f"{path} must end in .zip: that is what is written.")
    done = history.export(path, with_films=given.films)
    films = f" and {count_of(done.films, 'film')}" if given.films else ""
    console.print(f"{count_of(done.sets, 'set')}{films} in {plain(str(path))}.")
    if done.films_gone:
        console.print(f"Not there any more: {count_of(done.films_gone, 'film')}.")


def _import(history: History, given: argparse.Namespace, console: Console) -> None:
    done = history.import_from(given.file)
    films = f" with {count_of(done.films, 'film')}" if done.films else ""
    console.print(
        f"{count_of(done.sets, 'set')}{films} came in; {done.there_already} were here "
        "already and were left alone."
    )


def _sheet(history: History, given: argparse.Namespace, console: Console) -> None:
    from coach.history.sheet import sheet_of
    from coach.reports.html.paper import PDF, write_page_as

    path: Path = given.file
    if path.suffix.lower() not in (".html", ".htm", PDF):
        raise OutputError(f"{path} must end in .html or .pdf: these are written.")
    write_page_as(path, sheet_of(history, 7 * given.weeks))
    console.print(f"{count_of(given.weeks, 'week')} in {plain(str(path))}.")


def _fit(history: History, given: argparse.Namespace, console: Console) -> None:
    from coach.history.fit_file import write_fit

    path: Path = given.file
    if path.suffix.lower() != ".fit":
        raise OutputError(f"{path} must end in .fit: that is what is written.")
    day, sets = write_fit(history, path, given.on)
    console.print(f"{count_of(sets, 'set')} of {day} in {plain(str(path))}.")


def _fhir(history: History, given: argparse.Namespace, console: Console) -> None:
    from coach.history.fhir_file import write_fhir

    path: Path = given.file
    if path.suffix.lower() != ".json":
        raise OutputError(f"{path} must end in .json: that is what is written.")
    sets = write_fhir(history, path, days=7 * given.weeks, patient=given.patient)
    console.print(f"{count_of(sets, 'set')} in {plain(str(path))}.")


def _forget(history: History, given: argparse.Namespace, console: Console) -> None:
    if given.all:
        question = f"Every set of the history, {count_of(history.count(), 'set')}"
    else:
        set_id = address_of(history, given.id)
        kept = history.find(set_id)
        question = f"{what_it_is(kept)} ({set_id})" if kept else set_id
    console.print(f"{plain(question)}, with what was noted and the films kept of it.")
    if not given.yes and not agreed("Remove this?"):
        console.print("Nothing was removed.")
        return
    gone = history.forget_all() if given.all else int(history.forget(set_id))
    console.print(f"Removed: {count_of(gone, 'set')}.")
