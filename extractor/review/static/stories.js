// The list of stories: keys.
import { help, isField, isOurs, isSingle, say } from "/static/page.js";

const rows = Array.from(document.querySelectorAll(".stories > li"));
const form = document.querySelector("form.filters");
let at = -1;

function choose(number) {
  if (number < 0 || number >= rows.length) {
    say(number < 0 ? "This is the first." : "This is the last.");
    return;
  }
  rows[at]?.classList.remove("chosen");
  at = number;
  rows[at].classList.add("chosen");
  rows[at].scrollIntoView({ block: "nearest" });
  rows[at].querySelector("a.title").focus({ preventScroll: true });
}

const step = (by) => choose(at < 0 ? 0 : at + by);
const acts = {
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  e: () => rows[at < 0 ? 0 : at]?.querySelector("a.settings").click(),
  f: () => form?.elements.state.focus(),
  "/": () => form?.elements.words.select(),
  l: () => document.getElementById("legal").click(),
  i: () => document.querySelector("form.open input:not([type=hidden])").focus(),
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (!isOurs(event)) return;
  if (event.key === "Escape" && isField(event.target)) {
    event.target.blur();
    return;
  }
  const act = acts[event.key];
  if (!act || !isSingle(event)) return;
  // Arrows scroll the page until a story is chosen.
  if (event.key.startsWith("Arrow") && at < 0) return;
  event.preventDefault();
  act();
});

document.getElementById("keys-button").addEventListener("click", () => help.showModal());
// Tab and the mouse choose a story too.
rows.forEach((row, number) => {
  row.addEventListener("focusin", () => {
    if (at === number) return;
    rows[at]?.classList.remove("chosen");
    at = number;
    row.classList.add("chosen");
  });
});
// A list that is chosen from shows at once what was chosen.
form?.addEventListener("change", (event) => {
  if (event.target.matches("select")) form.requestSubmit();
});
