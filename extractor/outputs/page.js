  const byName = { cards: new Map(), near: new Map() };
  for (const segment of all(".story [id]")) {
    for (const key of ["cards", "near"]) {
      for (const name of names(segment, key)) {
        if (!byName[key].has(name)) byName[key].set(name, []);
        byName[key].get(name).push(segment);
      }
    }
  }

  const choose = (name, others = []) => {
    clear();
    const card = document.getElementById(name);
    if (!card) return null;
    if (card.hidden) filter(null);
    turn(card, "chosen");
    card.setAttribute("aria-current", "true");
    for (const other of others) {
      const also = document.getElementById(other);
      if (also && other !== name) turn(also, "also");
    }
    for (const segment of byName.cards.get(name) || []) turn(segment, "lit");
    // A finding has no words of its own in the story; its fact has.
    for (const owner of name.startsWith("finding") ? others : [name]) {
      for (const segment of byName.near.get(owner) || []) turn(segment, "near");
    }
    return card;
  };

  let last = null;
  let round = 0;
  const fromStory = (mark) => {
    const cards = names(mark, "cards");
    round = mark === last ? (round + 1) % cards.length : 0;
    last = mark;
    const card = choose(cards[round], cards);
    if (!card) return;
    card.focus({ preventScroll: true });
    show(card);
  };

  const fromCard = (card, moveFocus) => {
    last = null;
    choose(card.id, names(card, "also"));
    const link = card.querySelector("a.place");
    const place = link && document.getElementById(link.getAttribute("href").slice(1));
    const first = place || (byName.cards.get(card.id) || [])[0];
    if (!first) return;
    show(first);
    if (moveFocus) {
      const stop = (byName.cards.get(card.id) || [])[0] || first;
      stop.focus({ preventScroll: true });
    }
  };

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey) return;
    const button = event.target.closest("[data-need]");
    if (button) {
      filter(button.dataset.need);
      return;
    }
    const mark = event.target.closest("a[data-cards]");
    if (mark) {
      event.preventDefault();
      fromStory(mark);
      return;
    }
    const place = event.target.closest("a.place");
    const card = event.target.closest(".card, .row, .finding");
    if (place) event.preventDefault();
    // A click that ends a selection of words is no choice.
    if (card && (place || String(getSelection()) === "")) fromCard(card, Boolean(place));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    clear();
    last = null;
    if (only !== null) filter(null);
  });

  const arrived = location.hash.slice(1);
  if (arrived) choose(arrived);
