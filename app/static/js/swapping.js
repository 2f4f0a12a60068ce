// A browser leaves the full screen when it opens another page: there, the next page takes the place of this one instead.
let again = () => {};

export function isWhole() {
  return Boolean(document.fullscreenElement);
}

// What starts the modules on a page that took this one's place.
export function whenSwapped(start) {
  again = start;
}

export async function inPlace(address, options = {}) {
  const focused = document.activeElement?.closest("tr.option, .room")?.id;
  try {
    const answer = await fetch(address, options);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.querySelector("main")) throw new Error(String(answer.status));
    history.replaceState(null, "", answer.url);
    document.title = page.title;
    document.body.className = page.body.className;
    document.body.dataset.token = page.body.dataset.token;
    document.body.replaceChildren(...page.body.childNodes);
    window.scrollTo(0, 0);
    again();
    const row = focused && document.getElementById(focused);
    (row?.querySelector("[data-option]") || row || document.getElementById("room"))?.focus();
  } catch {
    location.assign(options.method === "POST" ? location.href : address);
  }
}

function isPlain(event) {
  return isWhole() && !event.defaultPrevented && !document.querySelector("form[data-draft]");
}

export function stayWhole() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".room a, .agenda a, [data-room-go] a");
    if (!link || !isPlain(event) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    inPlace(link.href);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!isPlain(event) || form.matches("[data-draft]")) return;
    event.preventDefault();
    const typed = new URLSearchParams(new FormData(form, event.submitter));
    if (form.method === "post") inPlace(form.action, { method: "POST", body: typed });
    else inPlace(`${form.action}?${typed}`);
  });
}
