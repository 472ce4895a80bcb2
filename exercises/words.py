"""What an exercise is called, part by part, in front of people: plain gym words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Columns = tuple[tuple[str, tuple[str, ...]], ...]
"""(title, (measure key,)) each, or (title, (measure key, another one)): the first one
fills the cells, in the colour of its verdict or, where there is another, of that one's.
"""


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of one exercise.

    Attributes:
        leg: What the working leg is called, such as "Standing leg".
        short: A shorter name of the exercise, for headings; "" where its title is
            short enough.
        measures: Measure key -> name.
        meanings: Measure key -> what the number is, in a sentence.
        faults: Fault code -> short sentence without a full stop.
        one_word: Fault code -> what to do, in a word that is read from three metres
            away; a live set without it shows the cue alone.
        subscores: Key -> name.
        columns: Of the table of reps: alternatives, one for each camera view that shows
            other measures, mostly one. Shown is the first alternative of which the
            film shows the first measure, else the first. Holds and bouts have columns
            of their own.
        set_means: Measures among `columns` whose mean tells sets apart; the lowering
            time always does.
        percent_of: Of shares that people read as a percentage, measure key -> what
            stands behind the number, such as " % of the stride".
        fine: Measures whose limits differ by less than a hundredth, so that they are
            written with three decimals.
        tempo: Column titles of lowering, pause and lift.
        caption: How to read what in the table of units is no measure.
        lowering: What the mean lowering time is called.
        on_the_way: Where the slow part goes, in "on the way down".
        on_the_way_back: Where the other part goes, in a word.
        phases: Phase -> its name on the film, where the phase's own is not good.
        charted: Lowering, bottom and lift as the chart's points tell them.
        why: Why it is in the circuit, in a sentence.
        prepare: What to have at hand, in a sentence.
        also_called: What people call the exercise, beside its key and its title.
    """

    leg: str
    measures: Mapping[str, str]
    meanings: Mapping[str, str]
    faults: Mapping[str, str]
    subscores: Mapping[str, str]
    one_word: Mapping[str, str] = field(default_factory=dict)
    short: str = ""
    why: str = ""
    prepare: str = ""
    columns: tuple[Columns, ...] = ()
    set_means: tuple[str, ...] = ()
    percent_of: Mapping[str, str] = field(default_factory=dict)
    fine: tuple[str, ...] = ()
    tempo: tuple[str, str, str] = ("Lowering", "Pause", "Lift")
    caption: str = ""
    lowering: str = "Lowering, on average"
    on_the_way: str = "down"
    on_the_way_back: str = "up"
    phases: Mapping[str, str] = field(default_factory=dict)
    charted: tuple[str, str, str] = ("Lowering", "At the bottom", "Lifting")
    also_called: tuple[str, ...] = ()
