// Parts of pages, as the desk makes them: read from it, and put into the page of a story.
const key = document.body.dataset.key;

const address = (path) => `/stories/${key}${path}`;
export const api = (path) => `/api/stories/${key}${path}`;

export const parsed = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
};

export const fragment = async (path) => {
  const answer = await fetch(address(path), { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return parsed(await answer.text());
};

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
export const show = (element, block) => {
  element.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
};
