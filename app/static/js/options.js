// The comparison: a row opens its details; letters act on the row that has the focus, never while typing.
const typing = (node) => node.closest("input, textarea, select, [contenteditable]");

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

function move(rows, row, step) {
  const next = rows[rows.indexOf(row) + step];
  if (!next) return;
  reveal(next);
  show(row, false);
  show(next, true);
  next.querySelector("[data-option]").focus();
  next.scrollIntoView({ block: "nearest" });
}

const GESTURES = { r: ".retain", e: ".aside", c: ".complete", p: ".precise", z: ".undo" };

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
  const landed = rows.find((row) => `#${row.id}` === location.hash);
  if (landed) {
    reveal(landed);
    landed.querySelector("[data-option]").focus();
  }
  table.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const inside = event.target.closest("tr");
    const row = inside && (inside.matches(".option") ? inside : inside.previousElementSibling);
    if (!row || !rows.includes(row)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const button = table.hasAttribute("data-shortcuts") && row.querySelector(GESTURES[event.key.toLowerCase()] || "none");
    if (step) move(rows, row, step);
    else if (button) button.click();
    else return;
    event.preventDefault();
  });
}
