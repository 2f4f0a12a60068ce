// Says how a text for the patient reads while it is typed, and puts the plainer word in its place when it is taken.
const WAIT = 600;

class Reading {
  constructor(beside) {
    this.beside = beside;
    this.form = beside.closest("form");
    this.panel = beside.querySelector("[data-reading-panel]");
    this.said = beside.querySelector("[data-reading-said]");
    this.form.addEventListener("input", () => this.later());
    this.panel.addEventListener("click", (event) => {
      const button = event.target.closest("[data-take]");
      if (!button) return;
      event.preventDefault();
      this.take(button.dataset.take, button.dataset.plainer);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.pending?.abort();
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.pending = new AbortController();
    try {
      const answer = await fetch(this.beside.dataset.reading, {
        method: "POST", body: new FormData(this.form), headers: { "X-CSRFToken": document.body.dataset.token, "X-Background": "1" }, signal: this.pending.signal,
      });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.panel.replaceChildren(...page.body.childNodes);
      this.said.textContent = this.panel.firstElementChild?.textContent ?? "";
    } catch { /* the button that checks stays */ }
  }

  // The field is changed as if it had been typed, so that the draft is kept and the word can be taken back.
  take(word, plainer) {
    const whole = new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "u");
    for (const field of this.form.querySelectorAll("textarea")) {
      const found = whole.exec(field.value);
      if (!found) continue;
      field.focus();
      field.setRangeText(plainer, found.index, found.index + word.length, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
  }
}

export function readWhileTyping() {
  for (const beside of document.querySelectorAll("[data-reading]:not([data-reads])")) {
    beside.dataset.reads = "1";
    new Reading(beside);
  }
}
