"""The circuit's steps in HTML: the next one, all of them, and what came of them."""

import math
from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Final

from coach.circuit.day import StepDone
from coach.circuit.plan import Plan, Step
from coach.reports.wording import count_of, exercise_short, noun_for
from exercises.registry import EXERCISES

_MARKS: Final = {"done": "\N{CHECK MARK}", "skipped": "\N{EN DASH}", "todo": ""}
_SAID: Final = {"done": "done", "skipped": "skipped", "todo": "to do"}


def preparing_html() -> str:
    """Return what the circuit consists of, why, and what to have at hand."""
    items = "".join(
        f"<li><b>{escape(exercise_short(key))}</b><span>{escape(exercise.words.why)} "
        f"{escape(exercise.words.prepare)} {escape(exercise.dose)}.</span></li>"
        for key, exercise in EXERCISES.items()
    )
    return (
        '<section class="card quiet" aria-label="The five exercises">'
        f'<h2>The five, and what to have ready</h2><ol class="steps-list">{items}</ol>'
        "</section>"
    )


def next_html(step: Step, cue: str, plan: Plan) -> str:
    """Return what comes next: exercise, leg, weight, dose, and the cue of last time."""
    exercise = EXERCISES[step.exercise]
    rounds = max(one.round for one in plan.steps)
    tempo = f" Tempo {plan.tempo}." if "lowering_s" in exercise.bands else ""
    last = f'<p class="reminder"><b>Last time:</b> {escape(cue)}</p>' if cue else ""
    return (
        '<section class="card next" aria-label="Next set">'
        f'<p class="kind">Next \N{MIDDLE DOT} round {step.round} of {rounds}</p>'
        f'<p class="say">{escape(exercise_short(step.exercise))}, {step.side} leg</p>'
        f"<p>{escape(step.load.capitalize())}. {escape(exercise.dose.capitalize())}."
        f'{tempo}</p>{last}<p class="why">{escape(exercise.words.why)}</p></section>'
    )


def steps_html(steps: Sequence[StepDone]) -> str:
    """Return all steps, round by round; the round under way is open."""
    open_one = next((o.step.round for o in steps if o.step.state == "todo"), 1)
    rounds = "".join(
        _round(number, list(of_round), is_open=number == open_one)
        for number, of_round in groupby(steps, lambda one: one.step.round)
    )
    return f'<section class="card plan-card" aria-label="The plan">{rounds}</section>'


def _round(number: int, steps: Sequence[StepDone], *, is_open: bool) -> str:
    left = sum(one.step.state == "todo" for one in steps)
    beside = f"{left} to do" if left else "done"
    rows = "".join(map(_step, steps))
    return (
        f"<details{' open' if is_open else ''}><summary><b>Round {number}</b> "
        f'<small>{beside}</small></summary><ol class="circuit-plan">{rows}</ol>'
        "</details>"
    )


def summary_html(steps: Sequence[StepDone]) -> str:
    """Return what to do next time, and what was done."""
    done = [one for one in steps if one.kept is not None]
    if not done:
        return "<p>No set was done yet.</p>"
    advice = "".join(_advice(key, done) for key in EXERCISES)
    return (
        '<section class="card" aria-label="Next time"><h2>Next time</h2>'
        f'<ul class="plain">{advice}</ul></section>{steps_html(steps)}'
    )


def _advice(key: str, done: Sequence[StepDone]) -> str:
    """Return what to do next time in one exercise; "" where it was not done."""
    own = [one for one in done if one.step.exercise == key]
    if not own:
        return ""
    cues = list(dict.fromkeys(one.cue for one in reversed(own) if one.cue))
    ahead = next((one.ahead for one in reversed(own) if one.ahead), "")
    said = ahead or (cues[0] if cues else "")
    if not said:
        heaviest = own[-1].step.load
        said = (
            f"Nothing clear to change with {heaviest}: keep it, and add a little when "
            "it feels easy."
            if own[-1].clean
            else f"Too little was seen with {heaviest} to say more: keep that weight, "
            "and film it as the page How to film shows."
        )
    return f"<li><b>{escape(exercise_short(key))}:</b> {escape(said)}</li>"


def _step(one: StepDone) -> str:
    step = one.step
    name = f"{exercise_short(step.exercise)}, {step.side}"
    result = _SAID[step.state]
    if one.kept is not None:
        count = count_of(one.counted, noun_for(step.exercise))
        score = one.kept.score
        result = f"{count}, {score:.0f}" if math.isfinite(score) else count
        name = f'<a href="/?set={one.kept.id}" target="_self">{escape(name)}</a>'
    else:
        name = escape(name)
    return (
        f'<li class="{step.state}"><i aria-hidden="true">{_MARKS[step.state]}</i>'
        f"<span>{name} <small>{escape(step.load)}</small></span>"
        f"<b>{escape(result)}</b></li>"
    )
