// How the numbers of a tensor are shown: a few in a grid, many by their figures, histogram and heat
// map.

/// What a mark means to one who reads it for the first time.
const MARKS = {
  nan: ["NaN", "an entry is not a number: somewhere 0/0, ∞ − ∞, or the logarithm of a negative number"],
  infinite: ["∞", "an entry is infinite: a division by 0, the logarithm of 0, or an overflow"],
  vanished: ["vanished", "nearly no gradient comes back here, so that nothing before it learns"],
  dead: ["dead", "a unit, that is a row, is 0 for every example, that is in every column: it tells them not apart, and nothing comes back through it"],
};

/// The numbers of a value or a gradient, in full. `what` names them for a screen reader.
function tensor(numbers, what) {
  const parts = [numbers.text != null ? entries(numbers, what) : figures(numbers)];
  if (numbers.histogram) parts.push(histogram(numbers.histogram, what));
  if (isVaried(numbers.heat)) parts.push(heat(numbers, what));
  for (const mark of numbers.marks ?? []) {
    const [title, words] = MARKS[mark] ?? [mark, ""];
    const name = mark === "dead" ? deadUnits([numbers]) : title;
    parts.push(html("p", { class: "mark" }, html("b", {}, `${name}: `), words));
  }
  return html("div", { class: "tensor" }, ...parts);
}

/// `1 of 48 dead`: units lie along all axes but the last, along which the examples lie.
function deadUnits(values) {
  const found = values.filter((numbers) => numbers?.dead);
  const sum = (of) => found.reduce((all, numbers) => all + of(numbers), 0);
  return `${sum(({ dead }) => dead)} of ${sum(({ count, shape }) => count / shape.at(-1))} dead`;
}

/// All entries: a number, or rows and columns that stand in line.
function entries(numbers, what) {
  const shape = numbers.shape ?? [];
  const words = numbers.text.match(/[^\s,[\]]+/g) ?? [];
  if (shape.length === 0) return html("div", { class: "scalar" }, numbers.text);
  if (shape.length > 2 || words.length !== numbers.count) {
    return html("pre", { class: "entries" }, numbers.text);
  }
  const columns = shape.at(-1);
  const grid = html("div", { class: "grid", role: "img", "aria-label": `${what}: ${numbers.text}` });
  grid.style.gridTemplateColumns = `repeat(${columns}, auto)`;
  grid.append(...words.map((word) => html("span", {}, word)));
  return html("div", { class: "matrix" }, grid);
}

/// Count, range, mean and what is wrong, of a tensor too large to be written out.
function figures(numbers) {
  const same = numbers.min != null && numbers.min === numbers.max;
  const rows = [
    ["entries", `${numbers.count}` + (numbers.shape?.length > 1 ? ` = ${numbers.shape.join(" × ")}` : "")],
    ...(same
      ? [[numbers.nan || numbers.infinite ? "all others" : "all", numbers.min]]
      : [
          ["smallest", numbers.min],
          ["mean", numbers.mean],
          ["largest", numbers.max],
          ["standard deviation", numbers.deviation],
          ["zeros", numbers.zeros || null],
        ]),
    ["NaN", numbers.nan || null],
    ["infinite", numbers.infinite || null],
  ].filter(([, value]) => value !== null && value !== undefined);
  return html(
    "dl", { class: "figures" },
    ...rows.flatMap(([name, value]) => [html("dt", {}, name), html("dd", {}, `${value}`)]));
}

function histogram({ low, high, counts }, what) {
  const most = Math.max(...counts, 1);
  const [width, height] = [240, 54];
  const step = width / counts.length;
  const label = `Histogram of ${what}, from ${low} to ${high}`;
  const picture = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": label,
  });
  counts.forEach((count, i) => {
    const tall = count === 0 ? 0 : Math.max(1.5, (count / most) * (height - 2));
    const bar = svg("rect", { x: i * step + 0.5, y: height - tall, width: step - 1, height: tall });
    bar.append(svg("title", {}, `${count}`));
    picture.append(bar);
  });
  const zero = share(0, low, high);
  if (zero > 0 && zero < 1) {
    const x = zero * width;
    picture.append(svg("line", { class: "zero", x1: x, x2: x, y1: 0, y2: height, "vector-effect": "non-scaling-stroke" }));
  }
  return html(
    "figure", { class: "histogram" }, picture, scale(low, high), html("figcaption", {}, "how many of the entries have which value"));
}

/// Low and high at the ends, and 0 at its place between them.
function scale(low, high) {
  const line = html("div", { class: "scale" }, html("span", {}, low), html("span", {}, high));
  const zero = share(0, low, high);
  if (zero > 0.2 && zero < 0.8) {
    const mark = html("span", { class: "origin" }, "0");
    mark.style.left = `${100 * zero}%`;
    line.append(mark);
  }
  return line;
}

/// Whether a heat map shows anything: it is not of one colour.
const isVaried = (heat) => heat != null && (heat.low !== heat.high || atob(heat.cells).includes("\0"));

/// How many entries are behind a cell of a heat map: 1, or more where each shows the mean of a block.
const perCell = ({ count, heat }) => count / (heat.rows * heat.columns);

function heat(numbers, what) {
  const { rows, columns, low, high, cells } = numbers.heat;
  const bytes = Uint8Array.from(atob(cells), (letter) => letter.charCodeAt(0));
  const label = `Heat map of ${what}, from ${low} to ${high}`;
  const map = html("canvas", { width: columns, height: rows, role: "img", "aria-label": label });
  const ink = map.getContext("2d");
  const image = ink.createImageData(columns, rows);
  const colours = colourMap(low, high);
  bytes.forEach((byte, i) => byte > 0 && image.data.set([...colours[byte], 255], 4 * i));
  ink.putImageData(image, 0, 0);
  map.style.aspectRatio = `${Math.min(Math.max(columns / rows, 0.8), 12)}`;
  const legend = html("canvas", { class: "legend", width: 255, height: 1, "aria-hidden": "true" });
  const stripe = legend.getContext("2d").createImageData(255, 1);
  for (let i = 0; i < 255; i++) stripe.data.set([...colours[i + 1], 255], 4 * i);
  legend.getContext("2d").putImageData(stripe, 0, 0);
  const odd = bytes.includes(0) ? "; striped where it is not finite" : "";
  const behind = perCell(numbers);
  const cell = behind <= 1 ? "every entry as a colour"
    : `each cell is the mean of ${behind < 2 ? "one or a few" : `about ${Math.round(behind)}`} entries`;
  return html(
    "figure", { class: "heat" }, map, legend, scale(low, high), html("figcaption", {}, `${cell}${odd}`));
}

/// Where a number lies between two others, from 0 to 1.
function share(at, low, high) {
  const [from, to] = [low, high].map((text) => Number(`${text}`.replace("−", "-").replace(/[^\d.eE+-]/g, "")));
  return to > from ? (at - from) / (to - from) : 0.5;
}

// Lightness tells the size, hue only helps: told apart with every kind of colour blindness.
const RISING = [[18, 32, 77], [52, 71, 110], [94, 107, 121], [140, 138, 117], [193, 176, 98], [253, 231, 76]];
const DIVIDED = [[5, 48, 97], [67, 147, 195], [247, 247, 247], [230, 150, 80], [120, 50, 5]];

/// Whether numbers lie on both sides of 0.
function diverges(low, high) {
  const zero = share(0, low, high);
  return low !== high && zero > 0 && zero < 1;
}

/// The colours of the bytes of a heat map, from low to high, after that of no number. Around 0 they
/// diverge.
function colourMap(low, high) {
  const zero = share(0, low, high);
  const divided = diverges(low, high);
  const colours = [[0, 0, 0]];
  if (low === high) return colours.concat(Array(255).fill(mix(DIVIDED, 0.5)));
  const wide = Math.max(zero, 1 - zero);
  for (let i = 0; i < 255; i++) {
    const at = i / 254;
    colours.push(divided ? mix(DIVIDED, 0.5 + (at - zero) / wide / 2) : mix(RISING, at));
  }
  return colours;
}

function mix(stops, at) {
  const place = Math.min(Math.max(at, 0), 1) * (stops.length - 1);
  const i = Math.min(Math.floor(place), stops.length - 2);
  return stops[i].map((from, k) => Math.round(from + (stops[i + 1][k] - from) * (place - i)));
}
