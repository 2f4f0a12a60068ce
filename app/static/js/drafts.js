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

// One at a time, so that an older text never arrives after a newer one.
async function send(form, line, state) {
  if (state.sending || state.typed === state.kept) return;
  const typed = state.typed;
  const body = JSON.stringify({ key: new URL(form.action).pathname, submission: form.elements.submission?.value, fields: fields(form) });
  state.sending = true;
  try {
    const answer = await fetch("/drafts", {
      method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Background": "1" },
    });
    if (answer.redirected) { // to the sign-in page
      line.textContent = form.dataset.expired;
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    state.kept = typed;
    line.textContent = (await answer.json()).sentence;
  } catch {
    line.textContent = form.dataset.offline;
  } finally {
    state.sending = false;
  }
}

// Whether the server answers: a form sent into an outage would leave the text behind on a page that cannot come.
async function isReached() {
  try {
    return (await fetch("/static/icon.svg", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8000) })).ok;
  } catch {
    return false;
  }
}

async function leave(form, line, state, submitter) {
  if (state.checking) return;
  state.checking = true;
  state.leaving = await isReached();
  state.checking = false;
  if (state.leaving) form.requestSubmit(submitter);
  else line.textContent = form.dataset.offline;
}

// Everything typed on this page, kept now; whether it could be.
const pending = new Map();
export async function keepNow() {
  for (const [form, { keep, state }] of pending) {
    if (!form.isConnected) pending.delete(form);
    else await keep();
    if (form.isConnected && state.typed !== state.kept) return false;
  }
  return true;
}

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const line = form.querySelector("[data-draft-line]");
    const state = { typed: 0, kept: 0, sending: false, leaving: false };
    const keep = () => send(form, line, state);
    pending.set(form, { keep, state });
    form.addEventListener("input", () => { state.typed += 1; });
    form.addEventListener("focusout", keep);
    form.addEventListener("submit", (event) => {
      if (state.leaving) return;
      event.preventDefault();
      leave(form, line, state, event.submitter);
    });
    setInterval(keep, EVERY);
    window.addEventListener("online", keep);
    window.addEventListener("beforeunload", (event) => { if (state.typed !== state.kept && !state.leaving) event.preventDefault(); });
  }
}
