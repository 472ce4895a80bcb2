// Says what the coach says, once and in order; ticks the seconds of a lowering; tells
// why there is no camera. One state a tab, so that a redraw of the page repeats nothing.
const tab = (window.__hamstrongVoice ??= {
  session: null, said: 0, ticked: 0, audio: null, timer: null, lock: null,
  picture: "", pressed: 0, pressedAt: 0, wanted: false, looking: null, tell: null, toldAt: 0,
});

const SILENT_MS = 2000; // A page that hears nothing for so long stops ticking.

function audio() {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!Context) return null;
  tab.audio ??= new Context();
  if (tab.audio.state === "suspended") tab.audio.resume();
  return tab.audio;
}

function beep(hz, ms, volume) {
  const context = audio();
  if (!context || volume <= 0) return;
  const tone = context.createOscillator();
  const gain = context.createGain();
  const now = context.currentTime, end = now + ms / 1000;
  tone.frequency.value = hz;
  gain.gain.setValueAtTime(0, now); // without a ramp each end clicks
  gain.gain.linearRampToValueAtTime(0.35 * volume, now + 0.008);
  gain.gain.setValueAtTime(0.35 * volume, Math.max(now + 0.008, end - 0.02));
  gain.gain.linearRampToValueAtTime(0, end);
  tone.connect(gain).connect(context.destination);
  tone.start(now);
  tone.stop(end);
}

function speak(text, data) {
  const synthesis = window.speechSynthesis;
  const call = () => beep(880, 160, data.volume);
  if (!data.voice || !synthesis || !synthesis.getVoices().length) return call();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = "en-US";
  utterance.rate = 1.1;
  utterance.volume = data.volume;
  utterance.onerror = (event) => {
    if (!["interrupted", "canceled"].includes(event.error)) call();
  };
  if (synthesis.paused) synthesis.resume();
  synthesis.speak(utterance); // the browser's own queue keeps the order
}

function sayNew(data) {
  const fresh = (data.spoken || []).filter(([seq]) => seq > tab.said);
  if (!fresh.length) return;
  tab.said = fresh[fresh.length - 1][0];
  if (data.muted) return;
  for (const [, text] of fresh) speak(text, data);
}

// The page hears of the lowering some times a second; between that its clock runs here.
function tickOn(data) {
  clearTimeout(tab.timer);
  if (data.lowering_s === null || data.muted || !data.ticks) {
    tab.ticked = 0;
    return;
  }
  const heard = performance.now(), started = heard - 1000 * data.lowering_s;
  if (Math.floor(data.lowering_s) < tab.ticked - 1) tab.ticked = 0; // another rep
  const next = () => {
    const second = Math.floor((performance.now() - started) / 1000 + 0.02);
    if (second > tab.ticked) {
      tab.ticked = second;
      const there = data.target_s && second >= data.target_s;
      beep(there ? 1320 : 660, there ? 120 : 60, data.volume);
    }
    const wait = (second + 1) * 1000 - (performance.now() - started);
    if (performance.now() + wait < heard + SILENT_MS) tab.timer = setTimeout(next, wait);
  };
  next();
}

// Hands-free means that nobody touches the screen: it must not go dark.
async function keepAwake(live) {
  try {
    if (live && !tab.lock && document.visibilityState === "visible") {
      tab.lock = await navigator.wakeLock?.request("screen") ?? null;
      tab.lock?.addEventListener("release", () => { tab.lock = null; });
    } else if (!live && tab.lock) {
      await tab.lock.release();
    }
  } catch { tab.lock = null; } // not allowed, as on low battery
}

// What the stream says of a camera that it asked for and did not get, by its name.
const REFUSALS = {
  NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "missing",
  OverconstrainedError: "missing", NotReadableError: "busy", AbortError: "busy",
};

function refusal() {
  for (const frame of document.querySelectorAll(STREAM)) {
    try {
      const said = frame.contentDocument.body.textContent;
      for (const name in REFUSALS) if (said.includes(name)) return REFUSALS[name];
    } catch { /* another origin shows it itself */ }
  }
  return "";
}

async function cameraTrouble() {
  const refused = refusal();
  if (refused) return refused;
  if (!window.isSecureContext || !navigator.mediaDevices) return "insecure";
  try {
    const allowed = await navigator.permissions?.query({ name: "camera" });
    if (allowed?.state === "denied") return "denied";
  } catch { /* this browser does not tell */ }
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some((device) => device.kind === "videoinput") ? "" : "missing";
}

// One press starts all: the stream's own button is pressed for the user. Asked by its
// option to play, streamlit-webrtc 0.79 opens several connections at once when the page
// redraws while it loads, and then none of them gets through.
const AGAIN_MS = 6000, MOST_PRESSES = 5, LOOK_MS = 200, TELL_MS = 1000;

// Of the stream's own page only the picture is shown: the page has its own buttons, and
// its own words for what the browser refuses. In landscape on a phone it fills the screen.
const STREAM = 'iframe[title*="webrtc"]';
const ONLY_THE_PICTURE = `
  body, html { margin: 0 !important; background: transparent !important; overflow: hidden; }
  :has(> video), :has(> * > video) { margin: 0 !important; padding: 0 !important; }
  body *:not(video):not(:has(video)) { display: none !important; }
  html.full :has(video) { position: fixed; inset: 0; margin: 0; padding: 0; }
  html.full video { width: 100% !important; height: 100% !important;
    object-fit: contain; border-radius: 0 !important; background: #000; }`;
const FULL = window.matchMedia("(orientation: landscape) and (max-height: 500px)");

function dress(frame) {
  const page = frame.contentDocument;
  if (!page?.head) return;
  if (!page.getElementById("hamstrong")) {
    const style = page.createElement("style");
    style.id = "hamstrong";
    style.textContent = ONLY_THE_PICTURE;
    page.head.append(style);
  }
  page.documentElement.classList.toggle("full", FULL.matches);
  page.querySelector("video")?.setAttribute("aria-label", tab.picture);
  frame.dataset.dressed = "yes";
}

FULL.addEventListener("change", () => {
  for (const frame of document.querySelectorAll(STREAM)) {
    try { dress(frame); } catch { /* another origin */ }
  }
});

// This script hears of the page only when something has changed, so it looks itself.
function connect(wanted) {
  tab.wanted = wanted;
  press();
  if (wanted) tab.looking ??= setInterval(press, LOOK_MS);
}

function press() {
  if (!tab.wanted) {
    clearInterval(tab.looking);
    tab.looking = null;
  }
  // Who is asked for the camera and refuses changes nothing that would run this script.
  if (tab.tell && performance.now() - tab.toldAt > TELL_MS) tab.tell();
  for (const frame of document.querySelectorAll(STREAM)) {
    let buttons = [];
    try {
      dress(frame);
      buttons = [...frame.contentDocument.querySelectorAll("button")];
    } catch { // another origin: its own button has to be pressed
      frame.dataset.dressed = "no";
      continue;
    }
    for (const button of buttons) {
      const name = button.textContent.trim().toLowerCase();
      if (name !== "start") continue;
      const now = performance.now();
      const due = !tab.pressed || now - tab.pressedAt > AGAIN_MS;
      if (name === "start" && tab.wanted && due && tab.pressed < MOST_PRESSES) {
        Object.assign(tab, { pressed: tab.pressed + 1, pressedAt: now });
        button.click();
      }
    }
  }
}

export default function ({ data, parentElement, setStateValue }) {
  if (!data) return;
  const box = parentElement.querySelector(".caption");
  if (data.session !== tab.session) {
    if (tab.session) window.speechSynthesis?.cancel(); // nothing of the last session
    Object.assign(tab, { session: data.session, said: 0, ticked: 0, pressed: 0 });
  }
  window.speechSynthesis?.getVoices(); // Chrome loads them in the background
  tab.picture = data.picture ?? "";
  if (data.live) audio();
  keepAwake(data.live);
  connect(data.connect);
  sayNew(data);
  tickOn(data);
  if (box.textContent !== data.caption) box.textContent = data.caption;
  tab.tell = () => {
    tab.toldAt = performance.now();
    cameraTrouble().catch(() => "").then((trouble) => {
      if (!box.isConnected || trouble === (box.dataset.told ?? "")) return;
      box.dataset.told = trouble;
      setStateValue("trouble", trouble);
    });
  };
  tab.tell();
}
