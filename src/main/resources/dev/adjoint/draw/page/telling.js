// What happens at a step, in words, formulas and numbers.

const telling = {
  draw() {
    const current = steps.current;
    const pane = $("telling");
    pane.hidden = current === null;
    if (!current) return;
    const view = model.current();
    const name = current.key === null ? "" : called(view.item(current.key));
    const body = this.body(current, view);
    const leave = html("button", { type: "button", class: "leave", title: "Leave stepping and show all (Esc)" }, "Show all");
    leave.addEventListener("click", () => steps.leave());
    fill(
      pane,
      html("header", {}, html("h3", { class: current.pass }, name ? [html("small", {}, PASSES[current.pass]), name] : PASSES[current.pass]), leave),
      body);
    explainBullets(pane);
    announce(`Step ${state.get().step} of ${steps.list.length - 1}. ${this.sentence(current, view)}`);
  },

  sentence({ pass, key, nodes }, view) {
    if (pass === "before") return "Nothing is computed yet.";
    if (pass === "given") return `Given: ${nodes.slice(0, 6).map((id) => equation(view.nodes[id])).join(", ")}`;
    const said = typeof key === "number" ? [key] : view.outputs(key);
    if (isComputed(pass, nodes, view)) return `${PASSES[pass]}: ${said.map((id) => equation(view.nodes[id])).join(", ")}`;
    return `Backward: ${said.map((id) => slope(view.nodes[id])).join(", ")}`;
  },

  body({ pass, key, nodes }, view) {
    if (pass === "before") return html("p", {}, before(view));
    if (pass === "given") return given(inOrder(nodes.map((id) => view.nodes[id])));
    if (isComputed(pass, nodes, view)) return typeof key === "number" ? forward(view.nodes[key]) : forwardGroup(key, view);
    if (typeof key !== "number") return backwardGroup(key, view);
    return backward(view.nodes[key]);
  },
};

/// Whether values are found, and not derivatives by them: the graph of a gradient computes it, box
/// after box, as the forward pass computes the others.
function isComputed(pass, nodes, view) {
  return pass === "forward" || nodes.every((id) => view.nodes[id].pass === "backward");
}

/// Formulas that leave out a value without a name need a word, where they stand.
function explainBullets(pane) {
  if (pane.textContent.includes("•")) pane.append(html("p", { class: "aside bullet" }, "• stands for a value without a name, which an arrow brings."));
}

function before(view) {
  const back = view.nodes.some((node) => node.backward || node.gradient);
  const of = model.document.of;
  return "Nothing is computed yet. The forward pass goes along the arrows and finds the value of each box" +
    (back ? `; then the backward pass goes against them, from ${of}, and finds for each box how much ${of} grows when that box grows by a little.` : ".");
}

/// `u = 6`, or the name alone where no value is at hand.
function equation(node) {
  return node.value ? `${called(node)} = ${node.value.text?.includes("\n") === false ? node.value.text : node.value.short}` : called(node);
}

function slope(node) {
  const name = node.gradientOf ?? `the gradient of ${called(node)}`;
  return node.gradient ? `${name} = ${node.gradient.text?.includes("\n") === false ? node.gradient.text : node.gradient.short}` : name;
}

function given(nodes) {
  const list = html("ul", { class: "chips" });
  for (const node of nodes.slice(0, 40)) {
    list.append(html("li", {}, icon(node), linkTo(node.id), node.value ? ` = ${node.value.short}` : absent("not computed", node.noValue).textContent.replace(/^/, " ")));
  }
  if (nodes.length > 40) list.append(html("li", {}, `and ${nodes.length - 40} more`));
  return list;
}

function forward(node) {
  const words = formulaOf(node);
  const written = node.name && words ? `${node.name} = ${words}` : words;
  const { formula: told, numbers } = node.forward ?? {};
  const formula = told?.includes("•") ? written : (told ?? written);
  const isEntry = numbers?.startsWith("at [");
  return html(
    "div", { class: "happens" },
    html("p", { class: "formula" }, formula ?? node.title, html("span", { class: "aside" }, `  ${node.title}`)),
    numbers && !isEntry ? html("p", { class: "formula plugged" }, numbers) : result(node),
    isEntry ? html("p", { class: "worked entry" }, numbers) : null);
}

function result(node) {
  if (!node.value) return absent("not computed", node.noValue);
  return html("div", { class: "result" }, html("span", { class: "formula" }, `${called(node)} = `), node.value.text != null ? entries(node.value, called(node)) : html("span", { class: "formula plugged" }, node.value.short));
}

function forwardGroup(key, view) {
  const list = html("ul", { class: "chips" });
  view.outputs(key).forEach((id) => list.append(html("li", {}, linkTo(id), view.nodes[id].value ? ` = ${view.nodes[id].value.short}` : "")));
  return html("div", { class: "happens" }, html("p", {}, `${count(view.inside(key).length, "node")} in one step. What comes out: `, list), unfolding(key));
}

function unfolding(key) {
  const button = html("button", { type: "button" }, "Unfold to see each");
  button.addEventListener("click", () => folds.toggle(key));
  return button;
}

/// In a closed box: what arrives at its outputs, and what it gives to its parameters and inputs.
function backwardGroup(key, view) {
  const nodes = view.inside(key).map((id) => view.nodes[id]);
  const list = (title, ids) => {
    const shown = ids.map((id) => view.nodes[id]).filter((node) => node.gradient || node.backward);
    if (shown.length === 0) return null;
    return html("div", {}, html("h4", {}, title), html("ul", { class: "chips" }, ...shown.map((node) => html("li", {}, linkTo(node.id), html("span", { class: "slope" }, ` ${slope(node)}`)))));
  };
  return html(
    "div", { class: "happens" },
    list("What arrives", view.outputs(key)),
    list("For its parameters", nodes.filter((node) => node.role === "parameter").map((node) => node.id)),
    list("For what went in", view.sources(key)),
    unfolding(key));
}

function backward(node) {
  const { arrives, locals = [], remark } = node.backward ?? {};
  return html(
    "div", { class: "happens" },
    html("div", {}, html("h4", {}, "What arrives"), arriving(node, arrives)),
    locals.length > 0
      ? html("div", {}, html("h4", {}, "Passed on: what arrives, times the local derivative"), passedOn(node))
      : null,
    remark ? html("p", { class: "remark" }, prose(remark)) : null,
    locals.length === 0 && !remark ? html("p", { class: "aside" }, ending(node)) : null);
}

function ending(node) {
  return node.role === "parameter"
    ? `Here the way back ends. Training moves ${called(node)} against this gradient, so that ${model.document.of} falls.`
    : "Nothing lies behind this box: here the way back ends.";
}

/// A formula and what it comes to; of a tensor its figures, then one entry that is worked out, which
/// the document gives as `at [0, 2]: …`.
function worked(formula, text, value, kind = "slope") {
  if (text && !text.startsWith("at [")) {
    return [html("span", { class: `worked ${kind}` }, formula, " = ", html("b", {}, text))];
  }
  const numbers = value ? (value.text?.includes("\n") === false ? value.text : value.short) : null;
  return [
    html("span", { class: `worked ${kind}` }, formula, numbers ? [" = ", html("b", {}, numbers)] : null),
    text ? html("span", { class: "worked entry" }, text) : null,
  ];
}

/// What has come together here, then the ways it came, and how they add up.
function arriving(node, arrives) {
  const terms = arrives?.terms ?? [];
  const list = html("ul", { class: "terms" });
  for (const term of terms) {
    list.append(html("li", {}, html("span", { class: "aside" }, "from ", linkTo(term.from)), worked(term.symbol, term.text, term.value, "")));
  }
  const entry = arrives?.text?.startsWith("at [");
  return html(
    "div", {},
    html("p", { class: "formula slope" }, !arrives?.text || entry ? slope(node) : arrives.text),
    entry && node.gradient?.text?.includes("\n") ? entries(node.gradient, node.gradientOf) : null,
    terms.length > 1 ? html("p", { class: "aside" }, `${called(node)} is used ${terms.length} times: what comes back along each way is added up.`) : null,
    terms.length > 0 ? list : null,
    terms.length > 1 && arrives.sum ? html("p", { class: "worked sum" }, arrives.sum) : null);
}

/// `d(log(A))/d(A) = 1 / A`, and one entry worked out.
function derivation(line) {
  const [symbols, ...entry] = line.split("; at [");
  return [
    html("span", { class: "worked" }, symbols),
    entry.length > 0 ? html("span", { class: "worked entry" }, `at [${entry.join("; at [")}`) : null,
  ];
}

/// For each operand: the local derivative, in symbols and numbers, and what it contributes there.
function passedOn(node) {
  const view = model.current();
  const list = html("dl", { class: "chain" });
  for (const local of node.backward.locals) {
    const operand = view.nodes[local.operand];
    const { formula, text, value } = local.contribution ?? {};
    const ways = operand?.backward?.arrives?.terms?.length ?? 1;
    list.append(
      html("dt", {}, "to ", linkTo(local.operand)),
      html("dd", {}, derivation(local.line), local.rule ? html("span", { class: "aside" }, prose(local.rule)) : null),
      html("dd", {},
        formula ? worked(formula, text, value) : html("span", { class: "aside" }, "nothing flows back"),
        ways > 1 ? html("span", { class: "aside" }, `one of ${ways} contributions to ${operand.gradientOf}`) : null));
  }
  return list;
}
