// Offers names while a person types (WAI-ARIA combobox with a list): arrows move, Enter takes, Escape closes, typing goes on freely.
const WAIT = 120;
let count = 0;

function lastPart(input) {
  const whole = input.value;
  const cut = "suggestSeveral" in input.dataset ? whole.lastIndexOf(",") + 1 : 0;
  return { before: whole.slice(0, cut), part: whole.slice(cut).trim() };
}

class Offering {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.said = document.createElement("span");
    this.active = -1;
    this.build(`offers-${(count += 1)}`);
  }

  build(id) {
    const { input, list, said } = this;
    Object.assign(list, { id, className: "offers", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.suggestLabel);
    said.className = "hidden";
    said.setAttribute("role", "status");
    input.after(list, said);
    input.setAttribute("role", "combobox");
    for (const [name, value] of [["autocomplete", "list"], ["controls", id], ["expanded", "false"]]) input.setAttribute(`aria-${name}`, value);
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take([...list.children].indexOf(option));
    });
  }

  // An answer that comes late must not take away the offer a person is choosing.
  settle() {
    clearTimeout(this.timer);
    this.pending?.abort();
  }

  ask() {
    this.settle();
    const { part } = lastPart(this.input);
    if (!part) { this.close(); return; }
    this.timer = setTimeout(() => this.fetch(part), WAIT);
  }

  async fetch(part) {
    this.pending = new AbortController();
    try {
      const answer = await fetch(`/vocabularies/${this.input.dataset.suggest}?q=${encodeURIComponent(part)}`, { signal: this.pending.signal });
      if (!answer.ok || answer.redirected) return;
      const { said, offers } = await answer.json();
      if (lastPart(this.input).part === part && document.activeElement === this.input) this.show(offers, said);
    } catch { /* the field stays a plain one */ }
  }

  show(offers, said) {
    const exact = offers.length === 1 && offers[0].value === lastPart(this.input).part;
    this.offers = exact ? [] : offers;
    this.active = -1;
    this.list.replaceChildren(...this.offers.map((offer, place) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = offer.label;
      return option;
    }));
    this.open(this.offers.length > 0);
    this.said.textContent = exact ? "" : said;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.settle();
    this.active = -1;
    this.said.textContent = "";
    this.open(false);
  }

  move(step) {
    this.settle();
    const options = [...this.list.children];
    this.active = (this.active + step + options.length + (this.active < 0 && step < 0 ? 1 : 0)) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.active)));
    options[this.active].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[this.active].id);
  }

  take(place) {
    const offer = this.offers[place];
    const { before } = lastPart(this.input);
    this.input.value = before ? `${before.trimEnd()} ${offer.value}` : offer.value;
    this.chooseSite(offer.site);
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // A tumour that can only be of one site chooses it, when nobody has chosen yet.
  chooseSite(site) {
    const select = this.input.form?.elements.site;
    if (site && this.input.name === "label" && select && !select.value) select.value = site;
  }

  key(event) {
    if (this.list.hidden) {
      if (event.key === "ArrowDown") { this.ask(); event.preventDefault(); }
      return;
    }
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Enter" && this.active >= 0) this.take(this.active);
    else if (event.key === "Escape") this.close();
    else {
      if (event.key === "Tab" && this.active >= 0) this.take(this.active);
      return;
    }
    event.preventDefault();
  }
}

export function suggestNames() {
  for (const input of document.querySelectorAll("input[data-suggest]")) new Offering(input);
}
