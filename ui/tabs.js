// Names the tabs as the navigation that they are, and the one of this page.
function name() {
  const tabs = document.querySelector(".st-key-tabs");
  if (!tabs) return;
  tabs.setAttribute("role", "navigation");
  tabs.setAttribute("aria-label", "Pages");
  for (const link of tabs.querySelectorAll("a")) {
    if (link.closest(".st-key-tab_current")) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

export default function () {
  name();
  // The links may come after this, and come anew when the page is drawn again.
  const changes = new MutationObserver(name);
  changes.observe(document.body, { childList: true, subtree: true });
  return () => changes.disconnect();
}
