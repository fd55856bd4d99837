// Suggestions under the search box while somebody types (WAI-ARIA: combobox with a listbox). The box works without it.
const box = document.querySelector("main [data-search-box]") ?? document.querySelector("[data-search-box]");
const list = document.createElement("ul");
const status = document.createElement("span");
let chosen = -1;
let request = new AbortController();
let waiting;

function close() {
  request.abort();
  clearTimeout(waiting);
  list.hidden = true;
  choose(-1);
  box.setAttribute("aria-expanded", "false");
}

function choose(number) {
  chosen = number < list.children.length ? number : -1;
  [...list.children].forEach((option, at) => option.setAttribute("aria-selected", `${at === chosen}`));
  if (chosen < 0) box.removeAttribute("aria-activedescendant");
  else box.setAttribute("aria-activedescendant", list.children[chosen].id);
}

function show(suggestions) {
  list.replaceChildren(...suggestions.map(({ text, hint, address }, at) => {
    const option = document.createElement("li");
    Object.assign(option, { id: `forslag-${at}`, role: "option", textContent: text });
    option.dataset.address = address;
    if (hint) option.append(Object.assign(document.createElement("span"), { textContent: ` ${hint}` }));
    return option;
  }));
  choose(-1);
  list.hidden = !suggestions.length;
  box.setAttribute("aria-expanded", `${!list.hidden}`);
  status.textContent = suggestions.length ? `${suggestions.length} forslag, vælg med pil ned` : "";
}

async function ask() {
  request.abort();
  request = new AbortController();
  const typed = box.value.trim();
  if (typed.length < 2) return close();
  try {
    const answer = await fetch(`/soeg/forslag.json?q=${encodeURIComponent(typed)}`, { signal: request.signal });
    show(answer.ok ? (await answer.json()).suggestions : []);
  } catch { /* another letter was typed, or there is no network: the box is enough */ }
}

if (box) {
  Object.assign(list, { id: "forslag", className: "suggestions", hidden: true, role: "listbox", ariaLabel: "Forslag" });
  Object.assign(status, { className: "sr-only", role: "status" });
  box.after(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "forslag" })) box.setAttribute(name, value);
  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose((chosen < 0 ? list.children.length : chosen) - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.address);
    else return;
    if (event.key !== "Enter" || list.children[chosen]) event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    location.assign(event.target.closest("[data-address]").dataset.address);
  });
}
