// The editor's toolbar, as the ARIA Authoring Practices have it: one stop of the tab key, arrows within, and buttons
// that cannot be used now stay reachable and say so. On a narrow screen the many gestures of a table fold behind one.
import {COMMANDS, PRESSED, WITHIN} from "./commands.js";

/** @typedef {import("prosemirror-view").EditorView} View */

/** @param {HTMLElement} bar @returns {HTMLButtonElement[]} those that are shown */
const shown = bar => [...bar.querySelectorAll("button")].filter(button => button.getClientRects().length > 0);

/**
 * @param {HTMLElement} bar
 * @param {() => View} view
 * @param {Record<string, () => void>} dialogs what opens a dialog, by `data-command`
 */
export function toolbar(bar, view, dialogs) {
  bar.addEventListener("mousedown", event => event.preventDefault()); // the selection stays where it is
  bar.addEventListener("click", event => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const name = button?.dataset.command;
    if (!name || button?.getAttribute("aria-disabled") === "true") return;
    if (name === "fold") button?.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
    else if (dialogs[name]) dialogs[name]();
    else {
      COMMANDS[name](view().state, view().dispatch, view());
      view().focus();
    }
  });
  bar.addEventListener("keydown", event => rove(bar, event));
}

/** Show what stands where the cursor is. @param {HTMLElement} bar @param {View} view */
export function paint(bar, {state}) {
  for (const row of bar.querySelectorAll("[data-within]"))
    if (row instanceof HTMLElement) row.hidden = !WITHIN[row.dataset.within ?? ""](state);
  for (const button of bar.querySelectorAll("button")) {
    const name = button.dataset.command ?? "";
    if (PRESSED[name]) button.setAttribute("aria-pressed", String(PRESSED[name](state)));
    if (COMMANDS[name]) button.setAttribute("aria-disabled", String(!COMMANDS[name](state)));
  }
  const buttons = shown(bar);
  const stop = buttons.find(button => button.tabIndex === 0) ?? buttons[0];
  for (const button of bar.querySelectorAll("button")) button.tabIndex = button === stop ? 0 : -1;
}

/** @type {(bar: HTMLElement, event: KeyboardEvent) => void} */
function rove(bar, event) {
  const buttons = shown(bar);
  const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1}[event.key];
  if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const next = buttons[(to + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}
