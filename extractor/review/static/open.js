// Files dropped on the page: the first is the story, the others its sources.
const form = document.querySelector("form.open");
const draft = document.getElementById("draft");
const sources = document.getElementById("sources");
document.querySelector(".drop-hint").hidden = false;
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const files = Array.from(event.dataTransfer.files);
  if (!files.length) return;
  const [first, ...rest] = draft.files.length ? [null, ...files] : files;
  if (first) draft.files = listOf([first]);
  if (rest.length) sources.files = listOf([...sources.files, ...rest]);
  form.querySelector("button").focus();
});
function listOf(files) {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer.files;
}
