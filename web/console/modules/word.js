// What Word, Outlook, LibreOffice and Google Docs put on the clipboard becomes what a body knows: lists, titles,
// tables, links, bold and italic. Counts what it leaves out.
// Styles are taken out of the text before it is parsed: a document that is parsed here obeys the policy of the page,
// which would report each of them.

const TAG = /<[a-z][^\s/>]*(?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const STYLE = /\sstyle\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi;
const LIST = /mso-list:\s*l\d+\s+level(\d+)/i;
const ORDERED = /^\s*(?:\(?\d{1,3}|[a-z]|[ivxlc]+)[.)°]/i;
const START = /^\s*\(?(\d{1,3})[.)°]/;
const NAMED = /^(?:Mso)?(?:Heading|Titre|Title|Berschrift)([1-6])?/i;
const GONE =
  "meta, link, title, xml, script, noscript, template, svg, math, object, embed, iframe, form, input, select, textarea, del, " +
  "button, [data-hidden], [data-comment]";

/** @typedef {{images: number, comments: number, drawings: number}} Left */

/**
 * @param {string} html what the clipboard holds
 * @returns {{html: string, left: Left}}
 */
export function clean(html) {
  const left = {images: 0, comments: 0, drawings: 0};
  const page = new DOMParser().parseFromString(withoutStyles(html, left), "text/html");
  const body = page.body;
  if (body.querySelector("[data-pm-slice]")) return {html: body.innerHTML, left}; // copied from an editor of ours
  left.comments += body.querySelectorAll("[data-comment-mark]").length;
  for (const gone of body.querySelectorAll(GONE)) gone.remove();
  for (const anchor of body.querySelectorAll("[data-comment-mark]")) anchor.remove();
  for (const image of body.querySelectorAll("img")) {
    if (image.width !== 1 || image.height !== 1) left.images += 1;
    image.remove();
  }
  for (const inner of body.querySelectorAll("o\\:p, w\\:sdt, w\\:sdtpr, font, ins, center, st1\\:place"))
    inner.replaceWith(...inner.childNodes);
  for (const blank of body.querySelectorAll("p"))
    if (!blank.textContent?.trim() && !blank.closest("li, td, th")) blank.remove();
  listsOf(page);
  nest(page);
  titles(page);
  for (const cell of body.querySelectorAll("td, th")) align(cell);
  return {html: body.innerHTML, left};
}

/** @type {(html: string, left: Left) => string} */
function withoutStyles(html, left) {
  const drawings = html.match(/<v:shape\b(?![^>]*type="#_x0000_t75")[^>]*>/gi) ?? [];
  left.drawings += drawings.length;
  return html
    .replace(/<head\b[\s\S]*?<\/head>|<style\b[\s\S]*?<\/style>|<xml\b[\s\S]*?<\/xml>/gi, "")
    .replace(/<!--[\s\S]*?-->|<!\[[^\]]*\]>|<\?[^>]*>/g, "")
    .replace(TAG, tag => tag.replace(STYLE, (_, quoted, single, bare) => said(quoted ?? single ?? bare)));
}

/** Keep of a style what says something about the text. @param {string} style */
function said(style) {
  const level = LIST.exec(style);
  return [
    level && ` data-level="${level[1]}"`,
    /mso-list:\s*ignore/i.test(style) && " data-sign",
    /mso-hide:\s*all|display:\s*none/i.test(style) && " data-hidden",
    /mso-element:\s*comment-list/i.test(style) && " data-comment",
    /mso-special-character:\s*comment/i.test(style) && " data-comment-mark",
    /(?<![-\w])font-weight:\s*(?:bold|[6-9]00)/i.test(style) && " data-bold",
    /(?<![-\w])font-weight:\s*(?:normal|[1-5]00)/i.test(style) && " data-plain",
    /(?<![-\w])font-style:\s*italic/i.test(style) && " data-italic",
    /text-align:\s*right/i.test(style) && ' data-align="right"',
    /text-align:\s*center/i.test(style) && ' data-align="center"',
  ]
    .filter(Boolean)
    .join("");
}

/** Word's list paragraphs become lists. @param {Document} page */
function listsOf(page) {
  /** @type {HTMLElement[]} the lists that are open, outermost first */
  let open = [];
  for (const block of elements(page.body, "p, h1, h2, h3, h4, h5, h6, table, ul, ol")) {
    if (!block.dataset.level) {
      if (!open[0]?.contains(block)) open = [];
      continue;
    }
    if (open[0] && open[0].parentNode !== block.parentNode) open = [];
    const sign = block.querySelector("[data-sign]");
    const words = sign?.textContent ?? "";
    sign?.remove();
    const depth = Math.min(Number(block.dataset.level), open.length + 1);
    const tag = ORDERED.test(words) ? "ol" : "ul";
    open.length = Math.min(open.length, depth);
    if (open.length === depth && open[depth - 1].localName !== tag) open.length = depth - 1;
    if (open.length < depth) open.push(list(page, tag, words, open.at(-1), block));
    const item = page.createElement("li");
    const paragraph = page.createElement("p");
    paragraph.append(...block.childNodes);
    item.append(paragraph);
    open[depth - 1].append(item);
    block.remove();
  }
}

/** @type {(page: Document, tag: string, sign: string, above: HTMLElement | undefined, before: HTMLElement) => HTMLElement} */
function list(page, tag, sign, above, before) {
  const made = page.createElement(tag);
  const start = START.exec(sign)?.[1];
  if (tag === "ol" && start && start !== "1") made.setAttribute("start", start);
  if (above?.lastElementChild) above.lastElementChild.append(made);
  else before.before(made);
  return made;
}

/** Google Docs puts an inner list beside the item that it belongs to. @param {Document} page */
function nest(page) {
  for (const inner of page.body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const item = inner.previousElementSibling;
    if (item?.localName === "li") item.append(inner);
  }
}

/** The highest title of what is pasted becomes an « intertitre », those below it a « sous-intertitre ». @param {Document} page */
function titles(page) {
  const found = elements(page.body, "p, h1, h2, h3, h4, h5, h6").map(block => ({block, level: level(block)}));
  const highest = Math.min(...found.map(one => one.level || 9));
  for (const {block, level: at} of found.filter(one => one.level)) {
    const title = page.createElement(at === highest ? "h2" : "h3");
    title.append(...block.childNodes);
    if (block.closest("li, td, th")) block.replaceChildren(...title.childNodes);
    else if (title.textContent?.trim()) block.replaceWith(title);
    else block.remove();
  }
}

/** @param {HTMLElement} block */
function level(block) {
  if (/^h[1-6]$/.test(block.localName)) return Number(block.localName[1]);
  const named = NAMED.exec(block.className);
  return named ? Number(named[1] ?? 1) : 0;
}

/** A cell whose paragraphs all stand on one side stands there itself. @param {Element} cell */
function align(cell) {
  const sides = [cell, ...cell.querySelectorAll("p, div")].map(
    one => one.getAttribute("align") ?? one.getAttribute("data-align"),
  );
  const side = sides.find(Boolean);
  if (side) cell.setAttribute("align", side);
}

/** @type {(root: Element, selector: string) => HTMLElement[]} */
const elements = (root, selector) => [...root.querySelectorAll(selector)].filter(one => one instanceof HTMLElement);
