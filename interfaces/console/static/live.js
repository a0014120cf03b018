// The worklist refreshes itself when the ledger moves on: the page is asked for again, and its list is put in place of the one
// that is shown. Where one is, what has the focus and what is ticked stay. While nobody sees the page, nothing is asked for.
const SOON = 300; // milliseconds before the first look
const OFTEN = 3000; // between two looks at a list that changes
const SELDOM = 60000; // at most, while what moves on is nothing of this list
const line = document.getElementById("live");
let source = null;
let timer = null;
let pause = SOON;

const piles = () => document.getElementById("piles");
const boxes = (list) => [...list.querySelectorAll("[name=_case]")];
const step = (box) => box.value.replace(/ \d+$/, ""); // the case and its step, whatever its version
const say = (...texts) => { line.textContent = texts.join(" "); };

// Somebody writes: the list waits until they have done.
const writing = () => document.activeElement?.closest("main :is(input:not([type=checkbox]), select, textarea)");

// Enter in a box would press a button.
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.name === "_case") event.preventDefault();
});

// What something is, in the list before and in the one after.
const name = (element) => {
  const row = element.closest("tr");
  const what = row ? step(boxes(row)[0]) : element.getAttribute("formaction") ?? element.textContent;
  return [element.tagName, what].join(" ");
};
const same = (list, wanted) =>
  [...list.querySelectorAll("a, button, input")].find((one) => name(one) === wanted) ?? null;

const top = (element) => element?.closest("tr, .bar")?.getBoundingClientRect().top;
const inSight = (list) => boxes(list).find((one) => top(one) >= 0) ?? null;

// Tick again what was ticked and is as it was; return whether something else was ticked, too.
const tickAgain = (list, ticked) => {
  for (const one of boxes(list)) one.checked = ticked.delete(one.value);
  return ticked.size > 0;
};

const markNew = (list, known) => {
  for (const one of boxes(list)) if (!known.has(step(one))) one.closest("tr").classList.add("new");
};

const put = (fresh) => {
  const old = piles();
  const within = old.contains(document.activeElement) ? document.activeElement : null;
  const kept = within && within !== old ? within : inSight(old);
  const [wanted, before, at] = [kept && name(kept), top(kept), boxes(old).indexOf(kept)];
  const lost = tickAgain(fresh, new Set(boxes(old).filter((one) => one.checked).map((one) => one.value)));
  markNew(fresh, new Set(boxes(old).map(step)));
  old.replaceWith(fresh);
  const found = kept && same(fresh, wanted);
  if (within) (found ?? boxes(fresh)[Math.max(at, 0)] ?? fresh).focus({ preventScroll: true }); // never lost
  if (found && before !== undefined) scrollBy({ top: top(found) - before, behavior: "instant" });
  return lost;
};

const differs = (fresh) => {
  const told = (list) => [list.textContent, ...boxes(list).map((one) => one.value)].join("\n");
  return told(fresh) !== told(piles());
};

const copy = (page, id) => document.getElementById(id).replaceChildren(...document.adoptNode(page.getElementById(id)).childNodes);

const show = (page) => {
  const fresh = page.getElementById("piles");
  const changed = differs(fresh);
  if (changed) {
    const lost = put(document.adoptNode(fresh));
    copy(page, "count");
    say(line.dataset.changed, document.getElementById("count").textContent, ...(lost ? [line.dataset.lost] : []));
  } else piles().dataset.after = fresh.dataset.after;
  copy(page, "truth");
  pause = changed ? OFTEN : Math.min(pause * 2, SELDOM);
};

const look = async () => {
  timer = null;
  if (writing()) return later();
  const answer = await ask();
  if (answer?.redirected) return away(); // nobody is signed in any more
  if (!answer?.ok) {
    pause = Math.min(pause * 2, SELDOM);
    return later();
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (writing()) return later();
  show(page);
};

const ask = async () => {
  const address = new URL(location.href);
  address.searchParams.delete("taken");
  try {
    return await fetch(address, { headers: { accept: "text/html", "x-by-itself": "1" } });
  } catch {
    return null; // the network is away
  }
};

const later = () => { timer ??= setTimeout(look, pause); };

const away = () => {
  rest();
  say(line.dataset.away);
};

const rest = () => {
  source?.close();
  source = null;
  clearTimeout(timer);
  timer = null;
};

const watch = () => {
  if (source || document.hidden) return;
  source = new EventSource(`/live?after=${piles().dataset.after}`);
  source.addEventListener("moved", later);
  source.addEventListener("error", () => { if (source?.readyState === EventSource.CLOSED) away(); });
};

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : watch()));
addEventListener("pagehide", rest);
addEventListener("pageshow", watch);
watch();
