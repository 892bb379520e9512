// What a box says and how large it is: lines of text, numbers, marks and thumbnails, each with its
// place in the box. The same for every step and theme, so that a layout holds.

/// How a line is set: size, weight, height of the line, and slant.
const SETTINGS = {
  name: { size: 15.5, weight: 700, height: 20 },
  title: { size: 13.5, weight: 500, height: 18 },
  formula: { size: 12, weight: 400, height: 16 },
  type: { size: 11, weight: 400, height: 15 },
  label: { size: 11, weight: 400, height: 16 },
  value: { size: 12, weight: 500, height: 16 },
  gradient: { size: 12, weight: 500, height: 16 },
  missing: { size: 11, weight: 400, height: 16, style: "italic" },
  badge: { size: 10.5, weight: 700, height: 20 },
  caption: { size: 9.5, weight: 400, height: 12 },
  frame: { size: 12, weight: 600, height: 16 },
  hint: { size: 9.5, weight: 400, height: 12, style: "italic" },
};

const CARD = { side: 13, top: 8, bottom: 9, rule: 9, mark: 22, stack: 10, thumb: 54, gap: 12 };
const LONGEST = 46; // of a line, in characters
const BADGES = { nan: "NaN", infinite: "∞", vanished: "vanished" };
const CHANGES = { added: "+ added", removed: "− removed", changed: "≠ changed" };

function widthOf(text, setting) {
  const { size, weight, style } = SETTINGS[setting];
  return measure(text, size, weight, style);
}

/// The card of a box, made once.
function card(view, key) {
  view.cards ??= new Map();
  if (!view.cards.has(key)) view.cards.set(key, arrange(view.kind(key) === "node" ? ofNode(view.nodes[key]) : ofGroup(view, key)));
  return view.cards.get(key);
}

const passOf = ({ pass, role }) => (["backward", "derivative"].includes(role) ? "backward" : pass ?? "forward");

/// `data [n, m] = [2, 3]`, `scalar parameter`.
function typeLine(node) {
  const word = ["operation", "backward"].includes(node.role) ? "" : node.role;
  const sizes = node.sizes && node.sizes !== node.shape ? ` = ${node.sizes}` : "";
  if (!node.shape) return word;
  return node.shape === "scalar" ? `scalar ${word}`.trim() : `${word} ${node.shape}${sizes}`.trim();
}

/// The numbers of a tensor in as many lines as a box has room for; its sizes stand above them.
function numberLines(numbers) {
  const lines = (numbers.text ?? "").split("\n").map((line) => line.trim());
  const fits = numbers.text != null && lines.length <= 4 && lines.every((line) => line.length <= LONGEST);
  const short = numbers.short?.replace(/ \([\d ×]+\)$/, "");
  return fits ? lines : [cut(short ?? numbers.text ?? "", LONGEST)];
}

/// `∂J/∂w`; of what has only a long formula, `gradient`.
function gradientLabel({ name, gradientOf }) {
  if (!gradientOf || gradientOf.includes("•")) return "gradient";
  if (gradientOf.length <= 18) return gradientOf;
  return name ? cut(gradientOf, 24) : "gradient";
}

/// The lines of a formula: in the script's words where two lines have room for them, else with
/// bullets for what arrows bring.
function formulaLines(node) {
  const told = node.formula?.includes("•") ? formulaOf(node) : null;
  const lines = told && !told.includes("•") ? broken(told, 34) : null;
  return lines ?? [cut(node.formula, LONGEST)];
}

/// A formula in a line, or in two, the second of which begins with an operator that binds as loosely as can be;
/// null where that is too long.
function broken(formula, most) {
  if (formula.length <= most) return [formula];
  let depth = 0;
  let best = null;
  for (let at = 0; at < formula.length; at++) {
    if ("([".includes(formula[at])) depth++;
    if (")]".includes(formula[at])) depth--;
    const sign = /^ ([^\s\w([]+) /.exec(formula.slice(at))?.[1];
    const lines = [formula.slice(0, at), formula.slice(at + 1)];
    if (!BINDING.has(sign) || lines.some((line) => line.length > most)) continue;
    const cost = 1000 * depth + 100 * BINDING.get(sign) + Math.abs(lines[0].length - lines[1].length);
    if (best === null || cost < best.cost) best = { cost, lines };
  }
  return best?.lines ?? null;
}

/// Prose in lines as long as a box has room for; where there are more than four, the last is cut.
function wrapped(text) {
  const lines = [""];
  for (const word of text.replaceAll("`", "").split(/\s+/)) {
    const line = lines.at(-1);
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= LONGEST || lines.length === 4) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => cut(line, LONGEST));
}

function numberRows(node) {
  if (isUnknown(node)) return [{ label: "", lines: wrapped(node.noValue), setting: "missing", of: "value" }];
  const rows = [];
  if (node.value) rows.push({ label: "value", lines: numberLines(node.value), setting: "value" });
  else if (node.noValue) rows.push({ label: "value", lines: ["not computed"], setting: "missing", of: "value" });
  const of = gradientLabel(node);
  if (node.gradient) rows.push({ label: of, lines: numberLines(node.gradient), setting: "gradient" });
  else if (node.noGradient && node.role !== "constant") {
    rows.push({ label: of, lines: ["not computed"], setting: "missing", of: "gradient" });
  }
  return rows.map((row) => ({ of: row.setting, ...row }));
}

function thumbs(node) {
  return [
    { heat: node.value?.heat, caption: "value", of: "value" },
    { heat: node.gradient?.heat, caption: gradientLabel(node), of: "gradient" },
  ].filter((thumb) => isVaried(thumb.heat));
}

/// What a badge says of one or several nodes.
function badge(mark, nodes) {
  return mark === "dead" ? deadUnits(nodes.map((node) => node.value)) : BADGES[mark] ?? mark;
}

function ofNode(node) {
  const head = [];
  const plain = node.role === "constant" && node.value?.text === node.formula; // its formula is its value
  if (node.name) head.push({ text: cut(node.name, 32), setting: "name" });
  if (node.formula && node.formula !== node.name && !(plain && node.name)) {
    head.push(...formulaLines(node).map((text) => ({ text, setting: node.name ? "formula" : "title" })));
  }
  if (head.length === 0) head.push({ text: cut(node.title ?? node.op, 32), setting: "title" });
  const type = typeLine(node);
  if (type) head.push({ text: cut(type, LONGEST + 8), setting: "type" });
  return {
    kind: "node", role: isUnknown(node) ? "unknown" : node.role, pass: passOf(node), change: node.change ?? null,
    problem: node.problem ?? null, head,
    rows: numberRows(node).filter((row) => !(plain && !node.name && row.of === "value")), thumbs: thumbs(node),
    marks: (node.marks ?? []).map((mark) => ({ mark, text: badge(mark, [node]), of: ["value", "gradient"].find((of) => node[of]?.marks?.includes(mark)) })),
  };
}

function ofGroup(view, key) {
  const inside = view.inside(key).map((id) => view.nodes[id]);
  const parameters = inside.filter((node) => node.role === "parameter").length;
  const operations = inside.filter((node) => ["operation", "output"].includes(node.role)).length;
  const outputs = view.outputs(key).map((id) => view.nodes[id]);
  const only = outputs.length === 1 ? outputs[0] : null;
  const holds = [
    operations > 0 ? count(operations, "operation") : null,
    parameters > 0 ? count(parameters, "parameter") : null,
  ].filter((text) => text !== null).join(", ") || count(inside.length, "value");
  const head = [{ text: cut(view.label(key), 32), setting: "name" }, { text: holds, setting: "type" }];
  const names = outputs.map((node) => node.name ?? "").filter((name) => name !== "");
  if (only) head.push({ text: cut(`→ ${[only.name ?? formulaOf(only) ?? "", only.shape ?? ""].filter(Boolean).join(": ")}` +
    (only.sizes && only.sizes !== only.shape ? ` = ${only.sizes}` : ""), LONGEST), setting: "formula" });
  else if (names.length > 0) head.push({ text: cut(`→ ${names.join(", ")}`, LONGEST), setting: "formula" });
  const changes = new Set(inside.map((node) => node.change).filter((change) => change && change !== "kept"));
  return {
    kind: view.kind(key), role: "group", pass: inside.every((node) => passOf(node) === "backward") ? "backward" : "forward",
    change: changes.size === 0 ? null : changes.size === 1 ? [...changes][0] : "changed",
    problem: inside.find((node) => (node.problem ?? null) !== null)?.problem ?? null,
    head, rows: only ? numberRows(only) : [], thumbs: [],
    marks: [...new Set(inside.flatMap((node) => node.marks ?? []))].map((mark) => ({
      mark, text: badge(mark, inside), of: inside.some((node) => node.value?.marks?.includes(mark)) ? "value" : "gradient" })),
  };
}

/// Gives everything a place, from the upper left corner of the box.
function arrange(content) {
  const { head, rows, marks } = content;
  const folded = content.kind !== "node";
  const badges = marks.map((mark) => ({ ...mark }));
  if (content.change in CHANGES) badges.unshift({ mark: content.change, text: CHANGES[content.change] });
  if (content.problem !== null) {
    badges.unshift({ mark: "problem", text: `⚠ ${model.document.problems?.[content.problem]?.code ?? "problem"}` });
  }
  badges.forEach((badge) => (badge.width = Math.ceil(widthOf(badge.text, "badge")) + 12));
  const pictures = content.thumbs.map((thumb) => {
    const { rows: tall, columns: wide } = thumb.heat;
    const unit = CARD.thumb / Math.max(tall, wide);
    const size = { width: Math.max(8, wide * unit), height: Math.max(8, tall * unit) };
    return { ...thumb, ...size, room: Math.max(size.width, widthOf(thumb.caption, "caption")) };
  });
  const labels = Math.max(0, ...rows.map((row) => widthOf(row.label, "label")));
  const numbers = Math.max(0, ...rows.flatMap((row) => row.lines.map((line) => widthOf(line, row.setting))));
  const gap = labels > 0 ? 8 : 0;
  const row = rows.length === 0 ? 0 : labels + gap + numbers;
  const sum = (parts, size, gap) => parts.reduce((all, part) => all + part[size] + gap, parts.length > 0 ? -gap : 0);
  const inner = Math.max(
    34, row, sum(badges, "width", 5), sum(pictures, "room", CARD.gap),
    ...head.map((line, i) => widthOf(line.text, line.setting) + (folded && i === 0 ? 2 * CARD.mark - 10 : 0)));
  const width = Math.ceil(inner + 2 * CARD.side);

  const texts = [];
  const at = { y: CARD.top };
  const write = (text, setting, x, anchor, of) => {
    const { height, size } = SETTINGS[setting];
    texts.push({ text, setting, x, y: at.y + height / 2 + size * 0.35, anchor, of, width: widthOf(text, setting) });
  };
  for (const line of head) {
    write(line.text, line.setting, width / 2, "middle", null);
    at.y += SETTINGS[line.setting].height;
  }
  let rule = null;
  if (rows.length + pictures.length > 0) {
    rule = at.y + CARD.rule / 2;
    at.y += CARD.rule;
  }
  const left = (width - row) / 2;
  for (const { label, lines, setting, of } of rows) {
    write(label, "label", left + labels, "end", of);
    for (const line of lines) {
      write(line, setting, left + labels + gap, "start", of);
      at.y += SETTINGS.value.height;
    }
  }
  if (pictures.length > 0) {
    const tallest = Math.max(...pictures.map((picture) => picture.height));
    let x = (width - sum(pictures, "room", CARD.gap)) / 2;
    at.y += 4;
    const top = at.y;
    for (const picture of pictures) {
      picture.x = x + (picture.room - picture.width) / 2;
      picture.y = top + (tallest - picture.height) / 2;
      at.y = top + tallest + 2;
      write(picture.caption, "caption", x + picture.room / 2, "middle", picture.of);
      x += picture.room + CARD.gap;
    }
    at.y += SETTINGS.caption.height;
  }
  if (badges.length > 0) {
    let x = (width - sum(badges, "width", 5)) / 2;
    at.y += 3;
    for (const badge of badges) {
      badge.x = x;
      badge.y = at.y;
      x += badge.width + 5;
    }
    at.y += SETTINGS.badge.height - 3;
  }
  const height = Math.ceil(at.y + CARD.bottom);
  const stack = content.kind === "run" ? CARD.stack : 0;
  return { ...content, texts, rule, badges, pictures, face: { width, height }, width: width + stack, height: height + stack };
}
