// Queries to the writer and suggested wordings: asked, answered and suggested from a fact's card.
import { api, fragment } from "/static/fragments.js";
import { current, open } from "/static/list.js";
import { ask, post, say, warn } from "/static/page.js";
import { renew } from "/static/rows.js";
import { initials, withInitials } from "/static/signoff.js";

export const toQuery = (each) => open(each, "textarea[name=question]");
export async function toWording(each) {
  await open(each, "textarea[name=words]");
  each.querySelector("textarea[name=words]:focus")?.select();
}

const DONE = {
  ask: "Asked",
  answer: "Answered",
  close: "Query closed",
  reopen: "Query opened again",
  suggest: "Wording suggested",
  withdraw: "Suggestion taken back",
};

// What an act sends, and where to.
function request(each, form, act) {
  const { version, question, answer, words, covers } = form.elements;
  const who = { initials: initials() };
  const seen = { ...who, version: Number(version?.value) };
  const item = `/items/${each.dataset.id}`;
  switch (act) {
    case "ask":
      return post(api(`${item}/queries`), { ...who, question: question.value });
    case "suggest":
      return post(api(`${item}/suggestion`), { ...seen, words: words.value, covers: covers.value });
    case "withdraw":
      return ask(api(`${item}/suggestion?${new URLSearchParams(seen)}`), { method: "DELETE" });
    case "answer":
      return post(api(`/queries/${form.dataset.query}/answer`), { ...seen, answer: answer.value });
    default:
      return post(api(`/queries/${form.dataset.query}/${act}`), seen);
  }
}

async function send(each, form, act) {
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  let result;
  try {
    result = await request(each, form, act);
  } catch {
    warn("Not saved: the desk does not answer. Try again when it does.");
    return;
  } finally {
    delete form.dataset.sending;
  }
  const { isDone, given } = result;
  if (isDone) {
    warn("");
    delete form.dataset.dirty;
  } else {
    warn(`Not saved: ${given.error}.`);
  }
  // A field with the focus keeps its detail from being read anew.
  each.querySelector("a.words").focus({ preventScroll: true });
  await renew([each.dataset.id]);
  if (each === current()) await open(each);
  if (isDone) say(`${DONE[act]}, saved.`);
  else await keepTyped(each, form, act);
}

// What was refused is typed still; beside it stands what is on the desk now, and only so does the
// form get the version that sending it again would name.
async function keepTyped(each, form, act) {
  const found = await fragment(`/items/${each.dataset.id}?part=1`);
  const now = found.querySelector(`form[action="${form.getAttribute("action")}"] [name=version]`);
  if (now && form.elements.version) form.elements.version.value = now.value;
  const outcome = form.querySelector(".outcome");
  if (outcome) outcome.textContent = "not saved";
  form.querySelector("textarea")?.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form.query-form");
  const each = form?.closest("li.item");
  if (!each) return;
  event.preventDefault();
  const act = event.submitter?.value || form.querySelector("button").value || form.dataset.act;
  const empty = act === "answer" && !form.elements.answer.value.trim();
  if (empty) {
    say("Type the answer first.");
    form.elements.answer.focus();
    return;
  }
  withInitials(() => send(each, form, act));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.(".query-form, #query-menu form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button"));
});

// Other words begin with those that they replace, until somebody has typed.
document.addEventListener("change", (event) => {
  const field = event.target.name === "covers" ? event.target.form.elements.words : null;
  if (!field?.dataset.sentence) return;
  const { words, sentence } = field.dataset;
  if ([words, sentence].includes(field.value)) field.value = event.target.value === "sentence" ? sentence : words;
});

export function showQueries(counts) {
  const shown = document.querySelector(".open-queries");
  shown.hidden = counts.open === 0;
  shown.textContent = `${counts.open.toLocaleString("en")} open`;
}

// Whoever is about to sign sees what is open now.
const signMenu = document.getElementById("sign-menu");
signMenu.addEventListener("toggle", async () => {
  const list = signMenu.querySelector(".sign-queries");
  if (!signMenu.open || !list) return;
  try {
    list.replaceChildren(await fragment("/queries?part=1"));
  } catch {
    warn("The desk does not answer: what you decide now is not saved until it does.");
  }
});
