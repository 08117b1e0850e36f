  document.documentElement.classList.add("js");
  const search = document.getElementById("search");
  const said = document.getElementById("said");
  const help = document.getElementById("help");
  const keys = document.getElementById("keys");
  const matches = document.getElementById("matches");
  const tabs = all("[role=tab]");
  const panels = tabs.map((tab) => document.getElementById(tab.getAttribute("aria-controls")));
  const isWide = matchMedia("(min-width: 900px)");
  const byName = new Map();
  for (const segment of all(".story a[data-cards]")) {
    for (const name of names(segment, "cards")) {
      if (!byName.has(name)) byName.set(name, { draft: [], sources: [] });
      const isDraft = segment.closest(".draft-pane") !== null;
      byName.get(name)[isDraft ? "draft" : "sources"].push(segment);
    }
  }
  document.querySelector(".tools").hidden = false;

  const openTab = (index, moveFocus) => {
    tabs.forEach((tab, number) => {
      const isOpen = number === index;
      tab.setAttribute("aria-selected", String(isOpen));
      tab.tabIndex = isOpen ? 0 : -1;
      panels[number].hidden = !isOpen;
      if (isOpen && moveFocus) tab.focus();
    });
  };
  const opened = () => tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
  if (tabs.length) {
    document.querySelector("[role=tablist]").hidden = false;
    tabs.forEach((tab, number) => {
      panels[number].setAttribute("role", "tabpanel");
      panels[number].setAttribute("aria-labelledby", tab.id);
    });
    openTab(0);
  }
  const reveal = (segment) => {
    const index = panels.indexOf(segment.closest(".source"));
    if (index >= 0) openTab(index);
  };

  let chosen = null;
  const choose = (name) => {
    clear();
    chosen = document.getElementById(name);
    if (!chosen) return;
    if (chosen.hidden) {
      search.value = "";
      passes = () => true;
      if (only !== null) filter(null);
      refresh();
    }
    turn(chosen, "chosen");
    chosen.setAttribute("aria-current", "true");
    const places = byName.get(name) || { draft: [], sources: [] };
    for (const segment of [...places.draft, ...places.sources]) turn(segment, "lit");
    if (places.sources.length) reveal(places.sources[0]);
    const message = chosen.querySelector(".message") || chosen;
    said.textContent = message.textContent.trim();
    return places;
  };
  // On a phone the sides stand under each other: choosing lights, only a link moves the page.
  const showBoth = (places, except) => {
    if (!places || !isWide.matches) return;
    for (const side of ["draft", "sources"]) {
      if (side !== except && places[side].length) show(places[side][0]);
    }
  };
  const showCard = (card) => {
    const box = card.closest("details");
    if (box && !isWide.matches) return;
    if (box) box.open = true;
    card.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  };

  let last = null;
  let round = 0;
  const fromMark = (mark) => {
    const cards = names(mark, "cards");
    round = mark === last ? (round + 1) % cards.length : 0;
    last = mark;
    const places = choose(cards[round]);
    if (!chosen) return;
    const isDraft = mark.closest(".draft-pane") !== null;
    showBoth(places, isDraft ? "draft" : "sources");
    if (isWide.matches) {
      if (!chosen.closest("details")) showCard(chosen);
    } else {
      const other = places && places[isDraft ? "sources" : "draft"][0];
      if (other) show(other);
    }
  };

  const step = (by) => {
    const cards = all(".finding").filter((card) => card.offsetParent !== null);
    if (!cards.length) return;
    const at = cards.indexOf(chosen);
    const next = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : Math.min(Math.max(at + by, 0), cards.length - 1)];
    showBoth(choose(next.id));
    next.focus({ preventScroll: true });
    showCard(next);
  };

  const look = () => {
    const words = search.value.trim().toLowerCase();
    passes = (item) => item.textContent.toLowerCase().includes(words);
    refresh();
    if (matches && words) matches.open = true;
    const found = all("[data-needs]").filter((item) => !item.hidden).length;
    said.textContent = words ? `${found} found` : "";
  };
  search.addEventListener("input", look);

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey) return;
    const button = event.target.closest("[data-need]");
    const tab = event.target.closest("[role=tab]");
    const mark = event.target.closest("a[data-cards]");
    const place = event.target.closest("a.place");
    const card = event.target.closest(".finding, .row");
    if (button) {
      filter(button.dataset.need);
      if (matches && only === "match") matches.open = true;
    } else if (tab) {
      openTab(tabs.indexOf(tab));
    } else if (event.target.closest("#help-button")) {
      help.showModal();
    } else if (mark) {
      event.preventDefault();
      fromMark(mark);
    } else if (card && (place || String(getSelection()) === "")) {
      last = null;
      showBoth(choose(card.id));
      if (!place) return;
      event.preventDefault();
      const target = document.getElementById(place.getAttribute("href").slice(1));
      reveal(target);
      show(target);
      target.focus({ preventScroll: true });
    }
  });

  const singles = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => search.focus(),
    "?": () => help.showModal(),
    "[": () => openTab((opened() - 1 + tabs.length) % tabs.length),
    "]": () => openTab((opened() + 1) % tabs.length),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const tab = tabs.indexOf(event.target);
    if (tab >= 0 && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const by = event.key === "ArrowRight" ? 1 : -1;
      openTab((tab + by + tabs.length) % tabs.length, true);
    } else if (event.key === "Escape") {
      clear();
      chosen = last = null;
      search.value = "";
      look();
      if (only !== null) filter(null);
      if (event.target === search) search.blur();
    } else if (event.key === "Enter" && event.target === search) {
      step(1);
    } else if (keys.checked && !(event.target instanceof HTMLInputElement) && singles[event.key]) {
      if ("[]".includes(event.key) && !tabs.length) return;
      event.preventDefault();
      singles[event.key]();
    }
  });

  const arrived = location.hash.slice(1);
  if (arrived) showBoth(choose(arrived));
