// Sign-offs: what is shown as saved has been answered by the desk, and so is on its disk.
import { api, current, open, showSettled, stepToOpen } from "/static/list.js";
import { post, say, warn } from "/static/page.js";

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
function withInitials(act) {
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

function addTo(each, style) {
  const made = document.createElement("span");
  made.className = style;
  each.querySelector(".line").insertBefore(made, each.querySelector(".line .what"));
  return made;
}

export function showItem(each, item) {
  for (const name of Array.from(each.classList)) if (name.startsWith("st-")) each.classList.remove(name);
  each.classList.add(`st-${item.status}`);
  each.dataset.version = item.version;
  each.dataset.open = item.is_open ? "1" : "0";
  each.dataset.claimed = item.claimed_by || "";
  const chip = each.querySelector(".line .status");
  const option = document.querySelector(`#statuses [data-status="${item.status}"]`);
  if (option) chip.replaceWith(option.firstElementChild.cloneNode(true));
  let claimed = each.querySelector(".line .claimed");
  if (item.claimed_by) {
    claimed ||= addTo(each, "flag claimed");
    claimed.textContent = `${item.claimed_by} has it`;
  } else claimed?.remove();
  if (!item.has_new_problem) each.querySelector(".line .fresh")?.remove();
  showSettled(each);
}

export function showCounts(counts, kinds) {
  for (const each of document.querySelectorAll("[data-count]")) {
    each.textContent = counts[each.dataset.count].toLocaleString("en");
  }
  for (const [name, value] of [["settled", counts.settled], ["total", counts.total]]) {
    document.querySelector(`.state .${name}`).textContent = value.toLocaleString("en");
  }
  const bar = document.querySelector(".state progress");
  bar.max = Math.max(counts.total, 1);
  bar.value = counts.settled;
  const left = counts.total - counts.settled;
  const note = document.querySelector(".sign-open");
  if (note) {
    note.hidden = left === 0;
    note.querySelector(".open-count").textContent = left.toLocaleString("en");
  }
  for (const { kind, settled } of kinds) {
    const each = document.querySelector(`[data-kind-settled="${kind}"]`);
    if (each) each.textContent = settled.toLocaleString("en");
  }
}

const mark = (each, words, kind) => {
  each.classList.remove("saving", "saved-now", "not-saved");
  each.classList.add(kind);
  (each.querySelector(".line .saved") || addTo(each, "saved")).textContent = words;
  const outcome = each.querySelector(".outcome");
  if (outcome) outcome.textContent = words;
};

async function send(each, path, value, words) {
  mark(each, "saving…", "saving");
  pending += 1;
  try {
    const { isDone, given } = await post(api(`/items/${each.dataset.id}${path}`), value);
    if (!isDone) {
      mark(each, "not saved", "not-saved");
      warn(`Not saved: ${given.error}`);
      if (given.item) {
        showItem(each, given.item);
        const form = each.querySelector("form.signoff");
        if (form) form.elements.version.value = given.item.version;
        if (each === current()) open(each);
      }
      return false;
    }
    warn("");
    const detail = each.querySelector(".detail");
    if (detail) {
      delete detail.dataset.dirty;
      each.classList.remove("unsaved");
    }
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

const version = (each) => Number(each.dataset.version);

export function decide(each, status, words) {
  withInitials(async () => {
    const value = { version: version(each), initials: initials(), status };
    const wasCurrent = each === current();
    const done = send(each, "/decision", value, words);
    if (wasCurrent && status !== "to_check") stepToOpen();
    if ((await done) && each === current()) open(each);
  });
}

export function claim(each) {
  withInitials(async () => {
    const owner = each.dataset.claimed;
    const isMine = owner === initials();
    const value = { version: version(each), initials: initials(), take_over: Boolean(owner) && !isMine };
    const words = isMine ? "Given back" : "Claimed";
    if ((await send(each, isMine ? "/release" : "/claim", value, words)) && each === current()) open(each);
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
  if (await send(each, "/decision", value, "Sign-off")) {
    if (each === current()) {
      await open(each);
      each.querySelector("a.words").focus({ preventScroll: true });
    } else {
      each.querySelector(".detail")?.remove();
      each.classList.remove("has-detail");
    }
  }
});

document.addEventListener("input", (event) => {
  const detail = event.target.closest(".detail");
  if (detail) detail.dataset.dirty = "1";
});

addEventListener("beforeunload", (event) => {
  if (pending > 0 || document.querySelector(".detail[data-dirty]")) event.preventDefault();
});

export const isBusy = () => pending > 0 || document.querySelector(".detail[data-dirty], dialog[open]") !== null;
