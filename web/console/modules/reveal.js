// A button beside a password that shows what was typed.
import {WORDS} from "./words.js";

/** @param {HTMLElement} field */
export default function reveals(field) {
  if (!(field instanceof HTMLInputElement)) return;
  const button = Object.assign(document.createElement("button"), {type: "button", className: "button reveal"});
  const set = (/** @type {boolean} */ is_shown) => {
    field.type = is_shown ? "text" : "password";
    button.textContent = is_shown ? WORDS.hide : WORDS.show;
    button.setAttribute("aria-controls", field.id);
  };
  set(false);
  button.addEventListener("click", () => set(field.type === "password"));
  field.form?.addEventListener("submit", () => set(false)); // browsers keep what a password field held
  field.after(button);
}
