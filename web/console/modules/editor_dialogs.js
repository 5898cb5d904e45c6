// The editor's dialogs: a link, a document, a picture, a field. They are the page's own <dialog> elements.
import {chosenImage, insert, link, linkAt, unlink} from "./commands.js";
import {ask} from "./dialog.js";
import {picker} from "./picker.js";
import {LEADS, schema} from "./schema.js";
import {WORDS} from "./words.js";

/** @typedef {import("prosemirror-view").EditorView} View */
/** @typedef {import("prosemirror-state").Command} Command */

/**
 * @param {HTMLElement} place the editor's element; `data-dialog` names each of its dialogs
 * @param {() => View} view
 * @returns {Record<string, () => Promise<void>>}
 */
export function dialogs(place, view) {
  const dialog = (/** @type {string} */ name) =>
    /** @type {HTMLDialogElement} */ (place.querySelector(`dialog[data-dialog="${name}"]`));
  const run = (/** @type {Command} */ command) => command(view().state, view().dispatch, view());
  return {
    link: () => linked(dialog("link"), view, run),
    document: () => chosen(dialog("document"), view, run),
    image: () => pictured(dialog("image"), view, run),
    field: () => filled(dialog("field"), view, run),
  };
}

/** @typedef {(box: HTMLDialogElement, view: () => View, run: (command: Command) => boolean) => Promise<void>} Asks */

/** @type {(box: HTMLDialogElement, name: string) => HTMLInputElement} */
const input = (box, name) => /** @type {HTMLInputElement} */ (box.querySelector(`[name="${name}"]`));

/** @type {Asks} */
async function linked(box, view, run) {
  const {state} = view();
  const here = linkAt(state);
  const href = input(box, "href");
  const words = input(box, "words");
  href.value = here?.href ?? "";
  words.value = "";
  show(words, state.selection.empty && !here);
  show(box.querySelector("[value=remove]"), here !== undefined);
  const pressed = await ask(box, button => {
    const typed = href.value.trim();
    const address = typed.includes("@") && !typed.includes(":") ? `mailto:${typed}` : typed;
    href.value = /^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(address) ? `https://${address}` : address;
    href.setCustomValidity(button === "remove" || LEADS.test(href.value) ? "" : WORDS.badLink);
  });
  if (pressed === "remove") run(unlink);
  else if (pressed) run(link(href.value, words.value.trim()));
  view().focus();
}

/** @type {Asks} */
async function chosen(box, view, run) {
  const pick = picker(box);
  if (await ask(box, pick.check)) run(link(pick.chosen().href ?? "", pick.chosen().label ?? ""));
  view().focus();
}

/** @type {Asks} */
async function pictured(box, view, run) {
  const alt = input(box, "alt");
  const already = chosenImage(view().state);
  const pick = picker(box, already?.attrs.src, one => {
    alt.value = one.alt ?? "";
  });
  alt.value = already?.attrs.alt ?? "";
  const decorative = input(box, "decorative");
  decorative.checked = already?.attrs.alt === "";
  if (await ask(box, pick.check)) {
    const words = alt.value.trim();
    const attrs = {src: pick.chosen().src, alt: decorative.checked ? "" : words || null};
    run(insert(schema.nodes.image.create(attrs)));
  }
  view().focus();
}

/** @type {Asks} */
async function filled(box, view, run) {
  if (await ask(box)) {
    const fallback = input(box, "fallback").value.trim();
    const attrs = {field: input(box, "field").value, fallback: fallback || null};
    const {selection, storedMarks} = view().state;
    run(insert(schema.nodes.mergeField.create(attrs, null, storedMarks ?? selection.$from.marks())));
  }
  view().focus();
}

/** @type {(element: Element | null, whether: boolean) => void} */
function show(element, whether) {
  const part = element?.closest("dialog .field") ?? element;
  if (part instanceof HTMLElement) part.hidden = !whether;
}
