// Elements and text. No text of the document is ever read as markup: all of it goes in as text nodes
// and attributes.

const SVG = "http://www.w3.org/2000/svg";

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  // Spread no list into a call: a graph has more boxes than a call takes arguments.
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/// An HTML element: `html("p", {class: "note", onclick: f}, "text", other)`. Attributes and children
/// that are null, undefined or false are left out.
function html(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/// The same for an element of a drawing.
function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

/// Puts `children` in the place of all that is in `element`.
function fill(element, ...children) {
  element.textContent = "";
  return dress(element, {}, children);
}

/// `1 operation`, `3 operations`.
function count(number, noun, plural = noun + "s") {
  return `${number} ${number === 1 ? noun : plural}`;
}

/// The first `length` characters, with a mark where there were more; never half a character.
function cut(text, length) {
  const points = Array.from(text);
  return points.length <= length ? text : points.slice(0, Math.max(1, length - 1)).join("") + "…";
}

/// A name for a file, made of a title: no directory, no character that some system forbids.
function fileName(title, ending) {
  const stem = title
    .replace(/\.adj$/, "")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  return (stem || "graph") + ending;
}

const fonts = {
  sans: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif",
};

/// How wide a line is, in CSS pixels. Widths are kept: a graph has few words, many times.
const measure = (() => {
  const known = new Map();
  let pen = null;
  return (text, size, weight = 400, style = "normal") => {
    const font = `${style} ${weight} ${size}px ${fonts.sans}`;
    const key = font + "\n" + text;
    let width = known.get(key);
    if (width === undefined) {
      pen ??= document.createElement("canvas").getContext("2d");
      pen.font = font;
      width = pen.measureText(text).width;
      known.set(key, width);
    }
    return width;
  };
})();
