// A picture that changes in place: the next one is shown when it has come.
export default function ({ data, parentElement }) {
  const image = parentElement.querySelector("img");
  if (!data || !image) return;
  image.alt = data.alt;
  if (image.dataset.wanted === data.picture) return;
  image.dataset.wanted = data.picture;
  const next = new Image();
  next.onload = () => { if (image.dataset.wanted === data.picture) image.src = next.src; };
  next.src = data.picture;
}
