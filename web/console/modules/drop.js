// A file may be dropped on a form that has a field for it. Anywhere else on the page it does not lead away.

/** @typedef {DragEvent & {dataTransfer: DataTransfer}} Drop */
import {say} from "./status.js";
import {WORDS} from "./words.js";

/** @param {HTMLElement} form */
export default function takes(form) {
  const field = form.querySelector("input[type=file]");
  if (!(form instanceof HTMLFormElement) || !(field instanceof HTMLInputElement)) return;
  let depth = 0; // enter and leave are told for every element inside
  const over = (/** @type {number} */ change) => {
    depth = Math.max(0, depth + change);
    form.toggleAttribute("data-over", depth > 0);
  };
  const holds = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  form.addEventListener("dragenter", event => holds(event) && over(1));
  form.addEventListener("dragleave", event => holds(event) && over(-1));
  document.addEventListener("dragover", event => holds(event) && event.preventDefault());
  document.addEventListener("drop", event => holds(event) && event.preventDefault());
  form.addEventListener("drop", event => {
    over(-depth);
    if (event.dataTransfer?.files.length) fill(form, field, [...event.dataTransfer.files]);
  });
}

/** @type {(form: HTMLFormElement, field: HTMLInputElement, files: File[]) => void} */
function fill(form, field, files) {
  const wrong = files.find(file => !accepts(field.accept, file));
  if (wrong) return say(WORDS.wrongFile(wrong.name));
  const taken = new DataTransfer();
  for (const file of field.multiple ? files : files.slice(0, 1)) taken.items.add(file);
  field.files = taken.files;
  field.dispatchEvent(new Event("change", {bubbles: true}));
  if (files.length > 1 && !field.multiple) say(WORDS.oneFile);
  if ("submit" in form.dataset) form.requestSubmit();
}

/** @type {(accept: string, file: File) => boolean} */
function accepts(accept, file) {
  const kinds = accept
    .toLowerCase()
    .split(",")
    .map(kind => kind.trim())
    .filter(Boolean);
  const name = file.name.toLowerCase();
  const fits = (/** @type {string} */ kind) =>
    kind.startsWith(".")
      ? name.endsWith(kind)
      : kind.endsWith("/*")
        ? file.type.startsWith(kind.slice(0, -1))
        : file.type === kind;
  return kinds.length === 0 || kinds.some(fits);
}
