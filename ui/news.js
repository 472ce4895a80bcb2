// Says what is new, once. The region is made before there is anything in it, and outlives
// all redraws: what comes together with its region is not read.
export default function ({ data }) {
  let region = document.getElementById("hamstrong-news");
  if (!region) {
    region = document.createElement("div");
    region.id = "hamstrong-news";
    region.className = "unseen-words";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  if (!data) return;
  const told = data.text ? `${data.about}: ${data.text}` : "";
  if (told === (region.dataset.told ?? "")) return;
  region.dataset.told = told;
  setTimeout(() => { region.textContent = data.text; }, 100);
}
