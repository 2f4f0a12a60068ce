// A button that copies a text; without scripts the text is selected by hand.
export function copyTexts() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
        button.textContent = button.dataset.copied;
      } catch {
        text.focus();
      }
    });
  }
}
