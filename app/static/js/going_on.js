// Ctrl + Enter saves and opens the next form of the same kind, from any field; the button does the same.
export function goOn() {
  for (const button of document.querySelectorAll("button[name=again]")) {
    button.form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      button.form.requestSubmit(button);
    });
  }
}
