// What dated sources say of one option, brought under its row when asked for; the link leads to the page otherwise.
async function bring(link, place) {
  place.hidden = false;
  if (place.dataset.read) return;
  const answer = await fetch(link.href, { headers: { "X-Background": "1" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector(new URL(link.href).hash);
  if (!found) throw new Error("no section");
  for (const node of found.querySelectorAll("[id]")) node.removeAttribute("id");
  place.replaceChildren(...found.childNodes);
  place.dataset.read = "1";
}

export function bringSources() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-sources]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const place = document.getElementById(link.dataset.sources);
    if (!place.hidden && place.dataset.read) {
      place.hidden = true;
      return;
    }
    try {
      await bring(link, place);
    } catch {
      place.textContent = link.dataset.failed;
    }
    place.focus();
  });
}
