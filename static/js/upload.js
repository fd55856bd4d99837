// Sends the chosen or dropped files one request each, with progress. Without this file the form sends them together.
import { freshToken, row, send, withToken } from "./upload-parts.js";

const form = document.querySelector("form[data-upload]");
const list = document.querySelector("[data-upload-rows]");
const status = document.querySelector("[data-upload-status]");
const again = document.querySelector("[data-upload-again]");
const drop = form.querySelector("[data-drop]");
const input = form.querySelector("input[type=file]");
const BROKEN = "Forbindelsen blev afbrudt. Filen er ikke tabt: tryk »Prøv igen«.";
const TOO_OLD = "Siden var åben for længe. Filen er ikke tabt: tryk »Prøv igen«.";
const jobs = [];
let batch = null;
let busy = false;

async function sendOne(job) {
  const data = withToken(form);
  data.append("filer", job.file);
  const { code, said } = await send(batch.fil, data, (share) => (job.bar.value = share));
  job.done = [201, 413, 422].includes(code);
  job.refused = job.done && code !== 201;
  job.bar.hidden = job.done;
  job.tell(said.besked ?? (code === 403 ? TOO_OLD : BROKEN), job.refused);
}

async function finish() {
  const refused = jobs.filter((job) => job.refused).length;
  const { said } = await send(batch.luk, withToken(form));
  const where = said.bunke ?? batch.bunke;
  if (!refused) return location.assign(where);
  const none = refused === jobs.length;
  status.textContent = none ? "Ingen af filerne blev modtaget." : `${refused} af ${jobs.length} filer blev ikke modtaget. `;
  if (!none) status.append(Object.assign(document.createElement("a"), { href: where, textContent: "Se dem, der blev" }));
  form.elements.key.value = crypto.randomUUID?.() ?? ""; // what is chosen now is a batch of its own
  [batch, jobs.length] = [null, 0];
  return undefined;
}

async function work() {
  if (busy) return;
  busy = true;
  again.hidden = true;
  status.textContent = "Filerne sendes …";
  const begun = batch ? { said: batch } : await send(form.dataset.begin, withToken(form));
  batch = begun.said.fil ? begun.said : null;
  for (let job; batch && (job = jobs.find((one) => !one.done && !one.tried)); job.tried = true) await sendOne(job);
  const left = jobs.filter((job) => !job.done);
  for (const job of left) job.tried = false;
  busy = false;
  again.hidden = !left.length;
  if (left.length) status.textContent = begun.said.besked ?? `${left.length} af filerne er ikke sendt endnu.`;
  else if (batch) await finish();
}

function add(files) {
  const room = Number(form.dataset.mostFiles) - jobs.length;
  if (files.length > room) return void (status.textContent = `Højst ${form.dataset.mostFiles} filer ad gangen. Vælg færre.`);
  list.hidden = false;
  for (const file of files) {
    const job = { file, ...row(list, file) };
    job.done = job.refused = file.size > Number(form.dataset.mostBytes);
    if (job.done) job.tell("Filen er for stor og sendes ikke.", true);
    jobs.push(job);
  }
  return work();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  add(input.files);
  input.value = "";
});
again.querySelector("button").addEventListener("click", () => freshToken(form).then(work));
drop.querySelector("[data-drop-hint]").hidden = false;
for (const name of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(name, (event) => event.preventDefault());
  drop.addEventListener(name, () => drop.classList.toggle("is-over", name === "dragover"));
}
drop.addEventListener("drop", (event) => (form.querySelector("select")?.reportValidity() ?? true) && add(event.dataTransfer.files));
