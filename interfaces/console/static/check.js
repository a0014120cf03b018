// What is checked while somebody writes; whoever has no script is told the same after sending.

// Of a form that is filled in, what was left is looked at by the service: nothing is done, and the answer stands at the field.
const said = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);

const describe = (part, id, wrong) => {
  const ids = new Set((part.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean));
  if (wrong) ids.add(id);
  else ids.delete(id);
  if (ids.size) part.setAttribute("aria-describedby", [...ids].join(" "));
  else part.removeAttribute("aria-describedby");
};

const mark = (name, sentences) => {
  const part = document.getElementById(name);
  if (!part) return;
  const id = `${name}-wrong`;
  document.querySelectorAll(`[id="${CSS.escape(id)}"]`).forEach((one) => one.remove());
  describe(part, id, sentences.length > 0);
  if (part.matches("input, select, textarea")) {
    if (sentences.length) part.setAttribute("aria-invalid", "true");
    else part.removeAttribute("aria-invalid");
  }
  if (!sentences.length) return;
  const told = said("span", `⚠ ${sentences.join(" ")}`, { id, className: "wrong" });
  if (part.matches("fieldset")) part.querySelector(":scope > legend").after(told);
  else part.closest(".field").append(told);
};

const refuse = (form, place, refusal) => {
  place.hidden = !refusal;
  place.replaceChildren();
  if (!refusal) return;
  const rule = said("p", `${form.dataset.rule} `, { className: "fine" });
  const link = said("a", "", { href: `/problems/${encodeURIComponent(refusal.rule)}` });
  link.append(said("code", refusal.rule));
  rule.append(link);
  if (refusal.policy) rule.append(` · ${form.dataset.policy} `, said("code", refusal.policy));
  place.append(said("p", refusal.said), rule);
};

// What comes while a button is pressed waits: it would move the button away from under the pointer, and nothing be sent.
let pressed = Promise.resolve();
let letGo = () => {};
addEventListener("pointerdown", () => {
  letGo(); // of another finger
  pressed = new Promise((done) => (letGo = done));
});
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(letGo)); // after the click

for (const form of document.querySelectorAll("form[data-check]")) {
  const left = new Set();
  const place = form.querySelector("#checked");
  let asking = null;
  const look = async () => {
    asking?.abort();
    const own = (asking = new AbortController());
    const sent = new FormData(form);
    for (const [name, value] of [...sent]) if (value instanceof File || name === "_password") sent.delete(name);
    const answer = await fetch(form.dataset.check, { method: "POST", body: sent, signal: own.signal });
    if (!answer.ok) return;
    const { wrong, refusal } = await answer.json();
    await pressed;
    if (own.signal.aborted) return; // somebody wrote on meanwhile, and was told of that
    const found = new Map(wrong.map((one) => [one.name, one.said]));
    for (const name of left) mark(name, found.get(name) ?? []);
    refuse(form, place, refusal);
  };
  form.addEventListener("change", ({ target }) => {
    if (!target.name || target.name === "_password" || target.type === "file" || "shape" in target.dataset) return;
    left.add(target.name);
    look().catch(() => {}); // the service is away, or somebody writes on: it is told after sending
  });
}

// A file is compared with what was recorded of it here, where it lies: it is not sent. Without `crypto.subtle` it is.
for (const form of document.querySelectorAll("form[data-digest]")) {
  if (!globalThis.crypto?.subtle) break;
  const told = document.getElementById("compared");
  const compare = async (file) => {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const found = [...digest].map((one) => one.toString(16).padStart(2, "0")).join("");
    const same = found === form.dataset.digest;
    told.className = same ? "done" : "refusal";
    told.replaceChildren(same ? form.dataset.same : form.dataset.other, " ", Object.assign(document.createElement("code"), { textContent: found }));
    told.hidden = false;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compare(form.querySelector("input[type=file]").files[0]);
  });
}
