// Gives each citation a button that copies it. Without this file the text is simply there to be marked.
const date = new Intl.DateTimeFormat("da-DK", { dateStyle: "long" });

function withFetchDate(text) {
  return `${text} (hentet ${date.format(new Date())})`;
}

for (const citation of document.querySelectorAll("[data-citation]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary";
  button.textContent = "Kopiér henvisning";
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "small quiet";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(withFetchDate(citation.textContent.trim()));
      status.textContent = " Kopieret";
    } catch {
      getSelection().selectAllChildren(citation);
      status.textContent = " Teksten er markeret; tryk Ctrl+C";
    }
  });
  const line = document.createElement("p");
  line.append(button, status);
  citation.after(line);
}
