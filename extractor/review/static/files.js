// Files attached to a sign-off as evidence.
import { api } from "/static/fragments.js";
import { current, open } from "/static/list.js";
import { ask, say, warn } from "/static/page.js";
import { renew } from "/static/rows.js";
import { initials, withInitials } from "/static/signoff.js";

export const toFiles = (each) => open(each, ".attach-form input[type=file]");

async function send(each, form, taken) {
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  const query = new URLSearchParams({ initials: initials(), version: form.elements.version.value });
  const path = api(`/items/${each.dataset.id}/attachments${taken ? `/${taken}` : ""}?${query}`);
  const outcome = form.querySelector(".outcome");
  outcome.textContent = "saving…";
  let result;
  try {
    const body = new FormData();
    if (!taken) body.append("file", form.elements.file.files[0]);
    result = await ask(path, taken ? { method: "DELETE" } : { method: "POST", body });
  } catch {
    outcome.textContent = "not saved";
    warn("Not saved: the desk does not answer. Try again when it does.");
    return;
  } finally {
    delete form.dataset.sending;
  }
  const { isDone, given } = result;
  if (!isDone) {
    outcome.textContent = "not saved";
    warn(`Not saved: ${given.error}.`);
    // The row shows what came in meanwhile; only so does the form get the version that it names.
    if (given.item) form.elements.version.value = given.item.version;
    await renew([each.dataset.id]);
    return;
  }
  warn("");
  delete form.dataset.dirty;
  // A field with the focus keeps its detail from being read anew.
  each.querySelector("a.words").focus({ preventScroll: true });
  await renew([each.dataset.id]);
  if (each === current()) await open(each);
  say(taken ? "File taken away." : "File attached, saved.");
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form.attach-form");
  const each = form?.closest("li.item");
  if (!each) return;
  event.preventDefault();
  withInitials(() => send(each, form, event.submitter?.dataset.file));
});
