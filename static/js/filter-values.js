// A box over a long list of filter values that shows those whose names hold what is typed. Without it the list is whole.
const FEW = 8;

function folded(text) {
  return text.toLowerCase().replaceAll("aa", "å").normalize("NFC");
}

for (const summary of document.querySelectorAll("[data-filter-values]")) {
  const values = [...summary.parentElement.querySelectorAll("li")];
  if (values.length > FEW) {
    const box = document.createElement("input");
    box.type = "search";
    box.className = "form-input filter-find";
    box.placeholder = "Find i listen";
    box.setAttribute("aria-label", `Find under ${summary.dataset.filterValues}`);
    box.addEventListener("input", () => {
      for (const value of values) {
        value.hidden = !folded(value.textContent).includes(folded(box.value.trim()));
      }
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    summary.after(box);
  }
}

// What was left empty does not stand in the address: people share it.
document.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
