// A form with data-passkey="create" or "get" is signed by a security key or passkey when its button is pressed.
// The options lie in the JSON of the element that data-options names; the answer goes into the field "credential".

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function readable(options) {
  const own = { ...options, challenge: bytes(options.challenge) };
  if (own.user) own.user = { ...own.user, id: bytes(own.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (own[list]) own[list] = own[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return own;
}

function answer(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const told = Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, text(response[part])]));
  if (response.getTransports) told.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: told,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-button]");
  const problem = form.querySelector("[data-passkey-problem]");
  const given = JSON.parse(document.getElementById(form.dataset.options).textContent);
  const { publicKey } = given.creation_options ?? given.request_options;
  button.hidden = !window.PublicKeyCredential;
  button.addEventListener("click", async () => {
    problem.hidden = true;
    try {
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: readable(publicKey) });
      form.elements.credential.value = JSON.stringify(answer(credential));
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
}
