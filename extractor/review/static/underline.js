// Words of the story that become a fact: selected with the mouse or the keyboard, or typed.
import { current } from "/static/list.js";

const pane = document.querySelector(".story-pane .story");
const button = document.getElementById("underline");
const menu = document.getElementById("mark-menu");
const form = menu.querySelector("form");
let chosen = null;

const isInStory = (selection) => selection.rangeCount === 1 && !selection.isCollapsed && pane.contains(selection.getRangeAt(0).commonAncestorContainer);

// What stands before a place in the story, enough of it to tell the place from others.
function before(range) {
  const lead = document.createRange();
  lead.setStart(pane, 0);
  lead.setEnd(range.startContainer, range.startOffset);
  return lead.toString().slice(-400);
}

export function forget() {
  chosen = null;
  button.hidden = true;
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!isInStory(selection)) {
    button.hidden = true; // the words stay chosen while the menu takes the focus
    return;
  }
  const range = selection.getRangeAt(0);
  chosen = { words: selection.toString().trim(), before: before(range) };
  const box = range.getBoundingClientRect();
  button.style.setProperty("--left", `${Math.max(8, Math.min(box.left, innerWidth - 140))}px`);
  button.style.setProperty("--top", `${Math.max(8, box.top - 36)}px`);
  button.hidden = !chosen.words;
});

export function underline() {
  const { words, before: lead } = chosen || { words: "", before: "" };
  form.elements.words.value = words || sentenceOf(current());
  form.elements.before.value = lead;
  button.hidden = true;
  menu.open = true;
  form.elements.words.focus();
  form.elements.words.select();
  chosen = null;
}

// With nothing selected the sentence of the chosen fact is offered, to be cut to what is meant.
const sentenceOf = (each) => each?.querySelector(".both blockquote, .said blockquote")?.textContent.trim() || "";

// Whoever types other words means another place.
form.elements.words.addEventListener("input", () => {
  form.elements.before.value = "";
});
