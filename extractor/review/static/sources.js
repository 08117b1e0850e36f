// The sources beside the story: one in its pane, what a search found in all, the recording.
import { fragment, show } from "/static/fragments.js";
import { isWide, say, warn } from "/static/page.js";

const pane = document.getElementById("source");
const hits = document.getElementById("hits");
const field = document.getElementById("sought");

export const hasSources = pane !== null;

// What the pane shows: a source, with what was searched for marked in it.
let shown = { number: "", words: "" };
let pending = null;
async function read(number, words) {
  if (number === shown.number && words === shown.words) return pending;
  shown = { number, words };
  const query = new URLSearchParams({ part: "1", words });
  const mine = fragment(`/sources/${number}?${query}`).then((found) => {
    if (mine !== pending) return; // another was asked for meanwhile
    // A recording that plays goes on while its source is shown anew.
    const sound = pane.querySelector("#recording");
    const fresh = found.querySelector("#recording");
    if (sound && fresh?.getAttribute("src") === sound.getAttribute("src")) fresh.replaceWith(sound);
    pane.replaceChildren(found);
    for (const tab of document.querySelectorAll(".tab")) {
      if (tab.dataset.source === number) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
  });
  pending = mine;
  mine.catch(() => {
    if (mine === pending) shown = { number: "", words: "" };
  });
  return mine;
}

function light(marks) {
  for (const each of pane.querySelectorAll(".lit")) each.classList.remove("lit");
  for (const each of marks) each.classList.add("lit");
}

export const unlight = () => pane && light([]);

// A source, with the places of one fact lit, or the place that a search found; none for its top.
export async function showSource(number, { item = "", start = "", words = shown.number === String(number) ? shown.words : "", move = false } = {}) {
  await read(String(number), words);
  if (shown.number !== String(number) || shown.words !== words) return;
  const at = start && document.getElementById(`there-${start}`);
  const own = item ? Array.from(pane.querySelectorAll(`a.m[data-cards~="i${item}"]`)) : [];
  light(own.length ? own : at ? together(at) : []);
  const first = at || own[0];
  const box = pane.getBoundingClientRect();
  pane.scrollTop = first ? pane.scrollTop + first.getBoundingClientRect().top - box.top - box.height / 3 : 0;
  if (move) {
    if (!isWide.matches) show(pane, "start");
    pane.focus({ preventScroll: true });
  }
}

// A phrase may stand in several pieces, where marks end within it.
function together(at) {
  const pieces = [at];
  while (pieces.at(-1).nextSibling?.matches?.('[data-near~="sought"]')) pieces.push(pieces.at(-1).nextSibling);
  return pieces;
}

export const showEvidence = async (each) => {
  if (!pane || !isWide.matches) return;
  const link = each.querySelector(".detail a.to-source");
  if (!link) {
    unlight();
    return;
  }
  await showSource(link.dataset.source, { item: each.dataset.id, start: link.dataset.start });
};

// The facts that a mark in the source is about, by the names of their rows.
export const rowsOf = (mark) => mark.dataset.cards.split(" ").filter((name) => /^i\d+$/.test(name));

export function toSearch() {
  if (!field) {
    say("There is no source to search.");
    return;
  }
  if (!isWide.matches) show(field, "start");
  field.focus();
  field.select();
}

let asked = 0;
async function search(words) {
  asked += 1;
  const mine = asked;
  if (!words) {
    close();
    return;
  }
  let found;
  try {
    found = await fragment(`/search?${new URLSearchParams({ part: "1", words })}`);
  } catch {
    warn("The desk does not answer: try the search again when it does.");
    return;
  }
  if (mine !== asked) return;
  hits.replaceChildren(found);
  hits.hidden = false;
  say(hits.querySelector(".hits-found").textContent);
  links()[0]?.focus();
}

function close() {
  asked += 1;
  if (!hits || hits.hidden) return false;
  hits.hidden = true;
  hits.replaceChildren();
  if (shown.words) showSource(shown.number, { words: "" });
  return true;
}

const links = () => Array.from(hits.querySelectorAll("a.hit"));
const wordsOf = (link) => new URL(link.href).searchParams.get("words");

export async function goToHit(link) {
  const { source, start } = link.dataset;
  for (const each of links()) each.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  await showSource(source, { start, words: wordsOf(link) });
  if (!isWide.matches) show(pane, "start");
}

function stepHits(by) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  if (at + by < 0) field.focus();
  else all[Math.min(at + by, all.length - 1)]?.focus();
}

// Plays from the second of a source's recording at which a place is said.
export async function playLink(link) {
  const { source, start: place, time } = link.dataset;
  const words = link.closest("#hits") ? wordsOf(link) : undefined;
  await showSource(source, { item: link.closest("li.item")?.dataset.id, start: place, words });
  const sound = document.getElementById("recording");
  if (!sound) return;
  sound.currentTime = Number(time);
  await start(sound);
}

async function start(sound) {
  try {
    await sound.play();
    say("Playing.");
  } catch {
    warn("The recording cannot be played.");
  }
}

// Pauses, or plays: from the place of the fact that is chosen, or else on from where it was.
export async function playOrPause(each) {
  const sound = document.getElementById("recording");
  if (sound && !sound.paused) {
    sound.pause();
    say("Paused.");
    return;
  }
  const link = document.activeElement?.closest?.("#hits li")?.querySelector("a.play") || each?.querySelector("a.play");
  if (link) await playLink(link);
  else if (sound) await start(sound);
  else say("There is no recording at this place.");
}

field?.form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(field.value.trim());
});

// Whether a key was meant for the search.
export function takeKey(event) {
  if (!field || !(event.target === field || hits.contains(event.target))) return false;
  if (event.key === "ArrowDown") stepHits(1);
  else if (event.key === "ArrowUp") stepHits(-1);
  else if (event.key === "Escape") {
    close();
    field.value = "";
    document.activeElement.blur();
  } else return false;
  event.preventDefault();
  return true;
}
