// Two movements under one clock, the first one's. Moments that go together come from
// Python; between two of them time runs evenly in both, so the second film is played
// faster or slower. Times are seconds of true time; a film's own are those over its speed.

const FARTHEST_OFF_S = 0.15; // a film further from its place is set there
const PULL = 1.5; // how much faster one runs that is behind, per second of it
const FASTEST = 8, SLOWEST = 0.1; // what browsers play

function make(root) {
  const find = (selector) => root.querySelector(selector);
  const figures = [...root.querySelectorAll("figure")];
  const sides = figures.map((figure) => ({
    figure, picture: figure.querySelector(".picture"), video: figure.querySelector("video"),
    canvas: figure.querySelector("canvas"), waits: false, plays: false,
  }));
  const [stage, head] = [find(".stage"), find(".playhead")];
  const lines = [...root.querySelectorAll(".reading b")];
  let data, pair, at_s = 0, playing = false, rate = 1, again = true, skeleton = true;
  let over = false, last_ms = 0;

  const press = (name, on) => find(`[data-do="${name}"]`).setAttribute("aria-pressed", String(on));
  const begin_s = () => pair.moments_s[0][0], end_s = () => pair.moments_s[0].at(-1);

  function goesWith(number) { // where a side stands, and how fast its time runs
    const [mine, its] = [pair.moments_s[0], pair.moments_s[number]];
    let part = mine.findLastIndex((one) => one <= at_s);
    part = Math.min(Math.max(part, 0), mine.length - 2);
    const pace = (its[part + 1] - its[part]) / (mine[part + 1] - mine[part]);
    return [its[part] + (at_s - mine[part]) * pace, pace];
  }

  function frameAt(side, time_s) {
    const times_s = side.data.times_s;
    let low = 0, high = times_s.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (times_s[middle] <= time_s + 1e-3) low = middle; else high = middle - 1;
    }
    return low;
  }

  function seek(side, time_s) { // to the middle of a frame, whatever its times were rounded to
    if (side.video.seeking) { side.waits = true; return; }
    const frame = frameAt(side, time_s), times_s = side.data.times_s;
    const next_s = times_s[frame + 1] ?? times_s[frame];
    side.video.currentTime = (times_s[frame] + next_s) / 2 / side.data.speed;
  }

  function follow(side, number) { // the film keeps up with the clock, or stands where it does
    if (!side.plays) return;
    const [time_s, pace] = goesWith(number);
    if (!playing) { side.video.pause(); return seek(side, time_s); }
    const off_s = time_s / side.data.speed - side.video.currentTime;
    if (Math.abs(off_s) > FARTHEST_OFF_S && !side.video.seeking) side.video.currentTime = time_s / side.data.speed;
    const wanted = rate * pace / side.data.speed * (1 + PULL * off_s);
    side.video.playbackRate = Math.min(Math.max(wanted, SLOWEST), FASTEST);
    if (side.video.paused) side.video.play().catch(() => {});
  }

  function draw(side, number) {
    const canvas = side.canvas, box = canvas.getBoundingClientRect();
    const sharp = window.devicePixelRatio || 1;
    const wide = Math.round(canvas.clientWidth * sharp), tall = Math.round(canvas.clientHeight * sharp);
    if (canvas.width !== wide || canvas.height !== tall) [canvas.width, canvas.height] = [wide, tall];
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, wide, tall);
    const [time_s] = goesWith(number);
    // While a film plays the body is drawn where the film is, not where it should be.
    const seen_s = playing && side.plays && !side.video.seeking ? side.video.currentTime * side.data.speed : time_s;
    side.frame = frameAt(side, seen_s);
    if (!skeleton && side.plays || !box.width) return;
    const from = side.frame * side.data.joints * 2;
    const place = (joint) => [side.body[from + 2 * joint], side.body[from + 2 * joint + 1]];
    pen.lineCap = "round";
    for (const [colour, thick] of [["#FFFFFFB0", 6], [side.data.colour, 3.5]]) {
      pen.strokeStyle = colour;
      pen.lineWidth = thick * sharp;
      pen.beginPath();
      for (const [one, other] of data.bones) {
        const [x1, y1] = place(one), [x2, y2] = place(other);
        if ([x1, y1, x2, y2].includes(data.unseen)) continue;
        pen.moveTo(x1 / data.full * wide, y1 / data.full * tall);
        pen.lineTo(x2 / data.full * wide, y2 / data.full * tall);
      }
      pen.stroke();
    }
  }

  function words(side) {
    const value = side.data.values[side.frame], at = side.data.times_s[side.frame];
    const said = value == null ? "" : ` \u00B7 ${value.toFixed(side.data.digits)}${side.data.unit}`;
    return `${side.data.title}: ${at.toFixed(2)} s${said}`;
  }

  function show() {
    const share = (at_s - begin_s()) / (end_s() - begin_s());
    sides.forEach(draw);
    lines.forEach((one, number) => { one.textContent = words(sides[number]); });
    head.style.left = `${100 * share}%`;
    head.setAttribute("aria-valuenow", String(Math.round(100 * share)));
    head.setAttribute("aria-valuetext", sides.map(words).join("; "));
  }

  function stand(time_s) {
    at_s = Math.min(Math.max(time_s, begin_s()), end_s());
    sides.forEach(follow);
    show();
  }

  function tick(now_ms) {
    if (!playing) return;
    if (!root.isConnected) { halt(); return; }
    const gone_s = Math.min((now_ms - last_ms) / 1000, 0.1);
    last_ms = now_ms;
    const waits = sides.some((side) => side.plays && (side.video.seeking || side.video.readyState < 3));
    if (!waits) at_s += gone_s * rate;
    if (at_s >= end_s()) {
      if (!again) return halt(end_s());
      at_s = begin_s();
    }
    sides.forEach(follow);
    show();
    requestAnimationFrame(tick);
  }

  function halt(time_s = at_s) {
    playing = false;
    root.classList.remove("playing");
    for (const side of sides) side.video.pause();
    if (pair) stand(time_s);
  }

  function play() {
    if (playing) return halt();
    playing = true;
    root.classList.add("playing");
    if (at_s >= end_s() - 0.01) at_s = begin_s();
    last_ms = performance.now();
    requestAnimationFrame(tick);
  }

  function step(by) {
    halt();
    const times_s = sides[0].data.times_s;
    const next = Math.min(Math.max(frameAt(sides[0], at_s) + by, 0), times_s.length - 1);
    stand(times_s[next]);
  }

  function lay() { // beside each other, or the second on the first
    const laid = over && Boolean(pair.fit), style = sides[1].picture.style;
    stage.classList.toggle("over", laid);
    press("over", laid);
    find('[data-do="over"]').disabled = !pair.fit;
    const shares = laid ? [["left", "left"], ["top", "top"], ["width", "wide"], ["height", "tall"]] : [];
    for (const name of ["left", "top", "width", "height", "transform"]) style[name] = "";
    for (const [name, of] of shares) style[name] = `${100 * pair.fit[of]}%`;
    if (laid && pair.fit.flipped) style.transform = "scaleX(-1)";
    find(".note").textContent = laid
      ? "Hips lie on hips where the movement begins, and both trunks are drawn equally long."
      : over ? "A body is not seen where this begins: they cannot be laid over each other." : "";
  }

  function choose(number) {
    pair = data.pairs[number];
    find(".lines").innerHTML = pair.chart;
    find(".plot").hidden = !pair.chart;
    [...find(".stretches").querySelectorAll("button")].forEach((one, place) =>
      one.setAttribute("aria-current", String(place === number)));
    lay();
    stand(begin_s());
  }

  function fill() {
    const row = find(".stretches");
    row.replaceChildren(...data.pairs.map((one, number) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = one.name;
      button.setAttribute("aria-label", one.says);
      button.onclick = () => choose(number);
      return button;
    }));
    row.hidden = data.pairs.length < 2;
    sides.forEach((side, number) => {
      side.data = data.sides[number];
      const bytes = Uint8Array.from(atob(side.data.body), (one) => one.charCodeAt(0));
      side.body = new Int16Array(bytes.buffer);
      lines[number].style.setProperty("--colour", side.data.colour);
      side.figure.style.setProperty("--aspect", side.data.aspect);
      stage.style.setProperty("--stage-aspect", data.sides[0].aspect);
      side.plays = false;
      side.video.hidden = !side.data.film;
      side.video.setAttribute("aria-label", `The film: ${side.data.title}`);
      if (side.data.film) side.video.src = side.data.film;
      else side.video.removeAttribute("src");
    });
  }

  sides.forEach((side, number) => {
    side.video.onloadedmetadata = () => { side.plays = true; if (!playing) follow(side, number); };
    side.video.onseeked = () => {
      if (side.waits) { side.waits = false; if (!playing) follow(side, number); }
      show();
    };
    side.video.onerror = () => { side.plays = false; side.video.hidden = true; show(); };
  });

  const acts = {
    play, back: () => step(-1), on: () => step(1),
    over: () => { over = !over; lay(); show(); },
    again: () => { again = !again; press("again", again); },
    skeleton: () => { skeleton = !skeleton; press("skeleton", skeleton); show(); },
  };
  root.onclick = (event) => {
    const one = event.target.closest("button");
    if (one?.dataset.do) acts[one.dataset.do]();
    if (!one?.dataset.rate) return;
    rate = Number(one.dataset.rate);
    for (const other of root.querySelectorAll("[data-rate]")) {
      other.setAttribute("aria-pressed", String(other === one));
    }
  };
  root.onkeydown = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const keys = {
      ArrowLeft: acts.back, ArrowRight: acts.on, Home: () => { halt(); stand(begin_s()); },
      End: () => { halt(); stand(end_s()); },
      " ": event.target.closest("button") ? null : play,
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation(); // the cursor above has the same keys
    keys[event.key]();
  };
  const plot = find(".plot");
  const under = (event) => {
    const box = plot.getBoundingClientRect();
    return begin_s() + (end_s() - begin_s()) * (event.clientX - box.left) / box.width;
  };
  plot.onpointerdown = (event) => {
    if (event.button) return;
    plot.setPointerCapture(event.pointerId);
    halt();
    stand(under(event));
  };
  plot.onpointermove = (event) => { if (event.buttons) stand(under(event)); };
  plot.onclick = () => head.focus({ preventScroll: true });
  new ResizeObserver(() => { if (pair) show(); }).observe(stage);

  return {
    take(sent) {
      const same = JSON.stringify(sent) === JSON.stringify(data);
      if (same) return; // a redraw of the page begins nothing anew
      halt();
      data = sent;
      fill();
      choose(0);
    },
    leave: () => halt(),
  };
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".compare");
  if (!root || !data) return;
  root.compare ??= make(root);
  root.compare.take(data);
  return root.compare.leave;
}
