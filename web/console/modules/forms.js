// A form as JSON: what autosave and preview send. The keys are the names of its controls.

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {Record<string, any>} Values */

/** Said on a control whose value was set by a script. */
export const SET = "relais:set";

/** @type {(form: HTMLFormElement) => Control[]} */
export const controls = form =>
  /** @type {Control[]} */ (
    [...form.elements].filter(one => "name" in one && one.name && !(one instanceof HTMLButtonElement))
  );

/** Whether somebody typed into a form since its page came. @type {(form: HTMLFormElement) => boolean} */
export const typed = form =>
  controls(form).some(
    one => one.type !== "hidden" && "defaultValue" in one && !one.disabled && one.value !== one.defaultValue,
  );

/**
 * @param {HTMLFormElement} form
 * @returns {Values} text for each name, a list where a name has several controls, JSON where a control says so
 */
export function values(form) {
  const found = controls(form).filter(one => !one.disabled && one.type !== "file");
  /** @type {Values} */
  const made = {};
  for (const one of found) {
    const several = found.filter(other => other.name === one.name && other.type === "checkbox").length > 1;
    if (several || "several" in one.dataset) made[one.name] ??= [];
    if (one instanceof HTMLInputElement && ["checkbox", "radio"].includes(one.type) && !one.checked) continue;
    if (one instanceof HTMLSelectElement && one.multiple)
      made[one.name] = [...one.selectedOptions].map(option => option.value);
    else if (Array.isArray(made[one.name])) made[one.name].push(one.value);
    else made[one.name] = "json" in one.dataset ? JSON.parse(one.value) : one.value;
  }
  return made;
}

/**
 * Put values into a form, as if they had been typed.
 * @param {HTMLFormElement} form
 * @param {Values} given names that the form does not have are passed over
 */
export function put(form, given) {
  for (const one of controls(form)) {
    if (!(one.name in given) || one.type === "file") continue;
    const value = given[one.name];
    if (one instanceof HTMLInputElement && ["checkbox", "radio"].includes(one.type))
      one.checked = Array.isArray(value) ? value.includes(one.value) : String(value) === one.value;
    else one.value = "json" in one.dataset ? JSON.stringify(value) : String(value ?? "");
    one.dispatchEvent(new CustomEvent(SET, {bubbles: true}));
  }
}

/** What is read by a person of a body. @param {any} json @returns {string} */
export function plain(json) {
  if (typeof json !== "object" || json === null) return String(json ?? "");
  if (json.type === "text") return json.text;
  if (json.type === "hardBreak") return "\n";
  if (json.type === "mergeField") return `{{ ${json.attrs.field} }}`;
  if (json.type === "image") return `[image : ${json.attrs.alt ?? ""}]\n\n`;
  const inside = (Array.isArray(json) ? json : (json.content ?? [])).map(plain).join("");
  return ["paragraph", "heading"].includes(json.type) ? `${inside}\n\n` : inside;
}
