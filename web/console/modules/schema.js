// The document that a body is: the JSON of `templates/rich_text/prosemirror.py`, node for node and name for name.
// Nothing that an e-mail could not show: no colour, no width, no size.
import {Schema} from "prosemirror-model";
import {FIELDS} from "./words.js";

/** @typedef {import("prosemirror-model").NodeSpec} NodeSpec */
/** @typedef {{type: string, attrs?: Record<string, unknown>, content?: Json[], text?: string, marks?: Json[]}} Json */

/** Where the pictures of bodies are shown. */
export const PICTURES = "/l/i/";
/** What a link may lead to, as `templates/urls.py` has it. */
export const LEADS = /^(?:https?:\/\/[^/\s\\@]+(?:[/?#]\S*)?|mailto:\S+@\S+|tel:\+?[-.() \d]{2,})$/i;
const CONTAINERS = new Set(["doc", "blockquote", "listItem", "tableCell", "tableHeader"]);

/** @param {HTMLElement} cell */
const cellAttributes = cell => ({
  colspan: Number(cell.getAttribute("colspan")) || 1,
  rowspan: Number(cell.getAttribute("rowspan")) || 1,
  align: ["right", "center"].find(side => cell.getAttribute("align") === side) ?? "",
});

/** @type {(tag: string, role: string) => NodeSpec} */
const cell = (tag, role) => ({
  content: "block+",
  tableRole: role,
  isolating: true,
  attrs: {colspan: {default: 1}, rowspan: {default: 1}, align: {default: ""}},
  parseDOM: [{tag, getAttrs: cellAttributes}],
  toDOM: node => [tag, Object.fromEntries(Object.entries(node.attrs).filter(([, value]) => value && value !== 1)), 0],
});

/** @type {Record<string, NodeSpec>} */
const nodes = {
  doc: {content: "block+"},
  paragraph: {content: "inline*", group: "block", parseDOM: [{tag: "p"}], toDOM: () => ["p", 0]},
  heading: {
    attrs: {level: {default: 2}},
    content: "inline*",
    group: "block",
    defining: true,
    parseDOM: ["h1", "h2", "h3", "h4", "h5", "h6"].map(tag => ({tag, attrs: {level: tag < "h3" ? 2 : 3}})),
    toDOM: node => [`h${node.attrs.level}`, 0],
  },
  blockquote: {
    content: "block+",
    group: "block",
    defining: true,
    parseDOM: [{tag: "blockquote"}],
    toDOM: () => ["blockquote", 0],
  },
  bulletList: {content: "listItem+", group: "block", parseDOM: [{tag: "ul"}], toDOM: () => ["ul", 0]},
  orderedList: {
    attrs: {start: {default: 1}},
    content: "listItem+",
    group: "block",
    parseDOM: [{tag: "ol", getAttrs: list => ({start: Number(list.getAttribute("start") ?? 1) || 1})}],
    toDOM: node => ["ol", node.attrs.start === 1 ? {} : {start: node.attrs.start}, 0],
  },
  listItem: {content: "block+", defining: true, parseDOM: [{tag: "li"}], toDOM: () => ["li", 0]},
  image: {
    attrs: {src: {default: ""}, alt: {default: null}},
    group: "block",
    atom: true,
    draggable: true,
    parseDOM: [{tag: "img[data-src]", getAttrs: img => ({src: img.dataset.src, alt: img.getAttribute("alt")})}],
    toDOM: ({attrs}) => ["img", {src: PICTURES + attrs.src, "data-src": attrs.src, alt: attrs.alt}],
  },
  table: {
    content: "tableRow+",
    tableRole: "table",
    isolating: true,
    group: "block",
    parseDOM: [{tag: "table"}],
    toDOM: () => ["table", ["tbody", 0]],
  },
  tableRow: {
    content: "(tableCell | tableHeader)*",
    tableRole: "row",
    parseDOM: [{tag: "tr"}],
    toDOM: () => ["tr", 0],
  },
  tableCell: cell("td", "cell"),
  tableHeader: cell("th", "header_cell"),
  text: {group: "inline"},
  hardBreak: {inline: true, group: "inline", selectable: false, parseDOM: [{tag: "br"}], toDOM: () => ["br"]},
  mergeField: {
    attrs: {field: {}, fallback: {default: null}},
    inline: true,
    group: "inline",
    atom: true,
    parseDOM: [
      {
        tag: "span[data-field]",
        getAttrs: chip => ({field: chip.dataset.field, fallback: chip.dataset.fallback ?? null}),
      },
    ],
    toDOM: ({attrs: {field, fallback}}) => [
      "span",
      {
        class: "merge-field",
        "data-field": field,
        ...(fallback === null ? {} : {"data-fallback": fallback}),
        spellcheck: "false",
      },
      (FIELDS[field] ?? field) + (fallback ? `, sinon « ${fallback} »` : ""),
    ],
  },
};

/** In the order in which Python writes them. */
const marks = {
  bold: {
    parseDOM: [{tag: "strong:not([data-plain])"}, {tag: "b:not([data-plain])"}, {tag: "span[data-bold]"}],
    toDOM: () => /** @type {[string, 0]} */ (["strong", 0]),
  },
  italic: {
    parseDOM: [{tag: "em"}, {tag: "i"}, {tag: "span[data-italic]"}],
    toDOM: () => /** @type {[string, 0]} */ (["em", 0]),
  },
  link: {
    attrs: {href: {}},
    inclusive: false,
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (/** @type {HTMLElement} */ link) => {
          const href = link.getAttribute("href") ?? "";
          return LEADS.test(href) && {href};
        },
      },
    ],
    toDOM: (/** @type {import("prosemirror-model").Mark} */ mark) =>
      /** @type {[string, object, 0]} */ (["a", {href: mark.attrs.href}, 0]),
  },
};

export const schema = new Schema({nodes, marks});

/**
 * Read a document as Python writes it. What Python may leave empty gets the paragraph that a person can write in.
 * @param {Json} json
 */
export const read = json => schema.nodeFromJSON(filled(json));

/** @type {(json: Json) => Json} */
function filled(json) {
  const content = (json.content ?? []).map(filled);
  if (CONTAINERS.has(json.type) && !content.length) content.push({type: "paragraph"});
  return json.content || content.length ? {...json, content} : json;
}
