// The pieces of upload.js: a row on the page, a request with progress, and the form's token, renewed after a login.
export function row(list, file) {
  const item = document.createElement("li");
  item.innerHTML = '<p class="row-title"></p><progress max="1" value="0"></progress><p class="upload-said"></p>';
  item.querySelector(".row-title").textContent = file.name;
  const bar = item.querySelector("progress");
  bar.setAttribute("aria-label", `Sender ${file.name}`);
  list.append(item);
  const tell = (words, bad) => {
    item.querySelector(".upload-said").textContent = words;
    item.classList.toggle("is-refused", Boolean(bad));
    bar.hidden ||= Boolean(bad);
  };
  return { bar, tell };
}

export function send(address, data, onProgress) {
  return new Promise((answer) => {
    const request = new XMLHttpRequest();
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress?.(event.loaded / event.total);
    request.onload = () => answer({ code: request.status, said: request.response ?? {} });
    request.onerror = request.onabort = () => answer({ code: 0, said: {} });
    request.open("POST", address);
    request.send(data);
  });
}

export function withToken(form) {
  const data = new FormData();
  for (const { name, value } of form.querySelectorAll("input[type=hidden], select")) data.append(name, value);
  return data;
}

export async function freshToken(form) {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const found = page.querySelector("form[data-upload] [name=csrfmiddlewaretoken]");
  if (found) form.elements.csrfmiddlewaretoken.value = found.value;
}
