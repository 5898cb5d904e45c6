// Articles are dragged to their place by a handle. Who cannot drag has « Monter », « Descendre » and « Déplacer vers »:
// forms that stand beside it (WCAG 2.5.7).
import {REPLACED, replace} from "./replace.js";
import {say} from "./status.js";
import {WORDS} from "./words.js";

/** Pixels from an edge of the window where the page scrolls along. */
const EDGE = 60;

/** @param {HTMLElement} list */
export default function reorders(list) {
  const reveal = () => {
    for (const handle of list.querySelectorAll("[data-handle]"))
      if (handle instanceof HTMLElement) handle.hidden = false;
  };
  reveal();
  document.addEventListener(REPLACED, reveal);
  list.addEventListener("pointerdown", event => {
    const handle = event.target instanceof Element ? event.target.closest("[data-handle]") : null;
    const item = handle?.closest("[data-item]");
    if (!(item instanceof HTMLElement) || item.parentElement !== list || event.button !== 0) return;
    event.preventDefault();
    drag(list, item);
  });
}

/** @type {(list: HTMLElement) => HTMLElement[]} */
const items = list =>
  [...list.children]
    .filter(one => one instanceof HTMLElement && "item" in one.dataset)
    .map(one => /** @type {HTMLElement} */ (one));

/** @type {(from: HTMLElement, item: HTMLElement) => void} */
function drag(from, item) {
  const back = item.nextSibling;
  const listeners = new AbortController();
  const {signal} = listeners;
  const address = from.dataset.address ?? "";
  const lists = /** @type {HTMLElement[]} */ ([
    ...document.querySelectorAll(`[data-module~=reorder][data-address="${CSS.escape(address)}"]`),
  ]);
  item.classList.add("dragged");
  const end = (/** @type {boolean} */ is_kept) => {
    listeners.abort();
    item.classList.remove("dragged");
    const list = item.parentElement;
    if (!is_kept || !list) from.insertBefore(item, back);
    else if (list !== from || item.nextSibling !== back) drop(list, item);
  };
  // An element that is moved in the page loses the pointer: the document listens.
  document.addEventListener("pointermove", event => move(lists, item, event), {signal});
  document.addEventListener("pointerup", () => end(true), {signal});
  document.addEventListener("pointercancel", () => end(false), {signal});
  document.addEventListener("keydown", event => event.key === "Escape" && end(false), {signal});
}

/** @type {(lists: HTMLElement[], item: HTMLElement, event: PointerEvent) => void} */
function move(lists, item, {clientX: x, clientY: y}) {
  if (y < EDGE) scrollBy(0, -12);
  if (y > innerHeight - EDGE) scrollBy(0, 12);
  const distance = (/** @type {HTMLElement} */ list) => {
    const {left, right, top, bottom} = list.getBoundingClientRect();
    return Math.max(left - x, x - right, 0) + Math.max(top - y, y - bottom, 0);
  };
  const list = lists.reduce((best, one) => (distance(one) < distance(best) ? one : best));
  const after = items(list).find(one => {
    const {top, height} = one.getBoundingClientRect();
    return one !== item && y < top + height / 2;
  });
  if (item.parentElement !== list || item.nextElementSibling !== (after ?? null))
    list.insertBefore(item, after ?? null);
}

/** @type {(list: HTMLElement, item: HTMLElement) => Promise<void>} */
async function drop(list, item) {
  const place = items(list).indexOf(item);
  const fields = {item: item.dataset.item ?? "", section: list.dataset.section ?? "", place: String(place)};
  const url = new URL(list.dataset.address ?? "", location.href);
  const is_replaced = await replace(
    url,
    {method: "POST", body: new URLSearchParams(fields)},
    list.dataset.replace ?? "",
  );
  if (!is_replaced) location.reload();
  else if (!document.getElementById("status")?.textContent) say(WORDS.moved(place + 1, items(list).length));
}
