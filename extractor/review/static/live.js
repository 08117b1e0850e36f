// What other editors, the checks and the model do, as it happens.
import { api, current, open, readAnew, refresh, restore, row, rowsFor, state } from "/static/list.js";
import { say, warn } from "/static/page.js";
import { initials, isBusy, showCounts, showItem } from "/static/signoff.js";

const KEPT = "desk_view";
const tab = Math.random().toString(36).slice(2);
let last = Number(document.body.dataset.last);
let line = null;
let isLost = false;
let isLeaving = false;

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
  if (message.people) showPeople(message.people);
  if (message.last === undefined) return;
  last = message.last;
  showCounts(message.counts, message.kinds);
  if (message.progress) showProgress(message.progress);
  if (isLeaving) return;
  if (message.reload) showAnew();
  else if (message.items.length) renew(message.items);
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

function showProgress({ asked, answered }) {
  const run = document.querySelector(".run[data-kind=model]");
  if (!run) return;
  run.querySelector(".run-done").textContent = answered;
  run.querySelector(".run-asked").textContent = asked;
}

// Rows come from the desk as they are now; what an editor is typing stays.
async function renew(ids) {
  for (let at = 0; at < ids.length; at += 200) {
    let found;
    try {
      found = await rowsFor(ids.slice(at, at + 200));
    } catch {
      return;
    }
    let isNew = false;
    for (const fresh of Array.from(found.querySelectorAll("li.item"))) {
      const old = row(fresh.dataset.id);
      if (!old) {
        isNew = addRow(fresh) || isNew;
      } else if (old.dataset.version !== fresh.dataset.version) {
        swap(old, fresh);
      }
    }
    if (isNew) {
      readAnew();
      refresh();
    }
  }
}

function addRow(fresh) {
  const list = document.querySelector(`.group[data-group="${fresh.dataset.kind}"] .items:last-of-type`);
  if (!list) {
    showAnew();
    return false;
  }
  list.append(fresh);
  return true;
}

function swap(old, fresh) {
  for (const name of ["version", "open", "claimed"]) old.dataset[name] = fresh.dataset[name];
  const status = Array.from(fresh.classList).find((name) => name.startsWith("st-"));
  showItem(old, {
    status: status.slice(3),
    version: fresh.dataset.version,
    is_open: fresh.dataset.open === "1",
    claimed_by: fresh.dataset.claimed,
    has_new_problem: fresh.querySelector(".fresh") !== null,
  });
  const hadFocus = old.querySelector(".line").contains(document.activeElement);
  old.querySelector(".line").replaceWith(fresh.querySelector(".line"));
  old.querySelector(":scope > .noted")?.remove();
  const noted = fresh.querySelector(":scope > .noted");
  if (noted) old.insertBefore(noted, old.querySelector(".detail"));
  if (hadFocus) old.querySelector("a.words").focus({ preventScroll: true });
  if (old === current()) open(old);
}

// The whole page is read anew, unless that would take words from under somebody's hands.
function showAnew() {
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
  sessionStorage.setItem(KEPT, JSON.stringify({ key: document.body.dataset.key, ...state(), draft: document.body.dataset.draft }));
  line?.close();
  location.reload();
}

export function start() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  sessionStorage.removeItem(KEPT);
  if (kept && kept.key === document.body.dataset.key && kept.draft === document.body.dataset.draft) restore(kept);
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
  return Boolean(kept);
}
