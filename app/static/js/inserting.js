// A button that adds a line at the end of a field; without scripts the line is copied by hand.
export function insertLines() {
  for (const button of document.querySelectorAll("[data-insert]")) {
    const field = document.getElementById(button.dataset.insert);
    if (!field) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const before = field.value.trimEnd();
      field.value = before ? `${before}\n${button.dataset.text}` : button.dataset.text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      button.hidden = true;
    });
  }
}
