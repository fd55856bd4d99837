// A click on a field marks the lines it was read from; a click on a line marks its field. Without this script the
// links with anchors do the same, one place at a time.

const preview = document.querySelector("[data-preview]");
const line = (number) => document.getElementById(`l${number}`);

function mark(field) {
  for (const marked of preview.querySelectorAll(".is-marked")) marked.classList.remove("is-marked");
  if (!field) return;
  field.classList.add("is-marked");
  for (let number = Number(field.dataset.first); number <= Number(field.dataset.last); number += 1) {
    line(number)?.classList.add("is-marked");
  }
}

// Scrolls the pane, not the page: on a wide screen the two stand side by side.
function bring(element) {
  const pane = element?.closest(".preview-pane");
  if (!pane) return;
  if (getComputedStyle(pane).overflowY === "auto") {
    const down = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += down - pane.clientHeight / 4;
  } else {
    element.scrollIntoView({ block: "center" });
  }
}

const placeOf = (field) => line(field.dataset.first) ?? document.getElementById(`side-${field.dataset.page}`);
const narrow = () => !matchMedia("(min-width: 64em)").matches;

preview.addEventListener("click", (event) => {
  if (event.target.closest("a, button, summary, input, textarea") || String(getSelection())) return;
  const here = event.target.closest(".preview-lines li");
  if (here?.dataset.field) return show(document.getElementById(here.dataset.field), true);
  const field = event.target.closest("[data-first]");
  if (field && !narrow()) show(field, false);
});

// Which way: to what was read, or to the original.
function show(field, toRead) {
  if (!field) return;
  if (narrow()) location.hash = field.id;
  mark(field);
  bring(toRead ? field : placeOf(field));
}

function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const isLine = target?.matches(".preview-lines li");
  if (!isLine && !target?.matches("[data-first]")) return;
  const field = isLine ? document.getElementById(target.dataset.field ?? "") : target;
  mark(field);
  if (field && !narrow()) bring(isLine ? field : placeOf(field));
}

addEventListener("hashchange", follow);
follow();
