// What is known of the selected thing: a node, a group or a run; and where nothing is selected, what
// the page is about and how to read it.

const ROLES = {
  data: "data: it comes from outside and is not learnt",
  parameter: "parameter: training changes it",
  constant: "constant: it stands in the script",
  operation: "operation",
  output: "output: what all this computes",
};

const inspector = {
  mount() {
    const again = () => this.draw();
    state.on(["selected", "view", "step", "open", "document"], again);
    again();
  },

  draw() {
    const { selected, step } = state.get();
    fill($("caption"), prose(model.current().caption ?? ""));
    const item = thing(selected);
    const pane = $("inspector");
    const side = $("side");
    const shown = `${selected} ${step}`;
    const scrolled = pane.dataset.of === shown ? side.scrollTop : 0;
    pane.dataset.of = shown;
    pane.hidden = !item && step !== null; // the step alone is told
    pane.setAttribute("aria-label", item ? "Selected" : "About this picture");
    if (!item) pane.replaceChildren(...this.about());
    else if (typeof selected === "number") pane.replaceChildren(...this.node(item));
    else pane.replaceChildren(...this.group(selected, item));
    if (item) explainBullets(pane);
    side.scrollTop = scrolled;
  },

  /* ---- a node ---- */

  node(node) {
    const known = steps.known(node.id);
    const isTold = steps.current?.key === node.id; // above: its formula, or what it passes on
    return [
      this.heading(called(node), called(node) === node.title ? null : node.title),
      this.place(node),
      node.problem != null ? problemBox(model.document.problems[node.problem]) : null,
      node.note || (node.change && node.change !== "kept")
        ? html("p", { class: "change " + node.change }, html("b", {}, CHANGES_OF_STAGE[node.change]?.text ?? "kept"), node.note ? [": ", prose(node.note)] : "")
        : null,
      isTold ? null : this.formula(node),
      isUnknown(node) ? null : html("p", { class: "role" }, icon(node), ROLES[node.role] ?? node.role),
      this.shape(node),
      section("Value", this.value(node, known.value), "value"),
      this.gradientSection(node, known.gradient),
      known.gradient && !isTold && node.backward?.locals?.length ? section("Passed on, by the chain rule", [passedOn(node)]) : null,
      this.neighbours("Made from", producers(node.id), "from"),
      this.neighbours("Used by", consumers(node.id), "to"),
      this.twins(node),
    ].filter(Boolean);
  },

  heading(name, title) {
    const close = html("button", { type: "button", class: "close", title: "Close (Esc)", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => select(null));
    return html(
      "header", {}, html("h2", {}, name), title ? html("span", { class: "op" }, title) : null, close);
  },

  /// Where it stands: in which layers, and at which line of the script.
  place(node) {
    const line = html("p", { class: "place" });
    for (const id of model.current().around(node.id)) {
      line.append(linkTo(id), html("span", { "aria-hidden": "true" }, " › "));
    }
    const span = node.spans?.[0];
    if (span) line.append(placeLink(span));
    return line.childElementCount ? line : null;
  },

  formula(node) {
    const formula = formulaOf(node);
    if (!formula || formula === called(node)) return null;
    return html("p", { class: "formula" }, node.name ? `${node.name} = ${formula}` : formula);
  },

  shape(node) {
    if (!node.shape) return null;
    const sizes = node.sizes && node.sizes !== node.shape ? html("span", { class: "sizes" }, ` = ${node.sizes}`) : null;
    return html("p", { class: "shape" }, "shape ", html("b", {}, node.shape), sizes);
  },

  value(node, known) {
    if (isUnknown(node)) return [html("p", { class: "absent" }, node.problem != null ? "not known" : prose(node.noValue))];
    if (!node.value) return [absent("not computed", node.noValue)];
    if (!known) return [absent("not yet", steps.when(node.id, "forward"))];
    return [tensor(node.value, `the value of ${called(node)}`)];
  },

  gradientSection(node, known) {
    if (!node.gradient && !node.noGradient) return null;
    const of = model.document.of;
    const title = gradientTitle(node, of);
    if (!node.gradient) return section(title, [absent("not computed", node.noGradient)], "gradient");
    if (!known) return section(title, [absent("not yet", steps.when(node.id, "backward"))], "gradient");
    const arrives = node.backward?.arrives;
    const content = [
      html("p", { class: "meaning" }, meaning(node, of)),
      tensor(node.gradient, title),
    ];
    if (arrives?.sum) {
      content.push(html("p", { class: "sum" }, `${arrives.terms.length} ways lead from ${called(node)} to ${of}: what comes back along each is added up.`));
      content.push(html("p", { class: "formula" }, arrives.sum));
    }
    return section(title, content, "gradient");
  },

  neighbours(title, edges, end) {
    if (edges.length === 0) return null;
    const list = html("ul", { class: "neighbours" });
    for (const edge of edges.slice(0, 60)) {
      const node = thing(edge[end]);
      const value = node.value && steps.known(node.id).value ? ` = ${node.value.short}` : "";
      list.append(html(
        "li", {}, linkTo(edge[end]),
        html("span", { class: "aside" }, node.name ? ` ${node.title}` : "", value),
        edge.hint ? html("span", { class: "hint" }, ` (${edge.hint})`) : null));
    }
    if (edges.length > 60) list.append(html("li", {}, `and ${edges.length - 60} more`));
    return section(title, [list]);
  },

  /// The nodes of other views that belong to this one.
  twins(node) {
    const list = html("ul", { class: "neighbours" });
    for (const [view, ids] of Object.entries(node.twins ?? {})) {
      const other = model.document.views.find((one) => one.id === view);
      for (const id of other ? ids : []) {
        const button = html("button", { type: "button", class: "link" }, called(other.nodes[id]));
        button.addEventListener("click", () => openView(view, { selected: id }));
        list.append(html("li", {}, button, html("span", { class: "aside" }, ` in “${other.title}”`)));
      }
    }
    return list.childElementCount ? section("In other views", [list]) : null;
  },

  /* ---- a group or a run ---- */

  group(id, item) {
    const nodes = model.current().inside(id).map((one) => thing(one));
    const parameters = nodes.filter((node) => node.role === "parameter");
    const { open } = state.get();
    const button = html("button", { type: "button" }, open.has(id) ? "Fold (Enter)" : "Unfold (Enter)");
    button.addEventListener("click", () => folds.toggle(id));
    const kind = item.kind === item.name ? "function" : (item.kind ?? "group");
    const what = id.startsWith("r") ? "layers of one kind, one after the other" : kind;
    return [
      this.heading(model.current().label(id), what),
      this.place({ id, spans: item.spans }),
      html("p", {}, `${count(nodes.length, "node")}, of which ${count(parameters.length, "parameter")}. `, button),
      this.neighbours("Goes in", producers(id), "from"),
      this.neighbours("Comes out", model.current().outputs(id).map((to) => ({ to })), "to"),
      this.neighbours("Used by", consumers(id), "to"),
      this.neighbours("Parameters inside", inOrder(parameters).map((node) => ({ to: node.id })), "to"),
    ].filter(Boolean);
  },

  /* ---- nothing is selected ---- */

  about() {
    const { document } = model;
    const view = model.current();
    const begin = html("button", { type: "button", class: "main" }, "Step through it");
    begin.addEventListener("click", () => steps.go(0));
    return [
      html("header", {}, html("h2", {}, "What you see")),
      html("p", {}, this.summary()),
      steps.list.length > 2 ? html("p", {}, begin, html("span", { class: "aside" }, " or press ", html("kbd", {}, "→"), "; ", html("kbd", {}, "Space"), " plays it.")) : null,
      ...(document.problems ?? []).map(problemBox),
      ...(document.remarks ?? []).map((remark) => html("p", { class: "remark" }, prose(remark))),
      ...(view.nodes.length > 0 ? this.legend(view) : []),
      html("p", { class: "aside" }, "Click a box for all that is known of it. ", html("kbd", {}, "/"), " searches, ", html("kbd", {}, "?"), " lists all keys."),
    ].filter(Boolean);
  },

  /// What is computed, from what, in words.
  summary() {
    const { of } = model.document;
    const nodes = model.first().nodes.filter((node) => !isUnknown(node));
    if (nodes.length === 0) return `There is nothing ${model.first().nodes.length ? "known" : "to draw"} yet.`;
    const all = (role) => inOrder(nodes.filter((node) => node.role === role));
    const parameters = all("parameter");
    const numbers = parameters.reduce((sum, node) => sum + (node.value?.count ?? 0), 0);
    const from = [
      all("data").length ? `data (${names(all("data"))})` : null,
      parameters.length
        ? `${count(parameters.length, "parameter")} (${names(parameters)}${numbers > parameters.length ? `: ${numbers} numbers` : ""})`
        : null,
      all("constant").length && !parameters.length ? `constants (${names(all("constant"))})` : null,
    ].filter(Boolean);
    const made = `by ${count(all("operation").length + all("output").length, "operation")}`;
    const output = nodes.find((node) => node.name === of) ?? all("output").at(-1);
    const result = output?.value ? ` = ${output.value.short}` : "";
    const how = `${from.length > 0 ? `from ${words(from)}, ` : ""}${made}`;
    const lost = model.first().nodes.filter(isUnknown);
    if (lost.length > 0) {
      return `What is known of ${model.document.title}: ${count(nodes.length, "value")}. ${count(lost.length, "value")} (${names(lost)}) ${lost.length === 1 ? "is" : "are"} not known, because something is wrong:`;
    }
    if (!of) return `A picture of ${model.document.title}: computed ${how}.`;
    const named = output ? this.resultLink(`${of}${result}`, output.id) : of;
    const changes = nodes.some((node) => node.gradient) ? `; and how ${of} changes when any of them changes` : "";
    return ["How ", named, ` is computed ${how}${changes}.`];
  },

  /// `J = 0.693`: shows that box, which may stand below the window's end.
  resultLink(text, id) {
    const button = html("button", { type: "button", class: "link result", title: "Show its box" }, text);
    button.addEventListener("click", () => {
      if (model.current() !== model.first()) openView(model.first().id);
      select(id);
    });
    return button;
  },

  legend(view) {
    const seen = new Set(view.nodes.filter((node) => !isUnknown(node)).map((node) => (node.pass === "backward" ? "backward" : node.role)));
    const shapes = {
      data: "data: from outside, not learnt",
      parameter: "parameter: what training changes",
      constant: "constant of the script",
      operation: "operation: computed from the boxes that point at it",
      output: `output: ${model.document.of || "the result"}`,
      backward: "computed in the backward pass",
    };
    const list = html("ul", { class: "legend" });
    for (const [role, text] of Object.entries(shapes)) {
      if (seen.has(role)) list.append(html("li", {}, icon({ role, pass: role }), text));
    }
    if (view.nodes.some((node) => node.problem != null)) list.append(html("li", {}, icon({ role: "problem" }), "wrong: the box says what is wrong"));
    if (view.nodes.some((node) => isUnknown(node) && node.problem == null)) list.append(html("li", {}, icon({ role: "unknown" }), "not known because of that"));
    if (view.groups?.length) list.append(html("li", {}, icon({ role: "group" }), "layer or function: Enter or a double click folds and unfolds it"));
    if (view.runs?.length) list.append(html("li", {}, icon({ role: "run" }), "several such layers in a row, folded"));
    return [html("h3", {}, "How to read it"), list, this.reading(view)];
  },

  /// What the numbers in the boxes are: only of what this view has.
  reading(view) {
    const { of } = model.document;
    const example = view.nodes.find((node) => node.gradient && node.role === "parameter") ?? view.nodes.find((node) => node.gradient);
    const numbers = view.nodes.flatMap((node) => [node.value, node.gradient]).filter(Boolean);
    const large = numbers.find((one) => one.short.includes("…"));
    const same = numbers.find((one) => one.short.startsWith("all "));
    const marks = new Set(numbers.flatMap((one) => one.marks ?? []));
    const sizes = dimensions(view);
    const pictured = numbers.filter((one) => isVaried(one.heat));
    const varied = pictured.map((one) => one.heat);
    const blocks = pictured.filter((one) => perCell(one) > 1).length;
    const divided = varied.filter(({ low, high }) => diverges(low, high)).length;
    const colours = [
      divided > 0 && "blue below 0, white at 0, brown above",
      divided < varied.length && "of one sign, from dark for the smallest to yellow for the largest",
    ].filter(Boolean).join("; ");
    const cells = blocks === 0 ? "every entry as a colour"
      : blocks === pictured.length ? "block means: each cell is the mean of a block of entries, as a colour"
        : "every entry as a colour, or block means, where there are too many";
    const shape = view.nodes.find((node) => node.shape?.includes(","))?.shape;
    const rows = [
      ["value", "what the forward pass finds, going along the arrows"],
      example && [
        example.gradientOf,
        `the gradient, which the backward pass finds, going against the arrows: when ${example.gradient.count === 1 ? "" : "an entry of "}${called(example)} grows by a little, ${of} grows by about this × that little`,
        "gradient"],
      shape && [shape, `the shape: rows and columns${sizes ? `; here ${sizes}` : ""}. A scalar is one number`],
      same && [same.short.replace(/ \(.*/, ""), "every entry is this number"],
      large && [large.short, "of many numbers: the smallest … the largest, their mean, and (rows × columns)"],
      view.nodes.some((node) => node.formula?.includes("•") && formulaLines(node)[0].includes("•")) && ["•", "in a formula: a value without a name, which an arrow brings"],
      view.nodes.some((node) => node.forward?.numbers?.startsWith("at ["))
        && ["at [0, 0]", "one entry, worked out: that of row 0 and column 0, the first of each, for one counts from 0"],
      varied.length > 0 && ["small picture", `${cells}: ${colours}`],
      ...[...marks].map((mark) => [MARKS[mark]?.[0] ?? mark, MARKS[mark]?.[1] ?? ""]),
    ].filter(Boolean);
    return html(
      "dl", { class: "reading" },
      ...rows.flatMap(([name, text, kind]) => [html("dt", { class: kind }, name), html("dd", {}, text)]));
  },
};

/* ---- words and small parts that several panes use ---- */

/// What a node is called: its name, else its formula, else its operation. A layer's parameter is
/// called as the language does, `hidden.W`.
function called(node) {
  const around = node.role === "parameter" && node.name ? model.current().groups[node.group] : null;
  // A function is a group of its own name, a layer one of the name that it was given.
  if (around?.name && around.kind !== around.name && !["for", "part"].includes(around.kind)) {
    return `${around.name}.${node.name}`;
  }
  return node.name ?? node.label ?? formulaOf(node) ?? node.title;
}

/// The formula of a node. Where the box leaves out an operand without a name (`Y * •`), that of the
/// step says more, or else the script.
function formulaOf(node) {
  if (!node.formula?.includes("•")) return node.formula;
  const told = node.forward?.formula?.replace(`${node.name} = `, "");
  return told && !told.includes("•") ? told : (source.words(node) ?? node.formula);
}

/// `∂J/∂(1 - A)`, in full.
function gradientTitle(node, of) {
  if (!node.gradientOf?.includes("/")) return `∂${of} by this value`;
  if (!node.gradientOf.includes("•")) return node.gradientOf;
  const whole = formulaOf(node);
  return whole && !whole.includes("•") ? `∂${of}/∂(${whole})` : `∂${of} by this value`;
}

/// `n = 30, m = 456`: the named dimensions that are known.
function dimensions(view) {
  const known = new Map();
  for (const { shape, sizes } of view.nodes) {
    if (!shape || !sizes) continue;
    const parts = (text) => text.replace(/[[\]]/g, "").split(", ");
    const found = parts(sizes);
    parts(shape).forEach((name, i) => /^[\p{L}_]+$/u.test(name) && found[i] && known.set(name, found[i]));
  }
  return [...known].map(([name, size]) => `${name} = ${size}`).join(", ");
}

/// What a gradient says, in words.
function meaning(node, of) {
  const name = called(node);
  if (name === of) return `${of} itself: the backward pass starts with 1.`;
  if (node.gradient.count !== 1) {
    return `Entry by entry: when that entry of ${name} grows by a little, ${of} changes by about this × that little; where it is negative, ${of} falls.`;
  }
  const number = (node.gradient.text ?? node.gradient.short).replace(/[[\]]/g, "");
  if (Number(number) === 0) return `When ${name} changes by a little, ${of} does not change.`;
  const falls = /^[-−]/.test(number);
  return `When ${name} grows by a little, ${of} ${falls ? "falls" : "grows"} by about ${number.replace(/^[-−]/, "")} × that little.`;
}

function section(title, content, kind = "") {
  return html("section", { class: kind }, html("h3", {}, title), ...content);
}

/// "not computed, because …": what is absent is never shown as 0.
function absent(what, because) {
  const link = what === "not computed" ? ", because " : ": ";
  return html("p", { class: "absent" }, because ? [what, link, prose(because)] : what);
}

/// A button that selects a thing; pointing at it lights the thing up.
function linkTo(id) {
  const button = html("button", { type: "button", class: "link" }, called(thing(id)));
  button.addEventListener("click", () => select(id));
  for (const [event, hovered] of [["mouseenter", id], ["mouseleave", null], ["focus", id], ["blur", null]]) {
    button.addEventListener(event, () => state.set({ hovered }));
  }
  return button;
}

/// Prose of the document, in which `code` stands between backticks.
function prose(text) {
  return `${text}`.split("`").map((part, i) => (i % 2 === 1 ? html("code", {}, part) : part));
}

/// `logreg.adj:12`: shows that place of the script.
function placeLink(span) {
  const button = html(
    "button", { type: "button", class: "link", title: "Show it in the script" }, source.place(span));
  button.addEventListener("click", () => source.reveal(span));
  return button;
}

/// The shape of a box, small, as the canvas draws it.
function icon({ role, pass }) {
  const kind = pass === "backward" ? "backward" : role;
  const picture = svg("svg", { class: `icon ${kind}`, viewBox: "0 0 22 16", "aria-hidden": "true" });
  if (kind === "run") picture.append(svg("rect", { x: 5, y: 1, width: 16, height: 11, rx: 2 }));
  if (kind === "data") picture.append(svg("path", { d: "M1.5 1.5h14l5 5v8h-19z" }));
  else {
    const radius = { parameter: 6, group: 3, run: 2 }[kind] ?? 2;
    const box = kind === "run" ? { x: 1, y: 4, width: 16, height: 11 } : { x: 1.5, y: 1.5, width: 19, height: 13 };
    picture.append(svg("rect", { ...box, rx: radius }));
  }
  if (kind === "output") picture.append(svg("rect", { x: 4, y: 4, width: 14, height: 8, rx: 1 }));
  return picture;
}

/// Nodes as they stand in the script; those of one family, which stand at one place, by their numbers.
function inOrder(nodes) {
  const start = ({ spans }) => spans?.[0]?.start ?? Infinity;
  const byName = (a, b) => (a.name ?? "").localeCompare(b.name ?? "", "en", { numeric: true });
  return [...nodes].sort((a, b) => {
    if (start(a) !== start(b)) return start(a) - start(b);
    return start(a) === Infinity ? 0 : byName(a, b);
  });
}

/// The first few names, so that a sentence stays one.
function names(nodes) {
  const all = nodes.map((node) => (node.name ? called(node) : (node.value?.short ?? called(node))));
  return all.length > 5 ? `${all.slice(0, 4).join(", ")}, …` : all.join(", ");
}

function words(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
