// Fetches the batch anew every two seconds while its files are being read, and shows what changed.
const part = () => document.querySelector("[data-batch]");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.redirected) return location.reload();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-batch]");
    if (fresh && fresh.innerHTML !== part().innerHTML && !part().contains(document.activeElement)) part().replaceWith(fresh);
    if (fresh && !fresh.hasAttribute("data-running")) return undefined;
  } catch {
    // The network is away for a moment; the next look tells.
  }
  return setTimeout(look, 2000);
}

if (part()?.hasAttribute("data-running")) setTimeout(look, 2000);
