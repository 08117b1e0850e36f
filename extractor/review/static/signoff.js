// Sign-offs: what is shown as saved has been answered by the desk, and so is on its disk.
import { api } from "/static/fragments.js";
import { choose, current, isTyped, open, replaceDetail, rest, row, stepToOpen } from "/static/list.js";
import { ask, post, say, warn } from "/static/page.js";
import { addTo, renew, showCounts, showItem } from "/static/rows.js";

const field = document.getElementById("initials");
const dialog = document.getElementById("who");
let pending = 0;

const NAME = "desk_initials";
field.value = field.value || localStorage.getItem(NAME) || "";
export const initials = () => field.value.trim();
const keep = () => {
  localStorage.setItem(NAME, initials());
  document.cookie = `${NAME}=${encodeURIComponent(initials())}; path=/; max-age=31536000; samesite=strict`;
  for (const input of document.querySelectorAll("input[name=initials]")) input.value = initials();
};
field.addEventListener("change", keep);
if (initials()) keep();

// Whoever decides says who it is, once.
export function withInitials(act) {
  if (initials()) return act();
  const input = document.getElementById("who-initials");
  dialog.onclose = () => {
    if (dialog.returnValue !== "ok" || !input.value.trim()) return;
    field.value = input.value.trim();
    keep();
    document.dispatchEvent(new CustomEvent("who"));
    act();
  };
  dialog.showModal();
  input.focus();
  return null;
}

const mark = (each, words, kind) => {
  each.classList.remove("saving", "saved-now", "not-saved");
  each.classList.add(kind);
  (each.querySelector(".line .saved") || addTo(each, "saved")).textContent = words;
  const outcome = each.querySelector(".outcome");
  if (outcome) outcome.textContent = words;
};

// What was refused stays in the alarm until its fact has been looked at, or decided.
const refused = new Map();
function tell() {
  const lines = Array.from(refused.values(), ({ each, words }) =>
    each === current() ? `Not saved: ${words}` : `Not saved: “${each.querySelector("a.words").textContent}”: ${words}`,
  );
  warn(lines.join(" · "));
}
function forget(each) {
  refused.delete(each.id);
  for (const [id, one] of refused) {
    if (one.wasShown) refused.delete(id);
    else if (one.each === current()) one.wasShown = true;
  }
}

async function send(each, path, value, words, form = null) {
  mark(each, "saving…", "saving");
  pending += 1;
  try {
    const { isDone, given } = await post(api(`/items/${each.dataset.id}${path}`), value);
    if (!isDone) {
      mark(each, "not saved", "not-saved");
      refused.set(each.id, { each, words: given.error, wasShown: each === current() });
      tell();
      if (given.item) await showRefused(each, form);
      return false;
    }
    forget(each);
    tell();
    showItem(each, given.item);
    showCounts(given.counts, given.kinds);
    mark(each, "saved", "saved-now");
    const isAll = given.counts.settled === given.counts.total;
    say(`${words}, saved.${isAll ? " Nothing is open any more: S signs the story." : ""}`);
    return true;
  } catch {
    mark(each, "not saved", "not-saved");
    warn("Not saved: the desk does not answer. Try again when it does.");
    return false;
  } finally {
    pending -= 1;
  }
}

// The row as it is now. What was typed is shown beside what is on the desk, and only so does the
// form get the version that a second Save would name.
async function showRefused(each, form) {
  if (form) {
    const answer = await fetch(`${form.getAttribute("action")}/both?part=1`, {
      method: "POST",
      headers: { Accept: "text/html" },
      body: new URLSearchParams(new FormData(form)),
    });
    if (answer.ok) replaceDetail(each, await answer.text());
  }
  await renew([each.dataset.id]);
  mark(each, "not saved", "not-saved");
}

const version = (each) => Number(each.dataset.version);
const typedForm = (each) => (each.querySelector(".detail[data-dirty]") ? each.querySelector("form.signoff") : null);

function nothingTyped(each) {
  const detail = each.querySelector(".detail");
  if (!detail) return;
  delete detail.dataset.dirty;
  each.classList.toggle("unsaved", each.classList.contains("unsaved") && isTyped(detail));
}

// What was decided here, the latest last: each an act on one fact, or on the rest of a sentence.
const done = [];
const undoButton = document.getElementById("undo");
function remember(ids) {
  if (ids.length) done.push(ids);
  undoButton.disabled = !done.length;
}

export function undo() {
  withInitials(async () => {
    const ids = done.pop();
    undoButton.disabled = !done.length;
    if (!ids) {
      say("Nothing to undo.");
      return;
    }
    for (const id of ids) {
      const each = row(id);
      if (each) await send(each, "/undo", { version: version(each), initials: initials() }, "Undone");
    }
    const first = row(ids[0]);
    if (first) choose(first);
  });
}

// The rest of a sentence: what is open in it, but for what a check found wrong. With `own`, the fact
// itself is given that status first, whatever was found of it.
export function decideRest(each, status, words, own = null) {
  withInitials(async () => {
    const taken = [];
    if (own) {
      if (each.classList.contains("saving")) return;
      const { value, form } = valueFor(each, own.status);
      if (!(await send(each, "/decision", value, own.words, form))) return;
      nothingTyped(each);
      taken.push(each.dataset.id);
    }
    const open = rest(each);
    const others = (one) => one.dataset.claimed && one.dataset.claimed !== initials();
    const isFree = (one) => !others(one) && !typedForm(one) && !one.classList.contains("saving");
    const wanted = open.filter((one) => isFree(one) && one.dataset.need !== "fix");
    let count = 0;
    for (const one of wanted) {
      const value = { version: version(one), initials: initials(), status };
      if (!(await send(one, "/decision", value, words))) continue;
      taken.push(one.dataset.id);
      count += 1;
    }
    remember(taken);
    const left = open.length - count;
    const first = own ? `${own.words}. ` : "";
    say(`${first}${count} ${words}${left ? `, ${left} left: each needs a look of its own` : ""}.`);
    stepToOpen();
  });
}

// The decision of a key or button, with what was typed in the sign-off's form.
function valueFor(each, status) {
  const form = typedForm(each);
  if (!form) return { form, value: { version: version(each), initials: initials(), status } };
  form.elements.status.value = status;
  const value = { ...values(form), initials: initials() };
  // With no source named, then or now, confirming notes the one that is shown.
  const isBare = form.querySelectorAll("fieldset").length === 1 && !value.sources.length && !value.method;
  if (isBare) for (const name of ["sources", "method"]) delete value[name];
  return { form, value };
}

export function decide(each, status, words) {
  withInitials(async () => {
    if (each.classList.contains("saving")) return;
    const { value, form } = valueFor(each, status);
    // What somebody else has is refused, most likely: then the next card is not the place to say so.
    const isOthers = each.dataset.claimed && each.dataset.claimed !== initials();
    const waits = form || isOthers;
    const goOn = () => {
      if (each === current() && status !== "to_check") stepToOpen();
    };
    const sent = send(each, "/decision", value, words, form);
    if (!waits) goOn();
    if (!(await sent)) return;
    remember([each.dataset.id]);
    nothingTyped(each);
    if (waits) goOn();
    if (each === current()) open(each);
  });
}

export function claim(each) {
  withInitials(async () => {
    if (each.classList.contains("saving")) return;
    const owner = each.dataset.claimed;
    const isMine = owner === initials();
    const seen = each.dataset.version;
    const value = { version: version(each), initials: initials(), take_over: Boolean(owner) && !isMine };
    const words = isMine ? "Given back" : "Claimed";
    if (!(await send(each, isMine ? "/release" : "/claim", value, words))) return;
    // One's own claim hides nothing from a form that was up to date; what is typed in it stays.
    const field = each.querySelector("form.signoff")?.elements.version;
    if (field?.value === seen) field.value = each.dataset.version;
    if (each === current()) open(each);
  });
}

// The second signature: put under another person's decision, or taken back by who put it there.
export function second(each) {
  withInitials(async () => {
    if (each.classList.contains("saving")) return;
    const by = each.dataset.second;
    if (by && by !== initials()) {
      warn(`${by} signed this fact second: take that back on its card, if it has to be.`);
      return;
    }
    const value = { version: version(each), initials: initials() };
    const isDone = await send(each, by ? "/withdraw" : "/second", value, by ? "Second signature taken back" : "Signed second");
    if (isDone && each === current()) {
      open(each);
      if (!by) stepToOpen();
    }
  });
}

// Words that an editor underlined are no fact any more; the page is read anew without them.
export function erase(each) {
  withInitials(async () => {
    const query = new URLSearchParams({ initials: initials(), version: version(each) });
    try {
      const { isDone, given } = await ask(api(`/items/${each.dataset.id}?${query}`), { method: "DELETE" });
      if (isDone) location.reload();
      else warn(`Not taken back: ${given.error}.`);
    } catch {
      warn("Not taken back: the desk does not answer. Try again when it does.");
    }
  });
}

function values(form) {
  const sources = [];
  for (const set of form.querySelectorAll("fieldset")) {
    const source = {};
    for (const input of set.querySelectorAll("input")) {
      if (input.value.trim()) source[input.name.split("-")[1]] = input.value.trim();
    }
    if (Object.keys(source).length) sources.push(source);
  }
  return {
    // The version that the form was made of: what came in since must not be overwritten unseen.
    version: Number(form.elements.version.value),
    initials: form.elements.initials.value.trim(),
    status: form.elements.status.value,
    method: form.elements.method.value || null,
    sources,
    note: form.elements.note.value,
  };
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form.signoff");
  const each = form?.closest("li.item");
  if (!each) return;
  event.preventDefault();
  const value = values(form);
  if (value.initials && value.initials !== initials()) {
    field.value = value.initials;
    keep();
  }
  if (await send(each, "/decision", value, "Sign-off", form)) {
    nothingTyped(each);
    if (each === current()) {
      await open(each);
      each.querySelector("a.words").focus({ preventScroll: true });
    } else if (!isTyped(each.querySelector(".detail"))) {
      each.querySelector(".detail").remove();
      each.classList.remove("has-detail");
    }
  }
});

// A refused signature is said here, on the page that it is about.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("#sign-menu form[action$='/sign']");
  if (!form) return;
  event.preventDefault();
  const { draft, change, initials: who } = form.elements;
  const query = new URLSearchParams({ draft: draft.value, change: change.value });
  try {
    const { isDone, given } = await post(api(`/signature?${query}`), { initials: who.value.trim() });
    if (!isDone) {
      warn(`Not signed: ${given.error}.`);
      return;
    }
  } catch {
    warn("Not signed: the desk does not answer. Try again when it does.");
    return;
  }
  field.value = who.value.trim();
  keep();
  location.reload();
});

document.addEventListener("input", (event) => {
  const form = event.target.closest(".detail form");
  if (form) (form.matches(".signoff") ? form.closest(".detail") : form).dataset.dirty = "1";
});

const TYPED = ".detail[data-dirty], .detail form[data-dirty]";
addEventListener("beforeunload", (event) => {
  if (pending > 0 || document.querySelector(TYPED)) event.preventDefault();
});

export const isBusy = () => pending > 0 || document.querySelector(`${TYPED}, dialog[open]`) !== null;
