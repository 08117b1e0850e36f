// The legal queue: decisions where the facts stand, by keys.
import { help, isField, isOurs, isSingle, post, say, warn } from "/static/page.js";

const NAME = "desk_initials";
const rows = Array.from(document.querySelectorAll(".legal > li"));
const waiting = document.getElementById("waiting");
const field = document.getElementById("initials");
const done = [];
let at = -1;

const initials = () => field.value.trim();
field.value = field.value || localStorage.getItem(NAME) || "";
function keep() {
  localStorage.setItem(NAME, initials());
  document.cookie = `${NAME}=${encodeURIComponent(initials())}; path=/; max-age=31536000; samesite=strict`;
  for (const input of document.querySelectorAll("form.clear [name=initials]")) input.value = initials();
}
field.addEventListener("change", keep);
if (initials()) keep();

function mark(number) {
  rows[at]?.classList.remove("chosen");
  at = number;
  rows[at].classList.add("chosen");
}

function choose(number) {
  if (number < 0 || number >= rows.length) {
    say(number < 0 ? "This is the first." : "This is the last.");
    return;
  }
  mark(number);
  rows[at].scrollIntoView({ block: "nearest" });
  rows[at].querySelector("a.words").focus({ preventScroll: true });
}

const path = (row, act) => `/api/stories/${row.dataset.key}/items/${row.dataset.id}/${act}`;

// What the desk has answered, on the row.
function show(row, item, words) {
  row.dataset.version = item.version;
  row.querySelector("[name=version]").value = item.version;
  row.querySelector(".outcome").textContent = words;
  const isCleared = item.status !== "legal";
  if (row.classList.contains("cleared") !== isCleared) {
    const left = Number(waiting.textContent.replace(/\D/g, "")) + (isCleared ? -1 : 1);
    waiting.textContent = left.toLocaleString("en");
  }
  row.classList.toggle("cleared", isCleared);
  for (const button of row.querySelectorAll("form.clear button")) button.disabled = isCleared;
}

async function send(row, act, value, words) {
  try {
    const { isDone, given } = await post(path(row, act), value);
    if (!isDone) {
      row.querySelector(".outcome").textContent = "not saved";
      warn(`Not saved: ${given.error}`);
      return false;
    }
    warn("");
    show(row, given.item, words);
    say(`${words}, saved.`);
    return true;
  } catch {
    row.querySelector(".outcome").textContent = "not saved";
    warn("Not saved: the desk does not answer. Try again when it does.");
    return false;
  }
}

const pending = new Set();
async function clear(row, status, words) {
  const form = row.querySelector("form.clear");
  const who = form.elements.initials.value.trim() || initials();
  if (!who) {
    form.elements.initials.focus();
    warn("Say who decides: your initials are missing.");
    return;
  }
  if (row.classList.contains("cleared") || pending.has(row)) return;
  field.value = who;
  keep();
  const note = form.elements.note;
  const value = { version: Number(row.dataset.version), initials: who, status };
  if (note.value !== note.defaultValue) value.note = note.value;
  pending.add(row);
  const isDone = await send(row, "decision", value, words);
  pending.delete(row);
  if (!isDone) return;
  done.push(row);
  if (rows[at] === row && at + 1 < rows.length) choose(at + 1);
}

async function undo() {
  const row = done.pop();
  if (!row) {
    say("Nothing to undo.");
    return;
  }
  await send(row, "undo", { version: Number(row.dataset.version), initials: initials() }, "Undone");
  choose(rows.indexOf(row));
}

const words = { confirmed: "Confirmed", wrong: "Wrong", stet: "Stet" };
const decide = (status) => () => (rows[at] ? clear(rows[at], status, words[status]) : choose(0));
const acts = {
  j: () => choose(at + 1),
  ArrowDown: () => choose(at + 1),
  k: () => choose(Math.max(at, 0) - 1),
  ArrowUp: () => choose(Math.max(at, 0) - 1),
  a: decide("confirmed"),
  r: decide("wrong"),
  t: decide("stet"),
  n: () => {
    const note = rows[Math.max(at, 0)]?.querySelector("textarea");
    note?.focus();
    note?.setSelectionRange(note.value.length, note.value.length);
  },
  z: undo,
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (!isOurs(event)) return;
  if (event.key === "Escape" && isField(event.target)) {
    rows[at]?.querySelector("a.words").focus({ preventScroll: true });
    return;
  }
  const act = acts[event.key];
  if (!act || !isSingle(event)) return;
  // Arrows scroll the page until a fact is chosen.
  if (event.key.startsWith("Arrow") && at < 0) return;
  event.preventDefault();
  act();
});

document.addEventListener("submit", (event) => {
  const row = event.target.closest(".legal > li");
  const status = event.submitter?.value;
  if (!row || !words[status]) return;
  event.preventDefault();
  clear(row, status, words[status]);
});
rows.forEach((row, number) => row.addEventListener("focusin", () => mark(number)));
document.getElementById("keys-button").addEventListener("click", () => help.showModal());
addEventListener("beforeunload", (event) => {
  const isTyped = rows.some((row) => {
    const note = row.querySelector("textarea");
    return !row.classList.contains("cleared") && note.value !== note.defaultValue;
  });
  if (isTyped || pending.size) event.preventDefault();
});
