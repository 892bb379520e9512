// The forward pass and then the backward pass, one box at a time: their order, what is known at each
// step, the player, and the text that tells what happens.

/// How long one step stands at normal speed, and all of them at most, in milliseconds.
const STEP_TIME = 1600;
const ALL_TIME = 90000;

const PASSES = {
  before: "Before the first step",
  given: "Given",
  forward: "Forward pass",
  backward: "Backward pass",
};

const steps = {
  /// The order for one view and its folds: `{list, forward, backward}`, where the maps say at which
  /// step a node's value and its gradient become known.
  order: null,
  anchor: null,
  timer: null,

  /// All steps: `{pass, key, nodes}`; a closed group or run is one.
  get list() {
    return this.plan().list;
  },

  plan() {
    const view = model.current();
    const { open } = state.get();
    if (this.order?.view !== view || this.order?.open !== open) this.order = planned(view, open);
    return this.order;
  },

  /// The step that is shown, or null.
  get current() {
    return this.list[state.get().step] ?? null;
  },

  /// What is known of a node, group or run at this step, and whether it is its turn:
  /// `{value, gradient, active}`; without stepping, all is known.
  known(key) {
    const { step } = state.get();
    if (step === null) return { value: true, gradient: true, active: false };
    const { list, forward, backward } = this.plan();
    const ids = typeof key === "number" ? [key] : model.current().outputs(key);
    const by = (turns) => ids.every((id) => (turns.get(id) ?? 0) <= step);
    const turn = list[step];
    const active = turn !== undefined && (turn.key === key || (turn.pass === "given" && turn.nodes.includes(key)));
    return { value: by(forward), gradient: by(backward), active };
  },

  /// When a node's turn comes, in words.
  when(id, pass) {
    const at = this.plan()[pass].get(id);
    return at === undefined ? "" : `the ${pass} pass comes here at step ${at}`;
  },

  go(step) {
    const last = this.list.length - 1;
    const to = Math.min(Math.max(step, 0), last);
    state.set({ step: to, selected: this.list[to].key, hovered: null });
  },
  next() {
    this.go((state.get().step ?? -1) + 1);
  },
  previous() {
    this.go((state.get().step ?? this.list.length) - 1);
  },
  leave() {
    state.set({ step: null, playing: false });
  },
  play(playing = !state.get().playing) {
    const { step } = state.get();
    if (playing && (step === null || step >= this.list.length - 1)) this.go(0);
    state.set({ playing });
  },

  /// Goes on by itself until the last step.
  tick() {
    clearTimeout(this.timer);
    const { playing, step } = state.get();
    if (!playing) return;
    if (step === null || step >= this.list.length - 1) {
      state.set({ playing: false });
      return;
    }
    const pace = Math.min(STEP_TIME, ALL_TIME / this.list.length) / Number(player.speed.value);
    this.timer = setTimeout(() => this.next(), pace);
  },

  mount() {
    player.mount();
    state.on(["open", "view", "document"], (values, changed) => this.keep(changed));
    state.on(["step", "view", "open", "playing", "document"], () => {
      const current = this.current;
      this.anchor = current && { pass: current.pass, node: current.nodes.at(-1) };
      player.draw();
      telling.draw();
      this.tick();
    });
    player.draw();
    telling.draw();
  },

  /// Folding changes the steps: the one with the same node stays.
  keep(changed) {
    const { step } = state.get();
    if (step === null) return;
    if (changed.has("step") || !this.anchor) {
      if (step >= this.list.length) state.set({ step: this.list.length - 1 });
      return;
    }
    const { pass, node } = this.anchor;
    const same = this.list.findIndex((one) => one.pass === pass && (node === undefined || one.nodes.includes(node)));
    state.set({ step: same >= 0 ? same : 0 });
  },
};

function planned(view, open) {
  const list = [{ pass: "before", key: null, nodes: [] }];
  const boxes = view.boxes(open);
  const given = (id) => ["data", "parameter", "constant"].includes(view.nodes[id].role);
  const start = view.nodes.filter((node) => given(node.id)).map((node) => node.id);
  if (start.length > 0) list.push({ pass: "given", key: null, nodes: start });
  for (const pass of ["forward", "backward"]) {
    for (const key of boxes) {
      const nodes = view.inside(key).filter((id) => !given(id) && !isUnknown(view.nodes[id]) && view.nodes[id].pass === pass);
      if (nodes.length > 0) list.push({ pass, key, nodes });
    }
  }
  const forward = places(list);
  const turn = list.length;
  for (const key of boxes.toReversed()) {
    const nodes = view.inside(key).filter((id) => view.nodes[id].backward || view.nodes[id].gradient);
    if (nodes.length > 0) list.push({ pass: "backward", key, nodes: nodes.toReversed() });
  }
  return { view, open, list, turn, forward, backward: places(list.slice(turn), turn) };
}

function places(list, from = 0) {
  return new Map(list.flatMap(({ nodes }, i) => nodes.map((node) => [node, from + i])));
}

/* ---- the player ---- */

const player = {
  mount() {
    const button = (name, title, act, ...content) => {
      const made = html("button", { type: "button", class: name, title, "aria-label": title }, ...content);
      made.addEventListener("click", act);
      return made;
    };
    this.first = button("first", "First step (Home)", () => steps.go(0), sign("first"));
    this.previous = button("previous", "Step back (←)", () => steps.previous(), sign("previous"));
    this.toggle = button("toggle", "Play (Space)", () => steps.play());
    this.next = button("next", "Step on (→)", () => steps.next(), sign("next"));
    this.last = button("last", "Last step (End)", () => steps.go(Infinity), sign("last"));
    this.slider = html("input", { type: "range", min: 0, step: 1, "aria-label": "Step" });
    this.slider.addEventListener("input", () => steps.go(Number(this.slider.value)));
    this.halves = html("div", { class: "halves", "aria-hidden": "true" }, html("span", {}, "forward →"), html("span", {}, "← backward"));
    this.status = html("output", { class: "status" });
    const speeds = [["0.5", "½×"], ["1", "1×"], ["2", "2×"], ["4", "4×"], ["16", "16×"]];
    this.speed = html("select", { "aria-label": "Speed", title: "Speed" }, ...speeds.map(([value, text]) => html("option", { value, selected: value === "1" }, text)));
    this.speed.addEventListener("change", () => steps.tick());
    this.leave = button("leave", "Leave stepping and show all (Esc)", () => steps.leave(), "Show all");
    $("player").append(
      html("div", { class: "buttons" }, this.first, this.previous, this.toggle, this.next, this.last),
      html("div", { class: "track" }, this.slider, this.halves),
      this.status, this.speed, this.leave);
  },

  draw() {
    const { list, turn } = steps.plan();
    const { step, playing } = state.get();
    const last = list.length - 1;
    $("stepping").hidden = last < 2;
    this.slider.max = last;
    this.slider.value = step ?? last;
    const share = turn <= last ? `${(100 * (turn - 0.5)) / last}%` : "100%";
    $("player").style.setProperty("--turn", share);
    this.halves.lastChild.hidden = turn > last;
    const current = steps.current;
    const where = current ? `${step} of ${last}` : `${last} steps`;
    this.slider.setAttribute("aria-valuetext", current ? `${where}, ${PASSES[current.pass]}` : "all is shown");
    this.status.textContent = where;
    const play = playing ? "Pause (Space)" : "Play (Space)";
    fill(this.toggle, sign(playing ? "pause" : "play"), playing ? "Pause" : "Play");
    this.toggle.title = play;
    this.toggle.setAttribute("aria-label", play);
    this.first.disabled = this.previous.disabled = step === 0;
    this.next.disabled = this.last.disabled = step === last;
    this.leave.style.visibility = step === null ? "hidden" : "";
  },
};

/// The signs of the player, drawn: not every font has them.
const SIGNS = {
  first: "M2 2h2.5v12H2zM14 2v12L5.5 8z",
  previous: "M12 2v12L3.5 8z",
  play: "M4 2v12l9-6z",
  pause: "M3.5 2H7v12H3.5zM9.5 2H13v12H9.5z",
  next: "M4 2v12l8.5-6z",
  last: "M2 2v12l8.5-6zM11.5 2H14v12h-2.5z",
};

function sign(name) {
  return svg("svg", { class: "sign", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: SIGNS[name] }));
}

/* ---- what happens at a step ---- */

const telling = {
  draw() {
    const current = steps.current;
    const pane = $("telling");
    pane.hidden = current === null;
    if (!current) return;
    const view = model.current();
    const name = current.key === null ? "" : called(view.item(current.key));
    const body = this.body(current, view);
    fill(
      pane,
      html("h3", { class: current.pass }, PASSES[current.pass], name ? html("span", {}, `: ${name}`) : null),
      body);
    pane.scrollTop = 0;
    announce(`Step ${state.get().step} of ${steps.list.length - 1}. ${this.sentence(current, view)}`);
  },

  sentence({ pass, key, nodes }, view) {
    if (pass === "before") return "Nothing is computed yet.";
    if (pass === "given") return `Given: ${nodes.slice(0, 6).map((id) => equation(view.nodes[id])).join(", ")}`;
    const said = typeof key === "number" ? [key] : view.outputs(key);
    if (pass === "forward") return `Forward: ${said.map((id) => equation(view.nodes[id])).join(", ")}`;
    return `Backward: ${said.map((id) => slope(view.nodes[id])).join(", ")}`;
  },

  body({ pass, key, nodes }, view) {
    if (pass === "before") return html("p", {}, before(view));
    if (pass === "given") return given(nodes.map((id) => view.nodes[id]));
    if (pass === "forward") return typeof key === "number" ? forward(view.nodes[key]) : forwardGroup(key, view);
    if (typeof key !== "number") return backwardGroup(key, view);
    return backward(view.nodes[key]);
  },
};

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
  const written = node.name && node.formula ? `${node.name} = ${node.formula}` : node.formula;
  const { formula = written, numbers } = node.forward ?? {};
  return html(
    "div", { class: "happens" },
    html("p", { class: "formula" }, formula ?? node.title, html("span", { class: "aside" }, `  ${node.title}`)),
    numbers ? html("p", { class: "formula plugged" }, numbers) : null,
    numbers ? null : result(node));
}

function result(node) {
  if (!node.value) return absent("not computed", node.noValue);
  return html("div", { class: "result" }, html("span", { class: "formula" }, `${called(node)} = `), node.value.text != null ? entries(node.value, called(node)) : node.value.short);
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
    "div", { class: "happens columns" },
    list("What arrives", view.outputs(key)),
    list("For its parameters", nodes.filter((node) => node.role === "parameter").map((node) => node.id)),
    list("For what went in", view.sources(key)),
    unfolding(key));
}

function backward(node) {
  const { arrives, locals = [], remark } = node.backward ?? {};
  return html(
    "div", { class: "happens columns" },
    html("div", { class: "arrives" }, html("h4", {}, "What arrives"), arriving(node, arrives)),
    locals.length > 0
      ? html("div", { class: "locals" }, html("h4", {}, "Passed on: what arrives, times the local derivative"), localTable(node))
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

/// For each operand: the local derivative, in symbols and numbers, and the contribution.
function localTable(node) {
  const view = model.current();
  const body = html("tbody", {});
  for (const local of node.backward.locals) {
    const operand = view.nodes[local.operand];
    const { formula, text, value } = local.contribution ?? {};
    const ways = operand?.backward?.arrives?.terms?.length ?? 1;
    body.append(html(
      "tr", {},
      html("th", { scope: "row" }, "to ", linkTo(local.operand)),
      html("td", {}, derivation(local.line), local.rule ? html("span", { class: "aside" }, prose(local.rule)) : null),
      html("td", {},
        formula ? worked(formula, text, value) : html("span", { class: "aside" }, "nothing flows back"),
        ways > 1 ? html("span", { class: "aside" }, `one of ${ways} contributions to ${operand.gradientOf}`) : null)));
  }
  return html(
    "table", { class: "chain" },
    html("thead", {}, html("tr", {}, html("th", {}, ""), html("th", { scope: "col" }, "local derivative"), html("th", { scope: "col" }, "contribution"))),
    body);
}
