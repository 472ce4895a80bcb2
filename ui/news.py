"""What is said to who does not see the page change: one place for all of it."""

from ui.component import component


def tell_news(text: str, about: str) -> None:
    """Have a screen reader say a text, once for what it is about.

    Args:
        text: A sentence; "" while there is none.
        about: What it is about, such as a set's id.
    """
    component("news", "")(key="news", data={"text": text, "about": about})
