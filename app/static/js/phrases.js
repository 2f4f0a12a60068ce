// The hospital's phrases, put at the caret of a text by keyboard; without scripts they are read and copied by hand.
function put(field, words) {
  field.focus();
  // Kept by the browser's own undo where it can; the standard way elsewhere.
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function move(buttons, from, step) {
  const next = (buttons.indexOf(from) + step + buttons.length) % buttons.length;
  buttons[next].focus();
}

export function insertPhrases() {
  for (const list of document.querySelectorAll("[data-phrases]")) {
    const field = document.getElementById(list.dataset.phrases);
    if (!field) continue;
    const buttons = [...list.querySelectorAll("[data-phrase]")];
    for (const button of buttons) {
      const words = button.nextElementSibling.textContent;
      button.hidden = false;
      button.nextElementSibling.hidden = true;
      button.addEventListener("click", () => put(field, words));
    }
    const keys = list.parentElement.querySelector("[data-phrases-keys]");
    if (keys) keys.hidden = false;
    field.addEventListener("keydown", (event) => {
      if (event.ctrlKey && event.code === "Space") {
        event.preventDefault();
        list.closest("details").open = true;
        buttons[0].focus();
      }
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        move(buttons, document.activeElement, step);
      } else if (event.key === "Escape") {
        field.focus();
      }
    });
  }
}
