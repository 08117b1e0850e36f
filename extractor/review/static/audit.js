// The page of one item of an audit: keys, and words that are shown as saved once they are.
import { help, isOurs, isSingle, isWide, post, say, warn } from "/static/page.js";

const form = document.querySelector("form.judge");
const note = form?.elements.note;
const outcome = form?.querySelector(".outcome");
const pane = document.querySelector(".story-pane");
let isBusy = false;

const evidence = pane?.querySelector('[data-near~="evidence"]');
if (evidence && isWide.matches && !location.hash) evidence.scrollIntoView({ block: "center" });

function toStory() {
  if (!pane) return;
  (evidence || pane).scrollIntoView({ block: evidence ? "center" : "start" });
  pane.focus({ preventScroll: true });
}

// The next page is opened once the desk has answered, and only then: it answers when the word is on the disk.
async function judge(word) {
  if (!form || isBusy) return;
  isBusy = true;
  warn("");
  outcome.textContent = "saving…";
  try {
    const value = { unit: form.elements.unit.value, judged: word, note: note.value };
    const { isDone, given } = await post(`/api${form.getAttribute("action")}`, value);
    if (!isDone) {
      failed(given.error);
      return;
    }
    outcome.textContent = "saved";
    note.defaultValue = note.value;
    location.assign(given.next);
  } catch {
    failed("the desk does not answer. Try again when it does.");
  }
}

function failed(why) {
  isBusy = false;
  outcome.textContent = "not saved";
  warn(`Not saved: ${why}`);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter) judge(event.submitter.value);
});

// A page that the browser kept as it was left may be shown once more.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
addEventListener("beforeunload", (event) => {
  if (note && note.value !== note.defaultValue) event.preventDefault();
});

const follow = (name, words) => () => {
  const link = document.getElementById(name);
  if (link) link.click();
  else say(words);
};
const next = follow("next", "This is the last item.");
const before = follow("before", "This is the first item.");
const acts = {
  r: () => judge("right"),
  w: () => judge("wrong"),
  c: () => judge("cannot tell"),
  n: () => note?.focus(),
  j: next,
  ArrowRight: next,
  k: before,
  ArrowLeft: before,
  u: follow("open", ""),
  v: () => {
    const checks = document.querySelector("details.checks");
    if (checks) checks.open = !checks.open;
  },
  s: toStory,
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (!isOurs(event)) return;
  if (event.key === "Escape" && event.target === note) form.querySelector("button").focus();
  const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  // A key that is held down would judge what nobody has seen.
  if (!act || event.repeat || !isSingle(event)) return;
  event.preventDefault();
  act();
});

document.getElementById("keys-button").addEventListener("click", () => help.showModal());
