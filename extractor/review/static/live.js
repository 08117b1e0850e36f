// What other editors, the checks and the model do, as it happens.
import { api, restore, state } from "/static/list.js";
import { say, warn } from "/static/page.js";
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
  if (message.progress) showProgress(message.progress);
  if (isLeaving) return;
  if (message.reload) showAnew();
  else renewAll(message.items, message.change);
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

function showProgress({ asked, answered, waits }) {
  const run = document.querySelector(".run[data-kind=model]");
  if (!run) return;
  run.querySelector(".run-done").textContent = answered;
  run.querySelector(".run-asked").textContent = asked;
  for (const note of run.querySelectorAll(".note")) note.remove();
  if (!waits) return;
  const note = document.createElement("span");
  note.className = "note";
  note.textContent = waits;
  run.append(note);
}

// What could not be read is read with the next news; until then nobody can sign what they do not see.
let missed = [];
async function renewAll(ids, change) {
  const wanted = Array.from(new Set([...missed, ...ids]));
  missed = wanted;
  let isPart;
  try {
    isPart = await renew(wanted);
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
