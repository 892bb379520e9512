// The forward pass and then the backward pass, one box at a time: their order, what is known at each
// step, and the player. What happens at a step is told in telling.js.

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
  const given = (id) => isGiven(view.nodes[id]);
  const start = view.nodes.filter(isGiven).map((node) => node.id);
  if (start.length > 0) list.push({ pass: "given", key: null, nodes: start });
  for (const pass of ["forward", "backward"]) {
    for (const key of boxes) {
      const nodes = view.inside(key).filter((id) => !given(id) && !isUnknown(view.nodes[id]) && view.nodes[id].pass === pass);
      if (nodes.length > 0) list.push({ pass, key, nodes });
    }
  }
  const forward = places(list);
  const turn = list.length;
  for (const key of backwards(view, open, boxes)) {
    const nodes = view.inside(key).filter((id) => hasDerivative(view.nodes[id]));
    list.push({ pass: "backward", key, nodes: nodes.toReversed() });
  }
  return { view, open, list, turn, forward, backward: places(list.slice(turn), turn) };
}

const isGiven = (node) => ["data", "parameter", "constant"].includes(node.role);
const hasDerivative = (node) => Boolean(node.backward || node.gradient);

/// The boxes that have a derivative in the order of the backward pass: from the last one back, and
/// what is given as soon as all that use it have had their turn, as notes have it: dZ2, dW2, db2, dZ1.
function backwards(view, open, boxes) {
  const turns = boxes.filter((key) => view.inside(key).some((id) => hasDerivative(view.nodes[id])));
  const start = turns.filter((key) => view.inside(key).every((id) => isGiven(view.nodes[id])));
  const waits = new Map(start.map((key) => [key, 0])); // for how many of its users each does
  const takes = new Map(turns.map((key) => [key, []]));
  for (const { from, to } of view.lines(open)) {
    if (!waits.has(from) || !takes.has(to)) continue;
    waits.set(from, waits.get(from) + 1);
    takes.get(to).push(from);
  }
  const place = new Map(turns.map((key, i) => [key, i]));
  takes.forEach((keys) => keys.sort((a, b) => place.get(a) - place.get(b)));
  const unused = start.filter((key) => waits.get(key) === 0).toReversed();
  const order = [];
  for (const key of turns.toReversed()) {
    if (waits.has(key)) continue;
    order.push(key);
    for (const from of takes.get(key)) {
      waits.set(from, waits.get(from) - 1);
      if (waits.get(from) === 0) order.push(from);
    }
  }
  return [...order, ...unused];
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
    this.halves = html("div", { class: "halves", "aria-hidden": "true" }, html("span", {}, "forward"), html("span", {}, "backward"));
    this.status = html("output", { class: "status" });
    const speeds = [["0.5", "½×"], ["1", "1×"], ["2", "2×"], ["4", "4×"], ["16", "16×"]];
    this.speed = html("select", { "aria-label": "Speed", title: "Speed" }, ...speeds.map(([value, text]) => html("option", { value, selected: value === "1" }, text)));
    this.speed.addEventListener("change", () => steps.tick());
    $("player").append(
      html("div", { class: "buttons" }, this.first, this.previous, this.toggle, this.next, this.last),
      html("div", { class: "track" }, this.slider, this.halves),
      this.status, this.speed);
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
