// Keeps what is typed on the server every 5 s and on blur, and says so; warns before leaving while it is not kept.
const EVERY = 5000;
const token = document.body.dataset.token;

function fields(form) {
  const kept = {};
  for (const [name, value] of new FormData(form)) {
    if (["csrf_token", "submission", "page"].includes(name) || typeof value !== "string") continue;
    (kept[name] ||= []).push(value);
  }
  return kept;
}

async function send(form, line, state) {
  const body = JSON.stringify({ key: new URL(form.action).pathname, fields: fields(form) });
  if (body === state.sent) return;
  try {
    const answer = await fetch("/drafts", {
      method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Background": "1" },
    });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    state.sent = body;
    state.dirty = false;
    line.textContent = (await answer.json()).sentence;
  } catch {
    line.textContent = form.dataset.offline;
  }
}

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const line = form.querySelector("[data-draft-line]");
    const state = { sent: "", dirty: false, leaving: false };
    form.addEventListener("input", () => { state.dirty = true; });
    form.addEventListener("focusout", () => { if (state.dirty) send(form, line, state); });
    form.addEventListener("submit", () => { state.leaving = true; });
    setInterval(() => { if (state.dirty) send(form, line, state); }, EVERY);
    window.addEventListener("online", () => { if (state.dirty) send(form, line, state); });
    window.addEventListener("beforeunload", (event) => { if (state.dirty && !state.leaving) event.preventDefault(); });
  }
}
