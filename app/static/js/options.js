// The comparison: a row opens its details; letters act on the row that has the focus, never while typing.
const typing = (node) => node.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

function show(row, open) {
  const detail = row.nextElementSibling;
  detail.classList.toggle("open", open);
  row.querySelector("[data-option]").setAttribute("aria-expanded", String(open));
}

function unfold(group, open) {
  group.classList.toggle("open", open);
  document.querySelector("[data-unfold]").setAttribute("aria-expanded", String(open));
}

function reveal(row) {
  if (row.parentElement.matches(".unmet")) unfold(row.parentElement, true);
}

// The folded line is a stop of its own between the rows; going down from it unfolds what it names.
function move(stops, stop, step) {
  const next = stops[stops.indexOf(stop) + step];
  if (!next) return;
  reveal(next);
  if (stop.matches(".option")) show(stop, false);
  if (next.matches(".option")) show(next, true);
  next.querySelector("[data-option], [data-unfold]").focus();
  next.scrollIntoView({ block: "nearest" });
}

// A browser that scrolls to the row of the address drops the focus again, sometimes after this script ran.
function land(target) {
  const focus = () => { if (document.activeElement === document.body) target.focus(); };
  target.focus();
  window.addEventListener("load", () => { focus(); requestAnimationFrame(focus); });
}

// What is ticked to be set side by side travels with a verdict, and comes back with the page.
function keepTicks(table) {
  const ticked = () => [...table.querySelectorAll("input.side:checked")].map((box) => box.value);
  table.addEventListener("submit", (event) => {
    for (const id of ticked()) {
      const kept = Object.assign(document.createElement("input"), { type: "hidden", name: "side", value: id });
      event.target.append(kept);
    }
  });
  table.addEventListener("click", (event) => {
    const link = event.target.closest("a.aside, a.complete, a.precise");
    if (!link) return;
    const address = new URL(link.href);
    address.searchParams.delete("side");
    for (const id of ticked()) address.searchParams.append("side", id);
    link.href = address.href;
  });
}

const GESTURES = { r: ".retain", e: ".aside", c: ".complete", p: ".precise", z: ".undo", s: ".side" };

export function compareOptions() {
  const table = document.querySelector("[data-options]");
  if (!table) return;
  const rows = [...table.querySelectorAll("tr.option")];
  for (const row of rows) {
    show(row, false);
    row.querySelector("[data-option]").addEventListener("click", (event) => {
      event.preventDefault();
      show(row, !row.nextElementSibling.classList.contains("open"));
    });
  }
  const group = table.querySelector(".unmet");
  if (group) {
    unfold(group, false);
    table.querySelector("[data-unfold]").addEventListener("click", (event) => {
      event.preventDefault();
      unfold(group, !group.classList.contains("open"));
    });
  }
  keepTicks(table);
  const landed = rows.find((row) => `#${row.id}` === location.hash);
  if (landed) {
    reveal(landed);
    land(landed.querySelector("[data-option]"));
  }
  const stops = [...table.querySelectorAll("tr.option, tr.unmet-line")];
  table.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const inside = event.target.closest("tr");
    const row = inside && (inside.matches(".detail") ? inside.previousElementSibling : inside);
    if (!row || !stops.includes(row)) return;
    const key = event.key.toLowerCase();
    const step = { arrowdown: 1, arrowup: -1 }[key];
    const letters = table.hasAttribute("data-shortcuts");
    const button = letters && rows.includes(row) && row.querySelector(GESTURES[key] || "none");
    const together = letters && key === "v" && document.querySelector("[data-side]");
    if (step) move(stops, row, step);
    else if (button) button.click();
    else if (together) together.click();
    else return;
    event.preventDefault();
  });
}
