// What other editors, the checks and the model do, as it happens.
import { api } from "/static/fragments.js";
import { restore, runs, state } from "/static/list.js";
import { say, warn } from "/static/page.js";
import { showQueries } from "/static/queries.js";
import { renew, showCounts } from "/static/rows.js";
import { initials, isBusy } from "/static/signoff.js";

const KEPT = `desk_view ${document.body.dataset.key}`;
const tab = Math.random().toString(36).slice(2);
let last = Number(document.body.dataset.last);
let line = null;
let isLost = false;
let isLeaving = false;
let isBehind = false; // the page waits to be read anew

function connect() {
  line?.close();
  const query = new URLSearchParams({ after: last, who: initials(), tab });
  line = new EventSource(`${api("/events")}?${query}`);
  line.onopen = () => {
    if (isLost) warn("");
    isLost = false;
  };
  line.onerror = () => {
    isLost = true;
    warn("The line to the desk is broken: what you decide now is not saved until it is back.");
  };
  line.onmessage = (event) => take(JSON.parse(event.data));
}

function take(message) {
  if (message.gone) {
    line.close();
    showAnew(); // the story was deleted, and its page says so
    return;
  }
  if (message.people) showPeople(message.people);
  if (message.last === undefined) return;
  last = message.last;
  showCounts(message.counts, message.kinds);
  showQueries(message.queries);
  if (isLeaving) return;
  if (message.runs.length) showRuns();
  if (message.reload) showAnew();
  else renewAll(message.items, message.told, message.change);
}

function showPeople(people) {
  const others = people.map((name) => {
    const each = document.createElement("span");
    each.className = "person";
    each.textContent = name;
    return each;
  });
  document.querySelector(".people").replaceChildren(...others);
}

// How far the model is, with the button that stops it; the latest answer counts.
let asked = 0;
async function showRuns() {
  asked += 1;
  const mine = asked;
  let found;
  try {
    found = await runs();
  } catch {
    return; // the next news brings it
  }
  if (mine !== asked) return;
  const place = document.getElementById("runs");
  const stateOf = (part) => part.querySelector("[data-kind=model]")?.dataset.state;
  const before = stateOf(place);
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren(found);
  if (hadFocus) place.querySelector("button")?.focus();
  if (stateOf(place) !== before) say(place.querySelector("[data-kind=model]")?.textContent.trim() || "");
}

// What could not be read is read with the next news; until then nobody can sign what they do not see.
let missed = [];
const missedTold = new Set();
async function renewAll(ids, told, change) {
  const wanted = Array.from(new Set([...missed, ...ids]));
  missed = wanted;
  for (const id of told) missedTold.add(id);
  let isPart;
  try {
    isPart = await renew(wanted, Array.from(missedTold));
    for (const id of wanted) missedTold.delete(id);
  } catch {
    return;
  }
  missed = missed.filter((id) => !wanted.includes(id));
  if (isPart) showAnew();
  else if (!missed.length) seen(change);
}

function seen(change) {
  const field = document.querySelector("#sign-menu [name=change]");
  if (field && !isBehind) field.value = change;
}

// The whole page is read anew, unless that would take words from under somebody's hands.
function showAnew() {
  isBehind = true;
  if (isBusy()) {
    const note = document.querySelector(".run-note") || document.createElement("button");
    note.className = "run-note";
    note.type = "button";
    note.textContent = "The story has changed: show it as it is now";
    note.onclick = leaveAndReturn;
    document.querySelector(".tools").after(note);
    say(note.textContent);
    return;
  }
  leaveAndReturn();
}

function leaveAndReturn() {
  line?.close();
  location.reload();
}

// Who comes back to the page, or reads it anew, finds it as it was left.
function keepView() {
  sessionStorage.setItem(KEPT, JSON.stringify({ ...state(), draft: document.body.dataset.draft }));
}

export function start() {
  const [{ type }] = performance.getEntriesByType("navigation");
  const found = ["reload", "back_forward"].includes(type) && sessionStorage.getItem(KEPT);
  const kept = found ? JSON.parse(found) : null;
  const isAsLeft = kept !== null && kept.draft === document.body.dataset.draft;
  if (isAsLeft) restore(kept);
  addEventListener("pagehide", keepView);
  // A browser opens six lines to one address: a tab that nobody looks at gives its own back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      line?.close();
      line = null;
    } else {
      connect();
    }
  });
  // A reload would cut off what a form has just sent.
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target.method === "post") isLeaving = true;
  });
  document.addEventListener("who", connect);
  if (!document.hidden) connect();
  return isAsLeft && Boolean(kept.id);
}
