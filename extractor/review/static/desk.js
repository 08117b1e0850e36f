// The page of one story: keys and clicks.
import { choose, clear, current, filter, goToStory, open, readAnew, readStory, refresh, row, showSource, step, stepToFirst, toggleOpen } from "/static/list.js";
import { help, isField, isOurs, isSingle } from "/static/page.js";
import { claim, decide, decideRest, erase, second, undo } from "/static/signoff.js";
import { toQuery, toWording } from "/static/queries.js";
import { forget, underline } from "/static/underline.js";
import { start } from "/static/live.js";

const search = document.getElementById("search");

readAnew();
refresh();
// The marks of a long story are many: they wait until the page is painted.
requestAnimationFrame(() => setTimeout(readStory));

const withCurrent = (act) => () => {
  if (current()) act(current());
  else step(1);
};
const toSource = (each) => {
  const link = each.querySelector("a.to-source");
  if (link && document.getElementById("source")) showSource(link.dataset.source, each.dataset.id, true);
};
const openMenu = (name, first) => {
  const menu = document.getElementById(name);
  menu.open = true;
  menu.querySelector(`:scope > :not(summary) :is(${first})`)?.focus();
};
const acts = {
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  a: withCurrent((each) => decide(each, "confirmed", "Confirmed")),
  r: withCurrent((each) => decide(each, "wrong", "Wrong")),
  A: withCurrent((each) => decideRest(each, "confirmed", "accepted")),
  p: withCurrent((each) => decide(each, "not_needed", "Passed over")),
  P: withCurrent((each) => decideRest(each, "not_needed", "passed over")),
  t: withCurrent((each) => decide(each, "stet", "Stet")),
  v: withCurrent((each) => decide(each, "could_not_verify", "Could not verify")),
  w: withCurrent((each) => decide(each, "on_author", "On author")),
  l: withCurrent((each) => decide(each, "legal", "Legal")),
  z: undo,
  m: () => underline(),
  u: withCurrent((each) => decide(each, "to_check", "Back to “to check”")),
  q: withCurrent(toQuery),
  Q: () => openMenu("query-menu", "textarea"),
  f: withCurrent(toWording),
  e: withCurrent((each) => open(each, "select[name=status]")),
  n: withCurrent((each) => open(each, "textarea[name=note]")),
  c: withCurrent(claim),
  2: withCurrent(second),
  o: toggleOpen,
  s: withCurrent(toSource),
  g: withCurrent(goToStory),
  S: () => openMenu("sign-menu", "button"),
  x: () => openMenu("out-menu", "a"),
  i: () => openMenu("in-menu", "input, textarea"),
  "/": () => search.focus(),
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (!isOurs(event)) return;
  if (event.key === "Escape") {
    if (isField(event.target) && event.target.closest(".detail")) {
      current()?.querySelector("a.words").focus({ preventScroll: true });
    } else {
      clear();
      forget();
      search.blur();
    }
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
    return;
  }
  if (event.target === search && event.key === "Enter") {
    search.blur();
    refresh();
    stepToFirst();
    return;
  }
  const act = acts[event.key];
  if (!act || !isSingle(event)) return;
  // Arrows scroll where a pane has the focus; they step through the list only from within it.
  if (event.key.startsWith("Arrow") && !event.target.closest?.("li.item")) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey) return;
  const target = event.target;
  const only = target.closest("[data-only]");
  const mark = target.closest(".story-pane a[data-cards]");
  const evidence = target.closest("a.to-source");
  const tab = target.closest("a.tab");
  const isSelected = String(getSelection()).trim() !== "";
  const quick = target.closest(".do");
  const each = target.closest("li.item");
  const isUnderline = target.closest("#underline") !== null;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target) && !isUnderline) menu.open = false;
  }
  if (only) filter(only.dataset.only);
  else if (target.closest("#only-open")) toggleOpen();
  else if (target.closest("#keys-button")) help.showModal();
  else if (target.closest("#undo")) undo();
  else if (target.closest("#underline")) underline();
  else if (mark) {
    event.preventDefault();
    if (!isSelected) fromStory(mark);
  } else if (tab) {
    event.preventDefault();
    showSource(tab.dataset.source, null, true);
  } else if (quick && each) {
    event.preventDefault(); // without a script these buttons send the form
    decide(each, quick.value, quick.textContent.trim());
  } else if (target.closest(".do-claim") && each) {
    event.preventDefault();
    claim(each);
  } else if (target.closest(".do-second") && each) {
    event.preventDefault();
    second(each);
  } else if (target.closest(".do-erase") && each) {
    event.preventDefault();
    erase(each);
  } else if (evidence && each && document.getElementById("source")) {
    event.preventDefault();
    choose(each, { focus: false, scroll: false });
    showSource(evidence.dataset.source, each.dataset.id, true);
  } else if (each && !target.closest(".detail, form, button, summary") && String(getSelection()) === "") {
    if (target.closest("a.words")) event.preventDefault();
    choose(each, { focus: target.closest("a.words") !== null });
  }
});

let lastMark = null;
let round = 0;
function fromStory(mark) {
  const names = mark.dataset.cards.split(" ").filter((name) => row(name.slice(1))?.matches("li.item"));
  if (!names.length) return;
  round = mark === lastMark ? (round + 1) % names.length : 0;
  lastMark = mark;
  const each = document.getElementById(names[round]);
  choose(each, { scroll: false });
  each.scrollIntoView({ block: "center" });
}

const arrived = /^#i\d+$/.test(location.hash) && document.querySelector(`li.item${location.hash}`);
const isBack = start();
if (arrived && !isBack) choose(arrived);
