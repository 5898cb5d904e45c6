// The page's own <dialog> elements: opened by a button, and asked for an answer.

/** @param {HTMLElement} button */
export default function opens(button) {
  const dialog = document.getElementById(button.dataset.opens ?? "");
  if (!(dialog instanceof HTMLDialogElement)) return;
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
}

/**
 * Open a dialog and wait for its answer. Its controls belong to the page's form, to none, or to one that is never sent.
 * @param {HTMLDialogElement} dialog its buttons say by `value` what they mean; an empty value leaves
 * @param {(value: string) => void} [check] sets what is wrong on the controls, before they are looked at
 * @returns {Promise<string>} the value of the button; empty when it was left
 */
export function ask(dialog, check = () => {}) {
  const controls = () =>
    /** @type {HTMLInputElement[]} */ ([...dialog.querySelectorAll("input, select, textarea")]).filter(
      one => !one.closest("[hidden]"),
    );
  const press = (/** @type {string} */ value) => {
    check(value);
    if (value && value !== "remove" && !controls().every(one => one.reportValidity())) return;
    dialog.close(value);
  };
  const clicked = (/** @type {Event} */ event) => {
    const button = event.target instanceof Element ? event.target.closest("button[value]") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    press(button.value);
  };
  const typed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || event.target.type === "search") return;
    event.preventDefault();
    press(dialog.querySelector("button.filled")?.getAttribute("value") ?? "");
  };
  const changed = (/** @type {Event} */ event) => {
    if (event.target instanceof HTMLInputElement) event.target.setCustomValidity("");
    event.stopPropagation(); // what is typed here is no change of the article
  };
  const listeners = new AbortController();
  const {signal} = listeners;
  dialog.returnValue = "";
  dialog.addEventListener("click", clicked, {signal});
  dialog.addEventListener("keydown", typed, {signal});
  dialog.addEventListener("input", changed, {signal});
  dialog.addEventListener("change", event => event.stopPropagation(), {signal});
  dialog.showModal();
  return new Promise(done => {
    const closed = () => {
      listeners.abort();
      done(dialog.returnValue);
    };
    dialog.addEventListener("close", closed, {once: true});
  });
}
