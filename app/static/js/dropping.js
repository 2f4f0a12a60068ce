// A document dropped on the case is sent at once; without script, "Ajouter un document" does the same with a file field.
export function dropDocuments() {
  for (const form of document.querySelectorAll("form[data-drop]")) {
    form.hidden = false;
    const over = (on) => form.classList.toggle("over", on);
    form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
    form.addEventListener("dragleave", () => over(false));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (!event.dataTransfer.files.length) return;
      const one = new DataTransfer();
      one.items.add(event.dataTransfer.files[0]);
      form.elements.file.files = one.files;
      form.querySelector("[role=status]").textContent = form.dataset.sending;
      form.submit();
    });
  }
}
