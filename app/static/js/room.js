// The bar of an open meeting and the list of who is in the room: letters act where the focus is, never while typing.
const typing = (node) => node.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
const KEYS = { n: "[data-room-next]", b: "[data-room-back]", a: "[data-write]", h: "[data-aloud]" };
const IN_BAR = { f: "[data-room-full]", l: "[data-room-list]" };
const SEAT = { a: ".arrive", d: ".leave", z: ".undo" };

function fold(button, folded) {
  document.querySelector(".wrap").classList.toggle("folded", folded);
  button.setAttribute("aria-expanded", String(!folded));
}

function listing(bar) {
  const button = bar.querySelector("[data-room-list]");
  if (!document.getElementById("agenda-list") || document.body.matches(".projected")) return;
  button.hidden = false;
  const asked = new URLSearchParams(location.search).get("liste");
  // On a narrow screen the list would push the case out of sight.
  fold(button, asked === "0" || matchMedia("(max-width: 1000px)").matches);
  button.addEventListener("click", () => {
    const folded = button.getAttribute("aria-expanded") === "true";
    fold(button, folded);
    const address = new URL(location.href);
    if (folded) address.searchParams.set("liste", "0");
    else address.searchParams.delete("liste");
    history.replaceState(null, "", address);
    // What goes along to the next case.
    for (const form of bar.querySelectorAll("form")) keep(form, folded);
    for (const link of document.querySelectorAll(".room a[href*=privee], .agenda a")) keepInLink(link, folded);
  });
}

function keep(form, folded) {
  form.querySelector("input[name=liste]")?.remove();
  if (!folded) return;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "liste", value: "0" });
  form.append(field);
}

function keepInLink(link, folded) {
  const address = new URL(link.href);
  if (folded) address.searchParams.set("liste", "0");
  else address.searchParams.delete("liste");
  link.href = address;
}

function filling(bar) {
  const button = bar.querySelector("[data-room-full]");
  if (!button || !document.fullscreenEnabled) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => { button.hidden = true; });
  });
}

export function runMeeting() {
  const bar = document.querySelector("[data-room]");
  if (!bar) return;
  listing(bar);
  filling(bar);
  if (["#room", "#opinion"].includes(location.hash)) document.querySelector(location.hash)?.focus();
}

function pressedInRoom(event, bar) {
  const inBar = event.target.closest("[data-room], .agenda");
  const inRow = event.target.closest("[data-options], #opinion, .foot");
  if (!inBar && !inRow) return null;
  const key = event.key.toLowerCase();
  if (inBar && /^[0-9]$/.test(key)) return bar.querySelector("[data-room-jump]");
  if (inBar && key === "arrowdown" && event.target === bar) return document.querySelector("[data-option]");
  const wanted = bar.hasAttribute("data-shortcuts") && (KEYS[key] || (inBar && IN_BAR[key]));
  return wanted ? document.querySelector(wanted) : null;
}

function pressedOnSeat(event) {
  const seat = event.target.closest("[data-seats] .seat");
  if (!seat) return false;
  const list = seat.parentElement;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const next = [...list.children][[...list.children].indexOf(seat) + step];
    next?.querySelector("button")?.focus();
    return true;
  }
  const button = list.hasAttribute("data-shortcuts") && seat.querySelector(SEAT[event.key.toLowerCase()] || "none");
  if (button) button.click();
  return Boolean(button);
}

// Once for the life of the window: a page that takes another's place finds it there.
export function listenToRoom() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || typing(event.target)) return;
    const bar = document.querySelector("[data-room]");
    const found = bar && pressedInRoom(event, bar);
    if (found?.matches("[data-room-jump], [data-option]")) found.focus(); // the digit itself is typed there
    else if (found && !found.hidden) found.click();
    if ((found && !found.matches("[data-room-jump]")) || pressedOnSeat(event)) event.preventDefault();
  });
  const landed = location.hash.startsWith("#m-") && document.getElementById(location.hash.slice(1))?.querySelector("button");
  if (!landed) return;
  // A browser that scrolls to the line of the address drops the focus again, sometimes after this ran.
  const land = () => { if (document.activeElement === document.body) landed.focus(); };
  landed.focus();
  window.addEventListener("load", () => { land(); requestAnimationFrame(land); });
}
