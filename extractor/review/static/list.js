// The list of facts: choosing one, filtering, and lighting its words in the story.
import { fragment, parsed, show } from "/static/fragments.js";
import { isWide, say, warn } from "/static/page.js";
import { showEvidence } from "/static/sources.js";

const body = document.body;
const search = document.getElementById("search");

let rows = [];
let places = new Map();
let chosen = null;
let only = null;
let openOnly = body.dataset.onlyOpen === "1";
let secondaryOnly = false;
let kept = null; // the fact that was chosen when the page was left
let wish = null; // what the editor chose to see, not what the page began with

export const current = () => chosen;
export const row = (id) => document.getElementById(`i${id}`);

export function readAnew() {
  rows = Array.from(document.querySelectorAll(".list-pane li.item"));
  rows.forEach((each, number) => {
    each.place = number;
  });
}

export function readStory() {
  places = new Map();
  for (const segment of document.querySelectorAll(".story-pane a[data-cards]")) {
    for (const name of segment.dataset.cards.split(" ")) {
      if (!places.has(name)) places.set(name, []);
      places.get(name).push(segment);
    }
  }
  for (const each of rows) showSettled(each);
  light(chosen);
}

export function showSettled(each) {
  for (const segment of places.get(each.id) || []) {
    segment.classList.toggle("settled", each.dataset.open === "0");
  }
}

let lit = [];
function light(each) {
  for (const segment of lit) segment.classList.remove("lit");
  lit = (each && places.get(each.id)) || [];
  for (const segment of lit) segment.classList.add("lit");
}

export function choose(each, { focus = true, scroll = true, detail = true } = {}) {
  if (chosen && chosen !== each) leave(chosen);
  chosen = each;
  light(null);
  if (!each) return;
  if (each.hidden) {
    search.value = "";
    only = null;
    openOnly = wish = secondaryOnly = false;
    refresh();
  }
  each.classList.add("chosen");
  each.setAttribute("aria-current", "true");
  light(each);
  if (scroll) {
    each.scrollIntoView({ block: "nearest", behavior: "auto" });
    if (lit.length && isWide.matches) show(lit[0], "center");
  }
  if (focus) each.querySelector("a.words").focus({ preventScroll: true });
  if (detail) soon(() => open(each));
}

function leave(each) {
  each.classList.remove("chosen");
  each.removeAttribute("aria-current");
  const detail = each.querySelector(".detail");
  if (!detail) {
    each.loading?.then(() => each !== chosen && leave(each));
    return;
  }
  if (isTyped(detail)) {
    each.classList.add("unsaved");
    return;
  }
  detail.remove();
  each.classList.remove("has-detail");
}

let timer = 0;
const soon = (act) => {
  clearTimeout(timer);
  timer = setTimeout(act, 70);
};

// The sign-off of a fact, read from the desk; `field` is focused once it is there.
export async function open(each, field = null) {
  if (field) clearTimeout(timer);
  try {
    await load(each);
  } catch {
    warn("The desk does not answer: what you decide now is not saved until it does.");
    return;
  }
  const detail = each.querySelector(".detail");
  if (!detail || (each !== chosen && !field)) return;
  if (each === chosen) showEvidence(each);
  if (!field) return;
  const wanted = detail.querySelector(field);
  const folded = wanted?.closest("details");
  if (folded) folded.open = true;
  wanted?.focus();
}

// What somebody began to write: the sign-off, or one of the forms beside it.
export const isTyped = (detail) => Boolean(detail.dataset.dirty || detail.querySelector("form[data-dirty]"));
const isInUse = (detail) => detail.dataset.dirty || detail.querySelector(":is(input, select, textarea):focus");

// One load of a row at a time, and none that would take a field from under somebody's hands.
function load(each) {
  const detail = each.querySelector(".detail");
  const isNow = detail?.dataset.version === each.dataset.version && detail.dataset.asked === (each.dataset.asked || "");
  if (detail && (isInUse(detail) || isNow)) return null;
  if (!each.loading) {
    each.loading = fragment(`/items/${each.dataset.id}?part=1`)
      .then((found) => {
        const old = each.querySelector(".detail");
        if (old && isInUse(old)) return;
        for (const name of ["full", "attach", "suggest", "ask"]) {
          if (old?.querySelector(`details.${name}[open]`)) found.querySelector(`details.${name}`).open = true;
        }
        putDetail(each, found);
        if (each === chosen) each.scrollIntoView({ block: "nearest", behavior: "auto" });
      })
      .finally(() => {
        each.loading = null;
      });
  }
  return each.loading;
}

// A detail that the desk has made of what was typed, in the place of the one that it was typed in.
export const replaceDetail = (each, html) => putDetail(each, parsed(html));

// What was typed beside the sign-off goes along into the new detail.
function putDetail(each, detail) {
  const old = each.querySelector(".detail");
  const typed = old ? Array.from(old.querySelectorAll("form[data-dirty]")) : [];
  old?.remove();
  each.append(detail);
  for (const form of typed) {
    const action = form.getAttribute("action");
    each.querySelector(`.detail form[action="${action}"]`)?.replaceWith(form);
  }
  each.classList.add("has-detail");
}

export function goToStory() {
  if (!lit.length) return;
  show(lit[0], "center");
  lit[0].focus({ preventScroll: true });
}

export function step(by) {
  let at = chosen ? chosen.place + by : by > 0 ? 0 : rows.length - 1;
  while (at >= 0 && at < rows.length && rows[at].hidden) at += by;
  if (at < 0 || at >= rows.length) {
    if (chosen) say(by > 0 ? "This is the last." : "This is the first.");
    return;
  }
  choose(rows[at]);
}

export function stepToFirst() {
  const first = rows.find((each) => !each.hidden);
  if (first) choose(first);
}

// The page begins at the first fact that is open, with the story still at its top. On a phone, where
// one reads downwards, nothing moves.
export function begin() {
  const first = rows.find((each) => !each.hidden && each.dataset.open === "1");
  if (first && isWide.matches) choose(first, { focus: false, scroll: false });
}

// Whether nobody has decided: what is wrong, or waits for the lawyer, is open and was decided.
const isUndecided = (each) => each.dataset.open === "1" && !["wrong", "could_not_verify", "legal"].some((status) => each.classList.contains(`st-${status}`));
const isWaiting = (each) => isUndecided(each) || each.querySelector(".line .wants-second") !== null;

// What nobody has decided of the sentence that a fact stands in, the fact first.
export function rest(each) {
  const isIn = (one) => one !== each && one.dataset.sentence === each.dataset.sentence;
  return [each, ...rows.filter(isIn)].filter(isUndecided);
}

// After a decision: the next fact that waits for one, from the top again behind the last.
export function stepToOpen() {
  const from = chosen ? chosen.place : -1;
  const waiting = rows.filter((each) => each !== chosen && !each.hidden && isWaiting(each));
  const next = waiting.find((each) => each.place > from) || waiting[0];
  if (next) choose(next);
  else step(1);
}

export function refresh() {
  const words = search.value.trim().toLowerCase();
  // Whoever searches looks for a fact, settled or not.
  const isOpenOnly = openOnly && !words;
  let count = 0;
  for (const each of rows) {
    const passes =
      (only === null || each.dataset.need === only) &&
      (!secondaryOnly || each.dataset.secondary === "1") &&
      (!isOpenOnly || each.dataset.open === "1" || each === chosen || each === kept) &&
      (!words || each.textContent.toLowerCase().includes(words));
    if (each.hidden === passes) each.hidden = !passes;
    if (passes) count += 1;
  }
  for (const group of document.querySelectorAll(".list-pane .group")) {
    group.hidden = !group.querySelector("li.item:not([hidden])");
  }
  for (const button of document.querySelectorAll("[data-only]")) {
    button.setAttribute("aria-pressed", String(button.dataset.only === only));
  }
  document.getElementById("only-open").setAttribute("aria-pressed", String(openOnly));
  document.getElementById("only-secondary")?.setAttribute("aria-pressed", String(secondaryOnly));
  const note = document.querySelector(".shown-only");
  const isSome = count < rows.length;
  note.hidden = !isSome;
  note.textContent = isSome ? `${count} of ${rows.length} facts shown${isOpenOnly ? ": only what is open" : ""}.` : "";
  return count;
}

export function filter(need) {
  only = need === only ? null : need;
  say(`${refresh()} shown`);
}

export function toggleOpen() {
  openOnly = wish = !openOnly;
  say(`${refresh()} shown`);
}

// The facts that nothing but secondary sources bear out.
export function toggleSecondary() {
  secondaryOnly = !secondaryOnly;
  say(`${refresh()} shown`);
}

export function clear() {
  search.value = "";
  only = null;
  secondaryOnly = false;
  refresh();
}

export const state = () => ({ only, wish, secondaryOnly, words: search.value, id: chosen?.dataset.id });
export function restore(old) {
  only = old.only;
  wish = old.wish;
  secondaryOnly = Boolean(old.secondaryOnly);
  if (wish !== null) openOnly = wish;
  search.value = old.words;
  kept = old.id ? row(old.id) : null;
  refresh();
  if (kept?.matches("li.item") && !kept.hidden) choose(kept, { focus: false });
  kept = null;
}

let typing = 0;
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => say(`${refresh()} found`), 80);
});

export const runs = () => fragment("/runs");
export const rowsFor = (ids) => fragment(`/rows?ids=${ids.join(",")}`);
