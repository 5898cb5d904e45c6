// Starts what a page asks for: `<form data-module="autosave preview">`. A page that loads none of them works without.

/** @typedef {{default: (element: HTMLElement) => void}} Behaviour */

/** @type {Record<string, () => Promise<Behaviour>>} every behaviour, loaded when it is first asked for */
const MODULES = {
  autosave: () => import("./autosave.js"),
  confirming: () => import("./confirming.js"),
  counting: () => import("./counting.js"),
  countdown: () => import("./countdown.js"),
  crop: () => import("./crop.js"),
  dialog: () => import("./dialog.js"),
  drop: () => import("./drop.js"),
  editor: () => import("./editor.js"),
  filter: () => import("./filter.js"),
  letter: () => import("./letter.js"),
  presence: () => import("./presence.js"),
  preview: () => import("./preview.js"),
  progress: () => import("./progress.js"),
  refresh: () => import("./refresh.js"),
  reorder: () => import("./reorder.js"),
  replace: () => import("./replace.js"),
  reveal: () => import("./reveal.js"),
};
/** @type {WeakMap<Element, Set<string>>} */
const started = new WeakMap();

/**
 * Start the behaviours of everything below `root`, each once.
 * @param {ParentNode} root
 */
export function start(root) {
  const inside = [...root.querySelectorAll("[data-module]")];
  for (const element of root instanceof HTMLElement ? [root, ...inside] : inside) {
    if (!(element instanceof HTMLElement)) continue;
    for (const name of (element.dataset.module ?? "").split(/\s+/).filter(Boolean)) begin(element, name);
  }
}

/** @type {(element: HTMLElement, name: string) => void} */
function begin(element, name) {
  const already = started.get(element) ?? new Set();
  if (already.has(name) || !MODULES[name]) return;
  started.set(element, already.add(name));
  MODULES[name]().then(module => {
    module.default(element);
    element.dataset.started = [element.dataset.started, name].filter(Boolean).join(" ");
  });
}
