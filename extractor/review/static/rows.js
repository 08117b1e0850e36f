// The rows of the list as the desk has them: one that is renewed is renewed whole, its version last.
import { begin, current, open, readAnew, refresh, row, rowsFor, showSettled } from "/static/list.js";

export function addTo(each, style) {
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
  if ("wants_second" in item) showSecond(each, item);
  if ("rests_on_secondary" in item) showSecondary(each, item.rests_on_secondary);
  if (!item.has_new_problem) each.querySelector(".line .fresh")?.remove();
  showSettled(each);
}

function showSecond(each, { second_by: by, wants_second: isWanted }) {
  each.dataset.second = by || "";
  const flag = each.querySelector(".line .second");
  if (!by && !isWanted) {
    flag?.remove();
    return;
  }
  const shown = flag || addTo(each, "");
  shown.className = `flag second ${by ? "second-by" : "wants-second"}`;
  shown.textContent = by ? `second: ${by}` : "wants a second signature";
}

function showSecondary(each, isSo) {
  each.dataset.secondary = isSo ? "1" : "";
  const flag = each.querySelector(".line .on-secondary");
  if (!isSo) flag?.remove();
  else if (!flag) addTo(each, "flag on-secondary").textContent = "secondary sources alone";
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

// Rows come from the desk as they are now; what an editor is typing stays. Of those in `told` the
// model has said something new. Gives whether the whole page has to be read anew to show them.
export async function renew(ids, told = []) {
  let isNew = false;
  let isPart = false;
  for (let at = 0; at < ids.length; at += 200) {
    const found = await rowsFor(ids.slice(at, at + 200));
    for (const fresh of Array.from(found.querySelectorAll("li[id]"))) {
      const old = row(fresh.id.slice(1));
      if (!old) {
        if (addRow(fresh)) isNew = true;
        else isPart = true;
      } else if (old.className === "item-aside" || fresh.className === "item-aside") {
        // What is set aside has one line without fields; one that moved there is in another list.
        if (old.className === fresh.className) old.replaceWith(fresh);
        else isPart = true;
      } else if (told.includes(Number(old.dataset.id)) || hasMoved(old, fresh)) {
        swap(old, fresh);
      }
    }
  }
  if (isNew) {
    readAnew();
    refresh();
    if (!current()) begin();
  }
  return isPart;
}

function addRow(fresh) {
  const isEye = ["fix", "absent", "look"].includes(fresh.dataset.need);
  const { need, kind } = fresh.dataset;
  const groups = isEye ? [need, kind] : [kind];
  const list = groups.map((name) => document.querySelector(`.group[data-group="${name}"] .items:last-of-type`)).find(Boolean);
  list?.append(fresh);
  return Boolean(list);
}

function hasMoved(old, fresh) {
  return ["version", "asked"].some((name) => (old.dataset[name] || "") !== (fresh.dataset[name] || ""));
}

function swap(old, fresh) {
  const status = Array.from(fresh.classList).find((name) => name.startsWith("st-"));
  const hadFocus = old.querySelector(".line").contains(document.activeElement);
  old.querySelector(".line").replaceWith(fresh.querySelector(".line"));
  for (const name of [".noted", ".attached", ".asked"]) {
    old.querySelector(`:scope > ${name}`)?.remove();
    const given = fresh.querySelector(`:scope > ${name}`);
    if (given) old.insertBefore(given, old.querySelector(".detail"));
  }
  old.dataset.asked = fresh.dataset.asked || "";
  old.dataset.secondary = fresh.dataset.secondary || "";
  showItem(old, {
    status: status.slice(3),
    version: fresh.dataset.version,
    is_open: fresh.dataset.open === "1",
    claimed_by: fresh.dataset.claimed,
    second_by: fresh.dataset.second,
    wants_second: old.querySelector(".line .wants-second") !== null,
    has_new_problem: old.querySelector(".line .fresh") !== null,
  });
  if (hadFocus) old.querySelector("a.words").focus({ preventScroll: true });
  if (old !== current()) return;
  const detail = old.querySelector(".detail");
  if (detail) detail.dataset.version = ""; // it is read anew, unless somebody is typing in it
  open(old);
}
