// What makes the pages quicker for who has a script: keys, and nothing that cannot be done without.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const cases = () => [...document.querySelectorAll("a.whole")];

const step = (by) => {
  const all = cases();
  const at = all.indexOf(document.activeElement);
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next) next.focus();
};

const keys = {
  j: () => step(1),
  k: () => step(-1),
  x: () => document.activeElement.closest("tr")?.querySelector("[name=_case]")?.click(),
  "/": () => document.querySelector("input[type=search], .filters select, .filters input")?.focus(),
  "?": () => location.assign("/help#keys"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// A page that is drawn anew, for a filter or for a row of a form, gives the focus back to where it was.
const KEPT = "focus";
const FIELDS = "input:not([type=hidden]), select, textarea, button";
const above = (name) => name.slice(0, Math.max(name.lastIndexOf("."), 0));
const place = (name) =>
  name ? document.getElementById(name) ?? document.getElementsByName(name)[0] ?? place(above(name)) : null;
const kept = place(sessionStorage.getItem(KEPT));
sessionStorage.removeItem(KEPT);
if (kept?.matches(FIELDS)) kept.focus();
else (kept?.querySelector(`:scope > .listed:last-of-type :is(${FIELDS})`) ?? kept?.querySelector(FIELDS))?.focus();
document.addEventListener("submit", ({ submitter }) => {
  if (["_add", "_remove", "_choose"].includes(submitter?.name)) sessionStorage.setItem(KEPT, submitter.value);
});

// A filter that changes is sent at once.
for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("change", (event) => {
    sessionStorage.setItem(KEPT, event.target.name);
    form.requestSubmit();
  });
}

// Another kind of a choice redraws the form with its fields: as its button does for who has no script.
for (const select of document.querySelectorAll("select[data-shape]")) {
  select.addEventListener("change", () => {
    const button = select.parentElement.querySelector("button[name=_choose]");
    if (button) select.form.requestSubmit(button);
  });
}

// The browser prints by itself; a button says that it can.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
