// Ctrl + Enter saves from any field; where a button opens the next form of the same kind, it saves and goes on.
export function goOn() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (form.querySelector("button[name=again]")) continue;
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.primary"));
    });
  }
  for (const button of document.querySelectorAll("button[name=again]")) {
    button.form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      button.form.requestSubmit(button);
    });
  }
}
