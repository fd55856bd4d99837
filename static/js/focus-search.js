// "/" puts the cursor in the search box, as readers of archives expect; not while they are typing elsewhere.
const box = document.querySelector("[data-search-box]");

function isTyping(element) {
  return element instanceof HTMLElement && (element.isContentEditable || element.matches("input, textarea, select"));
}

document.addEventListener("keydown", (event) => {
  const plain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (box && plain && !isTyping(event.target)) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});
