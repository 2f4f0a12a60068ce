// The order of an agenda: dragged by its handle, or moved by buttons and arrow keys; saved whole in one request.
// The server answers the page, whose agenda replaces ours: times, break and overflow are computed in one place.
export function orderAgenda() {
  const line = document.querySelector("[data-order-line]");
  if (!line) return;
  const form = () => document.querySelector("[data-order]");
  const row = (node) => node.closest("tr[data-key]");
  const rows = () => [...form().querySelectorAll("tr[data-key]")];
  let dragged = null;
  let busy = false;

  function place(key) {
    const all = rows();
    const n = all.findIndex((each) => each.dataset.key === key);
    if (n < 0) return "";
    const words = { name: all[n].dataset.name, n: n + 1, all: all.length, time: all[n].dataset.time };
    return form().dataset.place.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
  }

  async function save(key, focus, move) {
    if (busy) return;
    busy = true;
    const data = new FormData(form());
    data.delete("submission");
    if (move) data.set("move", `${move}-${key}`);
    try {
      const answer = await fetch(form().action, { method: "POST", body: data });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const plan = page.getElementById("agenda-plan");
      if (!answer.ok || !plan) throw new Error("refused");
      document.getElementById("agenda-plan").replaceWith(document.adoptNode(plan));
      arm();
      line.textContent = place(key);
      document.querySelector(`tr[data-key="${key}"] ${focus}`)?.focus();
    } catch {
      line.textContent = form().dataset.failed;
      line.className = "error";
    } finally {
      busy = false;
    }
  }

  const step = (button) => {
    const [move] = button.value.split("-", 1);
    save(row(button).dataset.key, `button[value^="${move}-"]`, move);
  };

  function arm() {
    for (const grip of form().querySelectorAll("[data-grip]")) {
      grip.hidden = false;
      grip.draggable = true;
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-order] button[name=move]");
    if (!button) return;
    event.preventDefault();
    step(button);
  });
  document.addEventListener("keydown", (event) => {
    const button = event.target.closest?.("[data-order] button[name=move]");
    const move = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!button || !move) return;
    event.preventDefault();
    save(row(button).dataset.key, `button[value^="${move}-"]`, move);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-order] .minutes") && event.target.reportValidity()) {
      save(row(event.target).dataset.key, ".minutes");
    }
  });
  document.addEventListener("dragstart", (event) => {
    if (!event.target.matches?.("[data-grip]")) return;
    dragged = row(event.target);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.name);
    event.dataTransfer.setDragImage(dragged, 20, 20);
    dragged.classList.add("dragged");
  });
  const under = (event) => dragged && event.target.closest?.("[data-order] tr[data-key]");
  function mark(over, after) {
    for (const each of rows()) each.classList.remove("above", "below");
    if (over && over !== dragged) over.classList.add(after ? "below" : "above");
  }
  const isAfter = (event, over) => {
    const box = over.getBoundingClientRect();
    return event.clientY > box.top + box.height / 2;
  };
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      const over = under(event);
      if (!over) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      mark(over, isAfter(event, over));
    });
  }
  document.addEventListener("drop", (event) => {
    const over = under(event);
    if (!over) return;
    event.preventDefault();
    if (over === dragged) return;
    over.parentNode.insertBefore(dragged, isAfter(event, over) ? over.nextSibling : over);
    save(dragged.dataset.key, 'button[value^="up-"]');
  });
  document.addEventListener("dragend", () => {
    if (!dragged) return;
    mark(null);
    dragged.classList.remove("dragged");
    dragged = null;
  });
  arm();
}
