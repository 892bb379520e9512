// A box and what is in it, as SVG: its outline, texts, thumbnails and marks; and what is said of it.

const BOX_SHAPES = {
  sheet: (w, h) => `M0 0H${w - 10}L${w} 10V${h}H0Z`,
  round: (w, h, r) =>
    `M${r} 0H${w - r}Q${w} 0 ${w} ${r}V${h - r}Q${w} ${h} ${w - r} ${h}H${r}Q0 ${h} 0 ${h - r}V${r}Q0 0 ${r} 0Z`,
  chamfered: (w, h) => `M9 0H${w - 9}L${w} 9V${h - 9}L${w - 9} ${h}H9L0 ${h - 9}V9Z`,
};

/// The outline of a box: told apart by shape as well as by colour.
function outline({ role, pass, face: { width, height } }) {
  if (pass === "backward") return BOX_SHAPES.chamfered(width, height);
  if (role === "data") return BOX_SHAPES.sheet(width, height);
  return BOX_SHAPES.round(width, height, role === "parameter" ? Math.min(14, height / 2) : role === "group" ? 7 : 4);
}

/// What a screen reader says of a box: no more than is seen of it, `known` being `{value, gradient}`.
function spoken(view, key, known) {
  const { head, rows, badges } = card(view, key);
  const type = { group: "folded group", run: "folded run of groups", node: view.item(key).title ?? "" }[view.kind(key)];
  const isSeen = ({ of }) => known[of] ?? true;
  return [
    ...head.map((line) => line.text), type,
    ...rows.filter(isSeen).map((row) => `${row.label} ${row.lines.join(" ")}`),
    ...badges.filter(isSeen).map((badge) => badge.text),
  ].filter((text) => text !== "").join(", ");
}

/// A heat map as a small picture.
function thumbnail({ rows, columns, low, high, cells }) {
  const bytes = Uint8Array.from(atob(cells), (letter) => letter.charCodeAt(0));
  const paper = html("canvas", { width: columns, height: rows });
  const ink = paper.getContext("2d");
  const image = ink.createImageData(columns, rows);
  const colours = colourMap(low, high);
  bytes.forEach((byte, i) => byte > 0 && image.data.set([...colours[byte], 255], 4 * i));
  ink.putImageData(image, 0, 0);
  return paper.toDataURL();
}

function textOf({ text, setting, x, y, anchor = "start", of = null, width = null }) {
  const { size, weight, style } = SETTINGS[setting];
  return svg("text", {
    class: `t-${setting}` + (of ? ` of-${of}` : ""), x, y, "font-size": size, "font-weight": weight,
    "font-style": style ?? null, "text-anchor": anchor === "start" ? null : anchor, "data-width": width,
  }, text);
}

/// The mark that folds and unfolds: a plus where there is something to open, a minus where it is open.
function foldMark(key, open, x, y) {
  return svg(
    "g", { class: "fold", "data-fold": key, transform: `translate(${x} ${y})` },
    svg("title", {}, open ? "fold" : "unfold"),
    svg("rect", { x: -4, y: -4, width: 22, height: 22, class: "touch" }),
    svg("rect", { width: 14, height: 14, rx: 3 }),
    svg("path", { d: open ? "M3.5 7H10.5" : "M3.5 7H10.5M7 3.5V10.5" }));
}

/// What is in a box, from its upper left corner.
function contents(view, key) {
  const what = card(view, key);
  const { width, height } = what.face;
  const face = outline(what);
  const parts = [];
  if (what.kind === "run") {
    for (const offset of [CARD.stack, CARD.stack / 2]) {
      parts.push(svg("path", { class: "face behind", d: face, transform: `translate(${offset} ${offset})` }));
    }
  }
  parts.push(svg("path", { class: "face", d: face }));
  if (what.role === "data" && what.pass === "forward") {
    parts.push(svg("path", { class: "corner", d: `M${width - 10} 0V10H${width}Z` }));
  }
  if (["output", "derivative"].includes(what.role)) {
    const within = outline({ ...what, face: { width: width - 6, height: height - 6 } });
    parts.push(svg("path", { class: "inset", d: within, transform: "translate(3 3)" }));
  }
  if (what.rule !== null) parts.push(svg("path", { class: "rule", d: `M9 ${what.rule}H${width - 9}` }));
  parts.push(...what.texts.map(textOf));
  for (const { heat, x, y, width: wide, height: tall, of } of what.pictures) {
    parts.push(svg("image", {
      class: `of-${of}`, x, y, width: wide, height: tall, href: thumbnail(heat), preserveAspectRatio: "none",
      style: "image-rendering: pixelated",
    }));
    parts.push(svg("rect", { class: `thumb of-${of}`, x, y, width: wide, height: tall }));
  }
  for (const { mark, of, text, x, y, width: wide } of what.badges) {
    parts.push(svg(
      "g", { class: `badge ${mark}` + (of ? ` of-${of}` : "") }, svg("title", {}, MARKS[mark]?.[1] ?? text),
      svg("rect", { x, y, width: wide, height: 17, rx: 8.5 }),
      textOf({ text, setting: "badge", x: x + wide / 2, y: y + 12.3, anchor: "middle", width: wide - 12 })));
  }
  if (what.kind !== "node") parts.push(foldMark(key, false, 7, 9));
  return parts;
}
