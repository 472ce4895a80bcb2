"""Sections of a Markdown document, each from its "## " heading to the next one."""

import re


def section(text: str, title: str) -> str:
    """Return a section with its heading, "" where there is none."""
    found = re.search(
        rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE
    )
    return found[0] if found else ""


def with_section(text: str, title: str, body: str, *, before: str) -> str:
    """Return a document in which a section has a new body.

    Args:
        text: The document.
        title: The section's heading, without its mark.
        body: What stands below it.
        before: Title of the section that it is put before where it is new.
    """
    new = f"## {title}\n\n{body.strip()}\n\n"
    if old := section(text, title):
        return text.replace(old, new)
    return text.replace(f"## {before}\n", f"{new}## {before}\n")
