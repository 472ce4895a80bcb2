// One cursor through a set: film, curve, reps, evidence and table stand at one frame of
// the film. Times are seconds of true time, as in the report; the film's own are those
// over its speed. Whatever on the page carries `data-at-s`, or `data-from-s` and
// `data-to-s`, leads to it. Nothing here asks the server for anything but the film.

const byTouch = matchMedia("(pointer: coarse)");
const WAY = "[data-at-s], [data-from-s]";
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function make(root) {
  const find = (selector) => root.querySelector(selector);
  const [video, reading, said] = [find("video"), find(".reading b"), find(".reading span")];
  let data = {}; // as Python sent it last
  let frame = 0; // the one cursor: a place in data.times_s
  let stretch = null; // what is played: an element with `data-from-s`
  let says = "", url = "", ready = false, waiting = false, again = false, plain = false;
  let plot, head, hint;
  const marks = makeMarks(root, {
    now_s: () => data.times_s[frame],
    frame_s: (at_s, by) => data.times_s[Math.min(Math.max(frameAt(at_s) + by, 0), last())],
    end_s: () => data.times_s[last()],
    go: (at_s) => { video.pause(); go(at_s); },
  });
  const hand = makeMeasure(root, {
    now_s: () => data.times_s[frame],
    frame_of: (at_s) => frameAt(at_s),
    go: (at_s) => { video.pause(); go(at_s); },
  });

  const button = (name) => find(`[data-do="${name}"]`);
  const press = (one, on) => one.setAttribute("aria-pressed", String(Boolean(on)));
  const last = () => data.times_s.length - 1;
  const from_s = (one) => Number(one.dataset.fromS), to_s = (one) => Number(one.dataset.toS);

  function frameAt(at_s) { // the last frame that has begun by then
    let low = 0, high = last();
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (data.times_s[middle] <= at_s + 1e-3) low = middle; else high = middle - 1;
    }
    return low;
  }

  function words(place) {
    const at_s = data.times_s[place], value = data.values[place];
    const phase = data.phases.find((one) => one.time_s <= at_s && at_s < one.end_s);
    return [
      `${at_s.toFixed(2)} s`, phase && `${phase.of}, ${phase.phase.toLowerCase()}`,
      value != null && `${value.toFixed(data.digits).replace(/^-(0(\.0*)?)$/, "$1")}${data.unit}`,
    ].filter(Boolean).join(" \u00B7 ");
  }

  function draw() {
    const at_s = data.times_s[frame], text = words(frame);
    const below = says || (byTouch.matches ? data.taps : data.keys);
    reading.textContent = text;
    if (said.textContent !== below) said.textContent = below; // it is read aloud
    said.classList.toggle("fault", Boolean(says));
    // Two stretches overlap by their run-up: the later one it is.
    const inside = [...find(".stretches").children].filter(
      (one) => from_s(one) <= at_s + 1e-3 && at_s < to_s(one)).at(-1);
    for (const one of document.querySelectorAll(".to[data-from-s]")) {
      const here = inside && one.dataset.fromS === inside.dataset.fromS;
      if (one.closest(".stretches")) one.setAttribute("aria-current", String(Boolean(here)));
      one.closest("tr")?.classList.toggle("at-cursor", Boolean(here));
    }
    marks.at(at_s);
    hand.show();
    if (!head) return inside;
    head.style.left = `${100 * at_s / data.times_s[last()]}%`;
    head.setAttribute("aria-valuenow", at_s.toFixed(2));
    head.setAttribute("aria-valuetext", text);
    return inside;
  }

  function seek() { // to the middle of a frame, whatever its times were rounded to
    if (!ready) return; // once it is, it is done
    if (video.seeking) { waiting = true; return; }
    const next_s = data.times_s[frame + 1] ?? data.times_s[frame];
    video.currentTime = (data.times_s[frame] + next_s) / 2 / data.speed;
  }

  function stand(place) {
    frame = Math.min(Math.max(place, 0), last());
    draw();
    seek();
  }

  function follow() {
    if (video.paused) return;
    if (ready && !video.seeking) {
      frame = frameAt(video.currentTime * data.speed);
      const inside = draw();
      if (again) stretch ??= inside ?? null;
      if (stretch && data.times_s[frame] >= to_s(stretch)) {
        if (again) stand(frameAt(from_s(stretch)));
        else { stretch = null; says = ""; }
      }
    }
    requestAnimationFrame(follow);
  }

  const play = () => video.play().catch(() => {}); // refused where another film comes first

  function toggle() {
    if (!url) return;
    if (!video.paused) return video.pause();
    if (frame === last()) stand(0);
    play();
  }

  function loop(on) {
    again = on;
    press(button("again"), on);
    if (!on) stretch = null;
  }

  function go(at_s) { // by hand: what was played until now is over
    stretch = null;
    says = "";
    stand(frameAt(at_s));
  }

  function lead(one) { // to what an element of the page speaks of
    const played = one.dataset.fromS !== undefined;
    go(Number(played ? one.dataset.fromS : one.dataset.atS));
    says = one.dataset.says ?? "";
    if (played) {
      stretch = one;
      if (one.dataset.again !== undefined) loop(true);
      if (url) play();
    } else video.pause();
    draw();
    if (!plot?.contains(one)) {
      find(url ? ".screen" : ".curve").scrollIntoView(
        { block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function show() { // the film with the body drawn in, or as it was filmed
    const drawn = button("skeleton");
    drawn.hidden = !data.original;
    drawn.disabled = !data.film;
    press(drawn, data.film && !plain);
    const wanted = (plain ? data.original : data.film || data.original) || "";
    if (wanted === url) return;
    const playing = !video.paused;
    url = wanted;
    ready = waiting = false;
    video.src = url;
    video.playbackRate = video.defaultPlaybackRate;
    if (playing) play();
  }

  const acts = {
    back: () => { video.pause(); go(data.times_s[frame - 1] ?? 0); },
    on: () => { video.pause(); go(data.times_s[frame + 1] ?? data.times_s[last()]); },
    play: toggle,
    again: () => loop(!again),
    skeleton: () => { plain = !plain; show(); },
    full: () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (root.requestFullscreen) root.requestFullscreen();
      else video.webkitEnterFullscreen?.();
    },
  };

  function onClick(event) {
    const way = event.target.closest?.(WAY), control = event.target.closest?.("button");
    if (way) lead(way);
    else if (!control || !root.contains(control)) return;
    else if (control.dataset.do) acts[control.dataset.do]();
    else if (control.dataset.rate) {
      video.playbackRate = video.defaultPlaybackRate = Number(control.dataset.rate);
      for (const one of root.querySelectorAll("[data-rate]")) press(one, one === control);
    }
    // After a click the keys are the film's, not the button's; who came by keys stays.
    if (event.pointerType === "mouse") head?.focus({ preventScroll: true });
  }

  function jump(by) { // to the next rep, or the one before
    const starts_s = [...find(".stretches").children].map(from_s);
    const at_s = data.times_s[frame];
    const next_s = by > 0 ? starts_s.find((one) => one > at_s + 0.05)
      : starts_s.findLast((one) => one < at_s - 0.05);
    if (next_s !== undefined) go(next_s);
  }

  function onKey(event) {
    const at = document.activeElement, box = root.getBoundingClientRect();
    const free = at === document.body && box.top < innerHeight && box.bottom > 0;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!root.contains(at) && !at?.closest(WAY) && !free) return;
    const keys = {
      ArrowLeft: acts.back, ArrowRight: acts.on, " ": at.closest("button") ? null : toggle,
    };
    if (at === head) {
      Object.assign(keys, {
        ArrowDown: acts.back, ArrowUp: acts.on, PageDown: () => jump(-1), PageUp: () => jump(1),
        Home: () => go(0), End: () => go(data.times_s[last()]),
      });
    }
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }

  function under(event) {
    const box = plot.getBoundingClientRect();
    return data.times_s[last()] * (event.clientX - box.left) / box.width;
  }

  function setUpPlot() {
    plot = find(".plot");
    if (!plot) return;
    [head, hint] = [find(".playhead"), find(".hint")];
    plot.onpointerdown = (event) => {
      if (event.button || event.target.closest(WAY)) return;
      plot.setPointerCapture(event.pointerId);
      go(under(event));
    };
    plot.onpointermove = (event) => {
      if (event.buttons) go(under(event));
      const place = frameAt(under(event)), share = 100 * data.times_s[place] / data.times_s[last()];
      hint.textContent = event.pointerType === "mouse" ? words(place) : "";
      hint.style.left = `${share}%`;
      hint.style.transform = `translateX(-${share}%)`;
    };
    plot.onpointerleave = () => { hint.textContent = ""; };
    plot.onclick = () => head.focus({ preventScroll: true });
  }

  video.onloadedmetadata = () => { ready = true; seek(); };
  video.onloadeddata = () => video.removeAttribute("poster");
  video.onseeked = () => { if (waiting) { waiting = false; seek(); } };
  video.onclick = toggle;
  video.onplay = video.onpause = () => {
    root.classList.toggle("playing", !video.paused);
    button("play").title = video.paused ? "Play (space)" : "Pause (space)";
    // The picture that stands still is a frame behind the clock: both go to one frame.
    if (video.paused && ready && !video.seeking) stand(frameAt(video.currentTime * data.speed));
    follow();
  };
  video.onended = () => { if (again && stretch) { stand(frameAt(from_s(stretch))); play(); } };
  video.onerror = () => { // as filmed, it may be of a kind that this browser does not play
    data = { ...data, original: null };
    plain = false;
    show();
  };

  return {
    take(sent, send) {
      const curve = data.curve !== sent.curve;
      data = sent;
      frame = Math.min(frame, last());
      root.style.setProperty("--aspect", data.aspect);
      root.classList.toggle("curve-alone", !data.film && !data.original && !data.poster);
      if (data.poster && !url) video.poster = data.poster;
      find(".stretches").innerHTML = data.stretches;
      if (curve) { find(".curve").innerHTML = data.curve; setUpPlot(); }
      show();
      marks.take(sent.correct, send);
      hand.take(sent.measured, (measured) => send({ measured }), sent.wide);
      draw();
      document.addEventListener("click", onClick);
      document.addEventListener("keydown", onKey);
    },
    leave() {
      document.removeEventListener("click", onClick);
      document.removeEventListener("keydown", onKey);
    },
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".cursor");
  if (!root || !data) return;
  root.cursor ??= make(root); // a redraw of the page begins nothing anew
  root.cursor.take(data, (said) => setTriggerValue("said", said));
  return root.cursor.leave;
}
