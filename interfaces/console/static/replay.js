// Replay for who has a script: a slider, play, arrow keys; and the proof recomputed here, by the browser's own hash functions.
// What is shown is always a page that the server drew: this fetches it and puts it in place of the one before.
const player = document.getElementById("player");
const slider = document.getElementById("slider");
const play = document.getElementById("play");
const shown = document.getElementById("shown");
const failed = document.getElementById("failed");
const last = Number(player.dataset.last);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const PAUSE = 1200; // milliseconds between two versions that are played
let playing = null;
let asked = 0;

const here = () => Number(document.getElementById("look").dataset.version);
const address = (version) => `${player.dataset.here}?version=${version}`;

const put = (drawn) => {
  const look = document.getElementById("look");
  const held = document.activeElement?.id || "leap-on";
  const within = look.contains(document.activeElement);
  look.replaceWith(drawn);
  if (within) (drawn.querySelector(`#${held}`) ?? slider).focus({ preventScroll: true }); // never lost
  const version = drawn.dataset.version;
  slider.value = version;
  slider.setAttribute("aria-valuetext", `${version} / ${last}`);
  shown.value = `${version} / ${last}`;
  offer();
};

const show = async (version, remember = true) => {
  const turn = ++asked;
  try {
    const answer = await fetch(address(version), { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== asked) return;
    put(document.adoptNode(page.getElementById("look")));
    failed.textContent = "";
    if (remember) history.pushState({ version }, "", address(version));
  } catch {
    if (turn === asked) failed.textContent = player.dataset.failed;
    stop();
  }
};

const stop = () => {
  clearTimeout(playing);
  playing = null;
  play.textContent = player.dataset.play;
};

const next = async () => {
  if (playing === null) return;
  if (here() >= last) return stop();
  await show(here() + 1);
  if (playing !== null) playing = setTimeout(next, PAUSE);
};

const step = (by) => {
  stop();
  const to = Math.min(Math.max(here() + by, 1), last);
  if (to !== here()) show(to);
};

play.addEventListener("click", async () => {
  if (playing !== null) return stop();
  play.textContent = player.dataset.stop;
  playing = 0;
  if (here() >= last) await show(1);
  playing = playing === null ? null : setTimeout(next, PAUSE);
});
slider.addEventListener("input", () => {
  shown.value = `${slider.value} / ${last}`;
});
slider.addEventListener("change", () => {
  stop();
  show(Number(slider.value));
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, pre")) return;
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by) return;
  event.preventDefault();
  step(by);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest(".steps a, .story a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const to = Number(new URL(link.href).searchParams.get("version"));
  if (!to) return;
  event.preventDefault();
  stop();
  show(to);
});
addEventListener("popstate", () => {
  const to = Number(new URLSearchParams(location.search).get("version"));
  if (to) show(to, false);
  else location.reload();
});

// --- the proof (C2SP tlog-proof, RFC 6962), recomputed here -----------------------------------------------------------
const bytes = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
const sha256 = async (...parts) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer()));
const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
const text = new TextEncoder();
const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

const rootOf = async (leaf, index, size, hashes) => {
  let inner = 0;
  while ((index ^ (size - 1n)) >> BigInt(inner)) inner += 1;
  let node = leaf;
  for (const [height, beside] of hashes.entries()) {
    const right = height >= inner || (index >> BigInt(height)) & 1n;
    node = right ? await sha256(NODE, beside, node) : await sha256(NODE, node, beside);
  }
  return node;
};

const isSigned = async (note, line) => {
  const end = note.indexOf("\n\n") + 1;
  const [told, signatures] = [note.slice(0, end), note.slice(end + 1)];
  const [name, , ...encoded] = line.split(" ")[0].split("+"); // name+id+base64, in which a plus may stand
  const raw = bytes(encoded.join("+")).slice(1);
  const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  const found = signatures.split("\n").find((one) => one.startsWith(`\u2014 ${name} `));
  return crypto.subtle.verify("Ed25519", key, bytes(found.split(" ")[2]).slice(4), text.encode(told));
};

const check = async (button) => {
  const answer = await fetch(button.dataset.proof);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const [head, ...rest] = (await answer.text()).split("\n\n");
  const note = rest.join("\n\n");
  const lines = head.split("\n");
  const extra = bytes(lines[1].slice("extra ".length));
  const end = extra.indexOf(10);
  const entry = extra.slice(0, end);
  const exact = document.querySelector("pre.exact");
  if (exact.dataset.whole && !same(entry, text.encode(exact.textContent))) throw new Error("bytes");
  const [, size, root] = note.split("\n");
  const hashes = lines.slice(3).map(bytes);
  const led = await rootOf(await sha256(LEAF, entry), BigInt(lines[2].slice(6)), BigInt(size), hashes);
  if (!same(led, bytes(root))) throw new Error("root");
  const keys = new TextDecoder().decode(extra.slice(end + 1)).trim().split("\n");
  let good = button.dataset.good;
  let able = true;
  const valid = await isSigned(note, keys.at(-1)).catch(() => (able = false)); // an older browser knows no Ed25519
  if (able && !valid) throw new Error("signature");
  if (able) good += ` ${button.dataset.signed}`;
  return good;
};

const offer = () => {
  const button = document.querySelector(".check-here");
  if (!button || !globalThis.crypto?.subtle) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const told = document.querySelector(".checked");
    try {
      told.textContent = `✓ ${await check(button)}`;
      told.className = "checked done";
    } catch (error) {
      told.textContent = `✗ ${button.dataset.bad}${error.message}`;
      told.className = "checked refusal";
    }
  });
};

if (last > 1) {
  player.hidden = false;
  play.hidden = still.matches;
  still.addEventListener("change", () => {
    stop();
    play.hidden = still.matches;
  });
}
offer();
