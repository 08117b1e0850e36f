// What every page with keys has: announcements, alarms, requests, and whether single keys are on.
const said = document.getElementById("said");
const alarm = document.getElementById("alarm");
const singles = document.getElementById("single-keys");
const KEYS = "desk_keys";
export const help = document.getElementById("keys");
export const isWide = matchMedia("(min-width: 900px)");

document.documentElement.classList.add("js");
for (const each of document.querySelectorAll(".for-script")) each.hidden = false;
singles.checked = localStorage.getItem(KEYS) !== "off";
singles.addEventListener("change", () => localStorage.setItem(KEYS, singles.checked ? "on" : "off"));

export const say = (words) => {
  said.textContent = words;
};
export const warn = (words) => {
  alarm.textContent = words;
  alarm.hidden = !words;
};

// Whether the answer is a good one, and its JSON; of what is none, an error in words.
export const post = (path, value) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) });

export async function ask(path, options) {
  const answer = await fetch(path, { ...options, headers: { ...options.headers, Accept: "application/json" } });
  const given = await answer.json().catch(() => ({ error: `the desk answered ${answer.status}` }));
  return { isDone: answer.ok, given };
}

export const isField = (element) => element.closest?.("input, textarea, select, [contenteditable]") !== null;
// A key is the browser's with another one held down, and a dialog's while one is open.
export const isOurs = (event) => !(event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]"));
export const isSingle = (event) => singles.checked && !isField(event.target);
