// Reps as a person sees them: the edges of the one at the cursor are moved on the curve
// or step by step; the server judges anew and answers with the whole report.

const REST_MS = 400; // after the last step, before the server is asked
const NEAR_S = 0.5; // so far from a rep the cursor still means it

function makeMarks(root, film) {
  const find = (selector) => root.querySelector(selector);
  const [box, panel, opener] = [find(".correct"), find(".marks"), find("[data-mark=open]")];
  const refused = find(".refused");
  let data = null, send = null, open = false;
  let chosen = -1; // which of data.units
  let draft = null; // its edges while they are moved, in seconds
  let asked = false; // whether the server knows the draft
  let timer = 0;
  let keyed = null; // which edge the keys move: it stays in hand when all is drawn anew
  let held = false, missed = null; // while an edge is in hand nothing is drawn anew

  const edgesNow = () => draft ?? data.units[chosen]?.edges.map((edge) => edge.at_s) ?? [];
  const element = (tag, given = {}, ...inside) => {
    const made = Object.assign(document.createElement(tag), given);
    made.append(...inside);
    return made;
  };
  const button = (text, act, given = {}) =>
    element("button", { type: "button", onclick: act, ...given }, text);

  function limits(place) { // an edge stays between its neighbours, and the rep between its
    const edges = edgesNow(), unit = data.units[chosen];
    const before_s = Math.max(0, ...data.units.filter((one) => one.to_s <= unit.from_s + 1e-6)
      .map((one) => one.to_s));
    const after_s = Math.min(film.end_s(), ...data.units
      .filter((one) => one !== unit && one.from_s >= unit.to_s - 1e-6).map((one) => one.from_s));
    const step_s = film.frame_s(edges[place], 1) - film.frame_s(edges[place], 0) || 0.01;
    const low = place ? edges[place - 1] + (place === 2 ? 0 : step_s) : before_s;
    const high = place < 3 ? edges[place + 1] - (place === 1 ? 0 : step_s) : after_s;
    return [low, high];
  }

  function move(place, at_s) {
    const [low, high] = limits(place);
    draft = [...edgesNow()];
    draft[place] = Math.min(Math.max(at_s, low), high);
    asked = false;
    clearTimeout(timer);
    film.go(draft[place]);
    write();
  }

  function settle(after_ms) {
    clearTimeout(timer);
    if (!draft) return;
    timer = setTimeout(() => { asked = true; send({ rep: draft, of: chosen }); }, after_ms);
  }

  function step(place, by) {
    const at_s = edgesNow()[place], next_s = film.frame_s(at_s, by);
    move(place, next_s === film.frame_s(at_s, 0) ? at_s + by / 60 : next_s);
    settle(REST_MS);
  }

  function write() { // where the edges are now: in the rows, and on the curve
    const edges = edgesNow();
    for (const time of panel.querySelectorAll(".edge-time")) {
      time.textContent = `${edges[time.dataset.place].toFixed(2)} s`;
    }
    for (const handle of root.querySelectorAll(".plot .edge")) {
      const at_s = edges[handle.dataset.place];
      handle.style.left = `${100 * at_s / film.end_s()}%`;
      handle.ariaValueNow = at_s.toFixed(2);
      handle.ariaValueText = `${at_s.toFixed(2)} s`;
    }
  }

  function row(edge, place) {
    const name = `${data.units[chosen].name}: ${edge.name.toLowerCase()}`;
    const by = (sign, title) => button(sign, () => step(place, sign === "+" ? 1 : -1),
      { title: `${title}, ${edge.name.toLowerCase()}`, ariaLabel: `${name}, ${title}` });
    const there = button(edge.name, () => film.go(edgesNow()[place]), { className: "to-edge" });
    const time = element("span", { className: "edge-time" });
    time.dataset.place = place;
    const here = button(data.words.here, () => { move(place, film.now_s()); settle(0); },
      { ariaLabel: `${name}: ${data.words.here.toLowerCase()}` });
    const steps = element("div", { className: "joined" },
      by("\u2212", "one frame earlier"), by("+", "one frame later"));
    return element("div", { className: "edge-row" }, there, time, steps, here);
  }

  function handle(edge, place) {
    const made = element("span", { className: "edge", tabIndex: 0, role: "slider",
      ariaLabel: `${data.units[chosen].name}: ${edge.name.toLowerCase()}`,
      ariaValueMin: "0", ariaValueMax: film.end_s().toFixed(2) });
    let off_px = 0; // an edge that is taken beside its middle does not jump there
    made.dataset.place = place;
    made.onpointerdown = (event) => {
      if (event.button) return;
      event.stopPropagation();
      event.preventDefault();
      made.setPointerCapture(event.pointerId);
      held = true;
      made.focus({ preventScroll: true });
      const plot = made.parentElement.getBoundingClientRect();
      off_px = event.clientX - plot.left - plot.width * edgesNow()[place] / film.end_s();
      film.go(edgesNow()[place]);
    };
    made.onpointermove = (event) => {
      if (!made.hasPointerCapture(event.pointerId)) return;
      event.stopPropagation();
      const plot = made.parentElement.getBoundingClientRect();
      move(place, film.end_s() * (event.clientX - plot.left - off_px) / plot.width);
    };
    made.onlostpointercapture = () => {
      held = false;
      if (missed) take(...missed);
      missed = null;
      settle(0);
    };
    made.onclick = (event) => event.stopPropagation();
    made.onkeydown = (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      keyed = place;
      step(place, by);
    };
    return made;
  }

  function changes() {
    if (!data.changes.length) return [];
    const items = data.changes.map((says, number) => element("li", {}, says,
      button(data.words.undo, () => send({ undo: number }), { ariaLabel: `${data.words.undo}: ${says}` })));
    const all = button(data.words.undo_all, () => send({ undo: "all" }));
    return [element("h4", {}, data.words.changed), element("ul", {}, ...items),
      ...(items.length > 1 ? [all] : [])];
  }

  function draw() {
    opener.textContent = data.words.open;
    opener.ariaExpanded = String(open);
    panel.hidden = !open;
    root.classList.toggle("correcting", open);
    refused.textContent = open ? data.refused : "";
    for (const old of root.querySelectorAll(".plot .edge")) old.remove();
    if (!open) return;
    const unit = data.units[chosen];
    const title = element("p", { className: "which" }, element("b", {}, unit ? unit.name : data.words.none));
    if (unit?.by_user) title.append(` \u00B7 ${data.words.by_user}`);
    const acts = element("div", { className: "acts" });
    if (unit) acts.append(button(data.words.remove, () => send({ remove: chosen })));
    if (data.words.add && !unit) acts.append(button(data.words.add, () => send({ add: film.now_s() })));
    panel.replaceChildren(element("p", { className: "how" }, data.words.how), title,
      ...(unit?.edges ?? []).map(row), acts, ...changes());
    find(".plot")?.append(...(unit?.edges ?? []).map(handle));
    write();
  }

  function choose(place) {
    if (place === chosen) return;
    [chosen, keyed] = [place, null];
    draw();
  }

  opener.onclick = () => { open = !open; draw(); };

  const overlap = (unit) =>
    Math.min(unit.to_s, draft.at(-1)) - Math.max(unit.from_s, draft[0]);

  function take(sent, sender) {
    if (held) { missed = [sent, sender]; return; }
    [data, send] = [sent, sender];
    box.hidden = !data;
    if (!data) return;
    if (draft && asked) {
      const shares = data.units.map(overlap);
      chosen = shares.indexOf(Math.max(0, ...shares));
      draft = null;
    } else if (chosen >= data.units.length) chosen = -1;
    draw();
    if (keyed !== null && document.activeElement === document.body) {
      find(`.plot .edge[data-place="${keyed}"]`)?.focus({ preventScroll: true });
    }
  }

  return {
    take,
    at(at_s) { // the cursor has moved: which rep is meant?
      if (!data || !open || draft) return;
      const here = (unit) => unit && unit.from_s <= at_s && at_s <= unit.to_s;
      const near = (unit) => unit && unit.from_s - NEAR_S <= at_s && at_s <= unit.to_s + NEAR_S;
      const inside = data.units.findIndex(here);
      if (inside >= 0) choose(here(data.units[chosen]) ? chosen : inside);
      else if (!near(data.units[chosen])) choose(data.units.findIndex(near));
    },
  };
}
