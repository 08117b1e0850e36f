  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const names = (element, key) => (element.dataset[key] || "").split(" ").filter(Boolean);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let turned = [];
  const turn = (element, style) => {
    element.classList.add(style);
    turned.push([element, style]);
  };
  const clear = () => {
    for (const [element, style] of turned) {
      element.classList.remove(style);
      element.removeAttribute("aria-current");
    }
    turned = [];
  };

  const show = (element) => {
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };

  let only = null;
  let passes = () => true;
  function refresh() {
    for (const item of all("[data-needs]")) {
      item.hidden = (only !== null && !names(item, "needs").includes(only)) || !passes(item);
    }
    for (const group of all(".group, .eye")) {
      group.hidden = !group.querySelector(".finding:not([hidden])");
    }
  }
  function filter(need) {
    only = need === only ? null : need;
    for (const button of all("[data-need]")) {
      button.setAttribute("aria-pressed", String(button.dataset.need === only));
    }
    refresh();
  }
