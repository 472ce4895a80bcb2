// Angles and lines that a person lays over a picture of the film. Points are shares of the
// picture; each belongs to one frame and is seen only there. All of them are sent at once.

const SVG = "http://www.w3.org/2000/svg";
const STARTS = { // where a new one lies: in the middle, to be dragged from there
  Angle: [[0.4, 0.35], [0.5, 0.6], [0.62, 0.4]], Line: [[0.38, 0.5], [0.62, 0.5]],
};

function makeMeasure(root, film) {
  const find = (selector) => root.querySelector(selector);
  const [video, screen, box, list] = [find("video"), find(".screen"), find(".by-hand"), find(".measured")];
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "hand");
  screen.append(picture);
  let drawn = null, send = null, aspect = 1, held = -1;

  function lay() { // over the picture, which may not fill the screen
    const [wide, tall] = [video.clientWidth, video.clientHeight];
    const width = Math.min(wide, tall * aspect), height = width / aspect;
    Object.assign(picture.style, { left: `${video.offsetLeft + (wide - width) / 2}px`,
      top: `${video.offsetTop + (tall - height) / 2}px`, width: `${width}px`, height: `${height}px` });
    picture.setAttribute("viewBox", `0 0 ${width || 1} ${height || 1}`);
    return [width, height];
  }

  function degrees(points) {
    const far = points.map(([x, y]) => [x * aspect, y]);
    const way = (one, other) => Math.atan2(far[other][1] - far[one][1], far[other][0] - far[one][0]);
    if (points.length === 2) {
      const tilt = Math.abs(way(0, 1)) * 180 / Math.PI;
      return Math.min(tilt, 180 - tilt);
    }
    const between = Math.abs(way(1, 0) - way(1, 2)) * 180 / Math.PI;
    return Math.min(between, 360 - between);
  }

  const says = (points) => points.length === 3
    ? `Angle ${degrees(points).toFixed(0)}\u00B0` : `Line ${degrees(points).toFixed(0)}\u00B0 from level`;
  const here = () => drawn.filter((one) => film.frame_of(one.at_s) === film.frame_of(film.now_s()));
  const tell = () => send(drawn.map(({ at_s, points }) => ({ at_s, points })));

  function shape(name, given) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
    return made;
  }

  function show() {
    if (!drawn) return;
    const [width, height] = lay();
    const focused = picture.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    picture.replaceChildren(...here().flatMap((one) => parts(one, width, height)));
    if (focused !== null) picture.querySelector(`[data-place="${focused}"]`)?.focus({ preventScroll: true });
  }

  function parts(one, width, height) {
    const number = drawn.indexOf(one);
    const at = one.points.map(([x, y]) => [x * width, y * height]);
    const path = at.map((place) => place.join(",")).join(" ");
    const lines = ["halo", "stroke"].map((name) => shape("polyline", { class: name, points: path }));
    const corner = at[one.points.length === 3 ? 1 : 0];
    const words = shape("text", { x: corner[0] + 14, y: corner[1] - 12 });
    words.textContent = `${degrees(one.points).toFixed(0)}\u00B0`;
    return [...lines, words, ...at.map((place, index) => grip(one, number, index, place))];
  }

  function grip(one, number, index, [x, y]) {
    const made = shape("g", { class: "grip", tabindex: "0", role: "button",
      "aria-label": `${says(one.points)}: point ${index + 1}, moved by the arrow keys`,
      "data-place": `${number}.${index}`, transform: `translate(${x} ${y})` });
    made.append(shape("circle", { class: "reach", r: 22 }), shape("circle", { class: "dot", r: 6 }));
    made.onpointerdown = (event) => {
      if (event.button) return;
      event.preventDefault();
      event.stopPropagation();
      held = number;
      const box = picture.getBoundingClientRect();
      const move = (to) => {
        one.points[index] = [(to.clientX - box.left) / box.width, (to.clientY - box.top) / box.height]
          .map((share) => Math.min(Math.max(share, 0), 1));
        show();
        write();
      };
      const drop = () => {
        removeEventListener("pointermove", move);
        removeEventListener("pointerup", drop);
        removeEventListener("pointercancel", drop);
        held = -1;
        tell();
      };
      addEventListener("pointermove", move);
      addEventListener("pointerup", drop);
      addEventListener("pointercancel", drop);
    };
    made.onkeydown = (event) => {
      const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (event.key === "Delete") remove(number);
      if (!by && event.key !== "Delete") return;
      event.preventDefault();
      event.stopPropagation();
      if (!by) return;
      const step = event.shiftKey ? 0.02 : 0.004;
      one.points[index] = one.points[index].map((share, way) =>
        Math.min(Math.max(share + by[way] * step * (way ? aspect : 1), 0), 1));
      show();
      write();
      clearTimeout(timer);
      timer = setTimeout(tell, 500);
    };
    return made;
  }

  let timer = 0;

  function remove(number) {
    drawn.splice(number, 1);
    show();
    write();
    tell();
  }

  function write() { // the list below: where each is, and how to be rid of it
    list.replaceChildren(...drawn.map((one, number) => {
      const row = document.createElement("li");
      const go = document.createElement("button"), away = document.createElement("button");
      go.type = away.type = "button";
      go.textContent = `${says(one.points)} at ${one.at_s.toFixed(2)} s`;
      go.onclick = () => film.go(one.at_s);
      away.textContent = "Remove";
      away.ariaLabel = `Remove: ${go.textContent}`;
      away.onclick = () => remove(number);
      row.append(go, away);
      return row;
    }));
  }

  for (const [name, points] of Object.entries(STARTS)) {
    find(`[data-measure=${name}]`).onclick = () => {
      film.go(film.now_s());
      drawn.push({ at_s: film.now_s(), points: points.map((point) => [...point]) });
      show();
      write();
      tell();
      picture.querySelector(".grip:last-of-type")?.focus({ preventScroll: true });
    };
  }
  new ResizeObserver(show).observe(video);

  return {
    show,
    take(sent, sender, shape) {
      send = sender;
      aspect = shape;
      box.hidden = !sent;
      if (!sent) { drawn = null; picture.replaceChildren(); return; }
      if (held >= 0) return; // in hand: what is told then is newer
      drawn = sent.map((one) => ({ at_s: one.at_s, points: one.points.map((point) => [...point]) }));
      write();
      show();
    },
  };
}
