// The page of one story: keys and clicks.
import { begin, choose, clear, current, filter, goToStory, open, readAnew, readStory, refresh, row, step, stepToFirst, toggleOpen, toggleSecondary } from "/static/list.js";
import { help, isField, isOurs, isSingle } from "/static/page.js";
import { claim, decide, decideRest, erase, second, undo } from "/static/signoff.js";
import { toFiles } from "/static/files.js";
import { toQuery, toWording } from "/static/queries.js";
import { goToHit, hasSources, playLink, playOrPause, rowsOf, showSource, takeKey, toSearch } from "/static/sources.js";
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
  const link = each.querySelector(".detail a.to-source") || each.querySelector("a.to-source");
  if (link && hasSources) showEvidenceAt(each, link);
};
const showEvidenceAt = (each, link) => showSource(link.dataset.source, { item: each.dataset.id, start: link.dataset.start, move: true });
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
  R: withCurrent((each) => decideRest(each, "confirmed", "accepted", { status: "wrong", words: "Wrong" })),
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
  b: withCurrent(toFiles),
  c: withCurrent(claim),
  2: withCurrent(second),
  o: toggleOpen,
  h: toggleSecondary,
  d: toSearch,
  y: () => playOrPause(current()),
  s: withCurrent(toSource),
  g: withCurrent(goToStory),
  S: () => openMenu("sign-menu", "button"),
  x: () => openMenu("out-menu", "a"),
  i: () => openMenu("in-menu", "input, textarea"),
  "/": () => search.select(),
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (!isOurs(event) || takeKey(event)) return;
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
  const hit = target.closest("#hits a.hit");
  const player = target.closest("a.play");
  const there = target.closest("#source a.m");
  const isSelected = String(getSelection()).trim() !== "";
  const quick = target.closest(".do");
  const each = target.closest("li.item");
  const isUnderline = target.closest("#underline") !== null;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target) && !isUnderline) menu.open = false;
  }
  if (only) filter(only.dataset.only);
  else if (target.closest("#only-open")) toggleOpen();
  else if (target.closest("#only-secondary")) toggleSecondary();
  else if (target.closest("#keys-button")) help.showModal();
  else if (target.closest("#undo")) undo();
  else if (target.closest("#underline")) underline();
  else if (mark) {
    event.preventDefault();
    if (!isSelected) toFact(mark, mark.dataset.cards.split(" "), true);
  } else if (tab) {
    event.preventDefault();
    showSource(tab.dataset.source, { move: true });
  } else if (hit) {
    event.preventDefault();
    goToHit(hit);
  } else if (player && hasSources) {
    event.preventDefault();
    playLink(player);
  } else if (there) {
    event.preventDefault();
    if (!isSelected) toFact(there, rowsOf(there), false);
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
  } else if (evidence && each && hasSources) {
    event.preventDefault();
    choose(each, { focus: false, scroll: false });
    showEvidenceAt(each, evidence);
  } else if (each && !target.closest(".detail, form, button, summary") && String(getSelection()) === "") {
    if (target.closest("a.words")) event.preventDefault();
    choose(each, { focus: target.closest("a.words") !== null });
  }
});

let lastMark = null;
let round = 0;
function toFact(mark, cards, isStory) {
  const names = cards.filter((name) => row(name.slice(1))?.matches("li.item"));
  if (!names.length) return;
  round = mark === lastMark ? (round + 1) % names.length : 0;
  lastMark = mark;
  const each = document.getElementById(names[round]);
  // Chosen in a source it is found in the story, chosen in the story in its source.
  choose(each, { scroll: !isStory, focus: isStory });
  each.scrollIntoView({ block: "center" });
}

const arrived = /^#i\d+$/.test(location.hash) && document.querySelector(`li.item${location.hash}`);
const isBack = start();
if (arrived && !isBack) choose(arrived);
else if (!isBack) begin();
