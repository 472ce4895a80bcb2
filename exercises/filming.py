"""How an exercise is filmed: where the phone goes and what it should see."""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One exercise, as the phone should see it; places in a picture of 160 x 90.

    Attributes:
        title: What stands above the drawing.
        head: The middle of the head.
        near: Lines of the limbs that the phone must see, as the working leg.
        far: Lines of the others.
        wall_x: Where a wall stands; None without.
        box: Left, top, width and height of a box; None without.
        distance: How far away, as the drawing says it.
        height: How high the lens is.
        advice: One sentence.
        level: Whether the body lies or kneels along the wall in the view from above.
        travels: Whether it crosses the picture.
        weight: Where a weight is held; None without.
        from_front: Whether the phone stands before the face and not at the side; a
            wall is then behind the body.
        turned_deg: How far in front of the side the phone stands; 0 is the side.
        front: The same exercise from the front, where one film does not show it all.
        oblique: Where a single film shows most of it, though nothing for certain.
        how: How the exercise is done, step by step, a sentence each.
        do_this: What to see to, for the exercise and its film, a sentence each.
        not_this: What often goes wrong, likewise.
    """

    title: str
    head: Point
    near: tuple[tuple[Point, ...], ...]
    far: tuple[tuple[Point, ...], ...] = ()
    wall_x: float | None = None
    box: tuple[float, float, float, float] | None = None
    distance: str
    height: str
    advice: str
    level: bool = True
    travels: bool = False
    weight: Point | None = None
    from_front: bool = False
    turned_deg: float = 0.0
    front: "Shot | None" = None
    oblique: "Shot | None" = None
    how: tuple[str, ...] = ()
    do_this: tuple[str, ...] = ()
    not_this: tuple[str, ...] = ()

    @property
    def views(self) -> dict[str, "Shot"]:
        """This shot and its others, by what ends the names of their drawings."""
        views = {"": self, "_front": self.front, "_oblique": self.oblique}
        return {name: shot for name, shot in views.items() if shot is not None}
