// A screen that follows the meeting: asks one small address, goes where the board is, and never moves who is typing.
import { keepNow } from "./drafts.js";
import { inPlace, isWhole } from "./swapping.js";

const EVERY = 1500;
const MOST = 15000;
let end = () => {};

// Whoever has typed, or is on a page made to type, stays there.
function isTyping() {
  const at = document.activeElement;
  return Boolean(document.querySelector("form[data-draft]")) || Boolean(at?.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]"));
}

function link(id) {
  return document.querySelector(`.agenda a[data-presentation="${id}"]`);
}

function tell(node, sentence) {
  node.hidden = !sentence;
  node.querySelector("span").textContent = sentence;
}

class Follower {
  constructor(node) {
    this.node = node;
    this.words = node.dataset;
    this.mine = node.dataset.presentation;
    this.etag = "";
    this.wait = EVERY;
    this.ahead = 0;
    this.status = node.querySelector("[data-room-status]");
    this.going = node.querySelector("[data-room-go]");
    this.changed = node.querySelector("[data-room-changed]");
    this.address = node.dataset.case ? `${node.dataset.follow}?case=${node.dataset.case}` : node.dataset.follow;
    this.changed.querySelector("button").addEventListener("click", async () => {
      if (await keepNow()) location.reload();
    });
  }

  start() {
    const wake = () => { if (!document.hidden) this.soon(0); };
    const stop = new AbortController();
    document.addEventListener("visibilitychange", wake, { signal: stop.signal });
    window.addEventListener("online", () => { this.wait = EVERY; wake(); }, { signal: stop.signal });
    // A gesture is on its way: its answer is where this person goes.
    document.addEventListener("submit", (event) => { this.over ||= !event.defaultPrevented; }, { signal: stop.signal });
    const ticking = setInterval(() => this.tick(), 1000);
    end = () => { stop.abort(); clearInterval(ticking); clearTimeout(this.timer); this.over = true; };
    this.soon(0);
  }

  soon(wait) {
    clearTimeout(this.timer);
    if (!this.over) this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    if (document.hidden || this.over || this.asking) return;
    this.asking = true;
    try {
      const headers = { "X-Background": "1", ...(this.etag && { "If-None-Match": this.etag }) };
      const answer = await fetch(this.address, { headers, cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (this.over) return;
      if (answer.redirected) return this.finish(this.words.expired);
      if (answer.status === 404 || answer.status === 403) return this.finish(this.words.ended);
      if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
      this.heardFrom(answer);
      if (answer.ok) {
        this.etag = answer.headers.get("ETag");
        this.hear(await answer.json());
      }
    } catch {
      this.lost = true;
      this.wait = Math.min(this.wait * 2, MOST);
      this.status.textContent = this.words.offline;
    } finally {
      this.asking = false;
      this.soon(this.wait);
    }
  }

  heardFrom(answer) {
    this.wait = EVERY;
    if (this.lost) this.status.textContent = this.words.back;
    this.lost = false;
    const date = Date.parse(answer.headers.get("Date"));
    if (date) this.ahead = Date.now() - date;
  }

  finish(sentence) {
    this.over = true;
    this.status.textContent = sentence;
  }

  hear(now) {
    this.since = now.shown === this.mine ? Date.parse(now.since) : 0;
    this.tick();
    for (const item of document.querySelectorAll(".agenda li")) {
      item.classList.toggle("live", item.firstElementChild.dataset.presentation === now.shown);
    }
    const showing = document.querySelector("[data-room-show]");
    if (showing) showing.hidden = now.shown === this.mine;
    this.first ??= now;
    this.notice(now);
    this.place(now);
  }

  notice(now) {
    const moved = now.changed > this.first.changed;
    // Nobody is at the projector to reload it: it shows the verdict as it is given.
    if (moved && document.body.matches(".projected") && !isTyping()) return this.again();
    if (moved) tell(this.changed, this.words.changed.replace("{who}", now.changed_by));
  }

  place(now) {
    if (!now.shown || now.shown === this.mine) {
      if (now.shown) this.follows = true;
      return tell(this.going, "");
    }
    const target = link(now.shown);
    const follows = "following" in this.words || "waits" in this.words || this.follows;
    if (this.mine && !target && document.querySelector(".agenda")) return tell(this.going, this.words.unreadable);
    if (!("private" in this.words) && follows && !isTyping()) return this.go();
    tell(this.going, target ? this.words.elsewhereNumber.replace("{n}", target.dataset.number) : this.words.elsewhere);
  }

  again() {
    this.over = true;
    if (isWhole()) inPlace(location.href);
    else location.reload();
  }

  go() {
    const asked = new URLSearchParams(location.search);
    const kept = new URLSearchParams();
    for (const name of ["projection", "liste"]) if (asked.has(name)) kept.set(name, asked.get(name));
    const address = kept.size ? `${this.words.join}?${kept}` : this.words.join;
    this.over = true;
    if (isWhole()) inPlace(address);
    else location.replace(address);
  }

  tick() {
    const clock = document.querySelector("[data-room-clock]");
    if (!clock) return;
    const seconds = this.since ? Math.max(0, Math.floor((Date.now() - this.ahead - this.since) / 1000)) : 0;
    const two = (n) => String(n).padStart(2, "0");
    clock.textContent = this.since ? `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}` : "";
  }
}

export function followMeeting() {
  end();
  const node = document.querySelector("[data-follow]");
  if (node) new Follower(node).start();
}
