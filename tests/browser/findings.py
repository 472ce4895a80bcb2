"""What axe-core finds on a page that keeps somebody from using it."""

from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE: Final = ("serious", "critical")
NOT_OURS: Final = {
    "label": "stFileUploaderDropzo",  # axe cuts it short
}
"""Rule -> what stands in the HTML of the parts of Streamlit that break it.

label: the file uploader's hidden input, which no key reaches; the button before it has
a name and opens it.
"""
SMALL_TARGETS: Final = """[...document.querySelectorAll(
  "button, a, summary, input, [role=slider], [role=tab]"
)].filter((one) => one.offsetParent && one.type !== "file").map((one) => {
  const target = one.closest(
    "label, .stSelectbox [role=group], [data-testid=stNumberInputContainer]"
  ) ?? one;
  const box = target.getBoundingClientRect();
  return { name: one.textContent || one.ariaLabel, wide: box.width, high: box.height };
}).filter((box) => box.wide > 1 && (box.wide < 44 || box.high < 44))"""
"""What is smaller than a finger is wide: 44 CSS pixels."""


def grave_findings(page: Page) -> list[str]:
    """Return what is serious or critical on a page and can be changed by us."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
        if NOT_OURS.get(one["id"], "no part") not in node["html"]
    ]
