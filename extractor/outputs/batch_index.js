const body = document.querySelector("tbody");

function valueOf(row, key) {
  const text = row.querySelector(`[data-of="${key}"]`).textContent;
  return key === "name" ? text.toLowerCase() : Number(text);
}

for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const head = button.parentElement;
    const rising = head.getAttribute("aria-sort") === "descending";
    for (const each of document.querySelectorAll("thead th[aria-sort]")) each.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const key = button.dataset.key;
    const rows = [...body.rows].map((row) => [valueOf(row, key), row]);
    rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (rising ? 1 : -1));
    body.append(...rows.map(([, row]) => row));
  });
}

document.querySelector("#find")?.addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase();
  for (const row of body.rows) row.hidden = !valueOf(row, "name").includes(words);
});
