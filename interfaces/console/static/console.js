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

// A filter that changes is sent at once, and keeps the focus on the page that comes.
const KEPT = "focus";
for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("change", (event) => {
    sessionStorage.setItem(KEPT, event.target.name);
    form.requestSubmit();
  });
  const name = sessionStorage.getItem(KEPT);
  if (name) form.elements.namedItem(name)?.focus();
  sessionStorage.removeItem(KEPT);
}

// Another kind of a choice redraws the form with its fields: as its button does for who has no script.
for (const select of document.querySelectorAll("select[data-shape]")) {
  select.addEventListener("change", () => {
    const button = select.parentElement.querySelector("button[name=_choose]");
    if (button) select.form.requestSubmit(button);
  });
}
