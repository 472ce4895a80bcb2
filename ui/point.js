// A picture to point into: a click, or Enter with the arrow keys, tells where.
export default function ({ data, parentElement, setTriggerValue }) {
  const image = parentElement.querySelector("img");
  const mark = parentElement.querySelector(".mark");
  image.src = data.picture;
  image.alt = data.label;
  const show = (x, y) => {
    mark.style.left = `${100 * x}%`;
    mark.style.top = `${100 * y}%`;
  };
  let at = [0.5, 0.5];
  image.onclick = (event) => {
    const box = image.getBoundingClientRect();
    at = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    show(...at);
    setTriggerValue("place", at);
  };
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  image.onkeydown = (event) => {
    if (event.key === "Enter") setTriggerValue("place", at);
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    at = at.map((value, axis) => Math.min(1, Math.max(0, value + 0.02 * step[axis])));
    show(...at);
  };
  return () => { image.onclick = image.onkeydown = null; };
}
