// The drawing: boxes, frames and wires as SVG, in the light of what is selected, pointed at and known
// at the step; with what the pointer does to them. The camera is in camera.js.

const canvas = (() => {
  const scene = {
    frames: svg("g", { class: "frames" }), wires: svg("g", { class: "wires" }),
    boxes: svg("g", { class: "boxes" }),
  };
  const world = svg("g", { class: "world" }, scene.frames, scene.wires, scene.boxes);
  const root = svg("svg", { class: "canvas", role: "group", "aria-label": "Computation graph", "font-family": fonts.sans }, world);
  document.getElementById("graph").prepend(root);
  const watchers = [];
  const watched = (isNew) => watchers.forEach((listener) => listener(isNew));
  const camera = lens(root, world, () => {
    cull();
    watched(false);
  });
  const progress = html("div", { class: "progress", role: "status", hidden: true });
  root.after(progress);
  let shown = { view: null, open: new Set() };
  let work = null;
  let wanted = null;
  let placed = { width: 0, height: 0, boxes: new Map(), frames: new Map(), wires: [] };
  let elements = new Map(); // of boxes, by key
  let frames = new Map();
  let headings = new Map();
  let wires = []; // {wire, element}

  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const keyOf = (element) => {
    const text = element?.closest("[data-key]")?.dataset.key;
    return text === undefined ? null : /^\d+$/.test(text) ? Number(text) : text;
  };
  const spot = (key) => placed.boxes.get(key) ?? placed.frames.get(key) ?? null;

  /// Lays out anew, and then draws. What takes long goes on a little at a time, so that the page
  /// answers meanwhile; another change puts an end to it.
  function arrange(then) {
    const { open, direction } = state.get();
    const view = model.current();
    const mine = layout(view, open, direction);
    work = mine;
    const go = (patience) => {
      if (work !== mine) return;
      const until = performance.now() + patience;
      let part = mine.next();
      while (!part.done && performance.now() < until) part = mine.next();
      progress.hidden = part.done;
      if (part.done) return then(draw(view, open, part.value));
      progress.textContent = `Laying out: ${Math.round(100 * part.value)} %`;
      setTimeout(go, 0, 40);
    };
    go(400);
  }

  /// Draws what is to be seen.
  function draw(view, open, places) {
    const before = { ...placed, open: shown.open };
    const focused = keyOf(document.activeElement);
    shown = { view, open };
    placed = places;
    // As one reads: what is computed from something lies further along, so this order respects that.
    const [along, across] = state.get().direction === "right" ? ["x", "y"] : ["y", "x"];
    const order = [...placed.boxes].sort(([, a], [, b]) => a[along] - b[along] || a[across] - b[across]).map(([key]) => key);
    elements = new Map(order.map((key) => [key, box(view, key)]));
    frames = new Map([...placed.frames].sort(([, a], [, b]) => a.depth - b.depth).map(([key, at]) => [key, frame(view, key, at)]));
    wires = placed.wires.map((wire) => ({ wire, element: wireOf(view, wire) }));
    fill(scene.frames, [...frames.values()]);
    headings = new Map();
    fill(scene.wires, wires.map(({ element }) => element));
    fill(scene.boxes, order.flatMap((key) => {
      const entered = view.around(key).filter((group) => !headings.has(group));
      entered.forEach((group) => headings.set(group, heading(view, group, placed.frames.get(group))));
      return [...entered.map((group) => headings.get(group)), elements.get(key)];
    }));
    built.clear();
    camera.bounds(placed);
    light();
    watched(true);
    return { before, focused };
  }

  const built = new Set();

  /// A box, empty until it comes into sight.
  function box(view, key) {
    const { x, y } = placed.boxes.get(key);
    const { role, pass, kind, change, problem } = card(view, key);
    const classes = ["box", role, kind, pass, change ? `change-${change}` : "", problem === null ? "" : "problem"];
    return svg("g", {
      class: classes.filter(Boolean).join(" "), "data-key": key, transform: `translate(${x} ${y})`, tabindex: 0,
      role: "button", "aria-expanded": kind === "node" ? null : "false",
    });
  }

  function build(key) {
    if (built.has(key)) return;
    built.add(key);
    elements.get(key).append(...contents(shown.view, key));
  }

  function buildAll() {
    for (const [key, element] of elements) {
      build(key);
      element.removeAttribute("display");
    }
  }

  /// Only what is in sight is drawn.
  function cull() {
    if (root.classList.contains("printing")) return;
    const sight = camera.sight(80);
    for (const [key, element] of elements) {
      const { x, y, width, height } = placed.boxes.get(key);
      const seen = x < sight.x + sight.width && x + width > sight.x && y < sight.y + sight.height && y + height > sight.y;
      if (seen) build(key);
      if (seen === element.hasAttribute("display")) {
        if (seen) element.removeAttribute("display");
        else element.setAttribute("display", "none");
      }
    }
    root.classList.toggle("far", camera.scale() < 0.3);
  }

  function frame(view, key, { x, y, width, height, depth }) {
    return svg("rect", { class: `frame ${depth % 2 ? "odd" : "even"} ${view.kind(key)}`, "data-key": key, x, y, width, height, rx: 9 });
  }

  function heading(view, key, { x, y, width }) {
    const text = view.label(key);
    let length = Array.from(text).length;
    while (length > 3 && widthOf(cut(text, length), "frame") > width - 44) length--;
    const shown = cut(text, length);
    const wide = widthOf(shown, "frame");
    return svg(
      "g", { class: "heading", "data-key": key, tabindex: 0, role: "button", "aria-label": `${text}, open group`, "aria-expanded": "true" },
      svg("rect", { class: "plate", x: x + 4, y: y + 4, width: wide + 27, height: 24, rx: 5 }),
      foldMark(key, true, x + 7, y + 9),
      textOf({ text: shown, setting: "frame", x: x + 28, y: y + 20.5, width: wide }));
  }

  const ARROW = "M0 0L-9 -3.8L-7.4 0L-9 3.8Z";

  function wireOf(view, wire) {
    const { path, tip, angle, points, from, to, edges } = wire;
    const names = [...new Set(edges.map((edge) => called(view.nodes[edge.from])))];
    const hints = [...new Set(edges.map((edge) => edge.hint).filter(Boolean))];
    const start = points[0];
    const [before, after] = [card(view, from).pass, card(view, to).pass];
    const classes = ["wire", edges.length > 1 ? "several" : "", after === "backward" ? "back" : "", before === after ? "" : "over"];
    return svg(
      "g", { class: classes.filter(Boolean).join(" "), "data-from": from, "data-to": to },
      svg("title", {}, `${names.join(", ")} → ${typeof to === "number" ? called(view.nodes[to]) : view.label(to)}`),
      svg("path", { class: "reach", d: path }),
      svg("path", { class: "line", d: path }),
      svg("path", { class: "arrow", d: ARROW, transform: `translate(${tip.x} ${tip.y}) rotate(${angle})` }),
      svg("path", { class: "arrow return", d: ARROW, transform: `translate(${start.x} ${start.y}) rotate(${angle + 180})` }),
      hints.length === 0 ? null : textOf({
        text: hints.join(", "), setting: "hint", ...hintPlace(wire), width: widthOf(hints.join(", "), "hint") }));
  }

  /// Beside the tip of an arrow, on the side away from the arrows next to it.
  function hintPlace({ to, tip }) {
    const { x, y, width, height } = placed.boxes.get(to);
    if (state.get().direction === "right") {
      return { x: tip.x - 11, y: tip.y < y + height / 2 ? tip.y - 6 : tip.y + 13, anchor: "end" };
    }
    return tip.x < x + width / 2 ? { x: tip.x - 7, y: tip.y - 9, anchor: "end" } : { x: tip.x + 7, y: tip.y - 9 };
  }

  /// Classes for what is selected, pointed at, and known at the step.
  function light() {
    const { view, open } = shown;
    const { selected, hovered, step } = state.get();
    if (view === null || view !== model.current()) return;
    const seen = (key) => (key === null || !view.has(key) ? null : view.box(key, open));
    const [chosen, pointed] = [seen(selected), seen(hovered)];
    const told = step === null ? null : steps.list[step] ?? null;
    const at = (key) => told !== null && (told.key === key || (told.pass === "given" && told.nodes.includes(key)));
    const about = (key) => (key === null ? new Set() : new Set(elements.has(key) ? [key] : view.inside(key).map((id) => view.box(id, open))));
    const centre = about(pointed ?? chosen);
    const near = new Map();
    root.classList.toggle("choosing", chosen !== null && step === null);
    for (const { wire, element } of wires) {
      const [into, out] = [centre.has(wire.to) && !centre.has(wire.from), centre.has(wire.from) && !centre.has(wire.to)];
      if (into) near.set(wire.from, "producer");
      if (out) near.set(wire.to, "consumer");
      const forward = told?.pass === "forward" && at(wire.to);
      const backward = told?.pass === "backward" && at(wire.from);
      const onward = told?.pass === "backward" && at(wire.to);
      mark(element, { into, out, inner: centre.has(wire.from) && centre.has(wire.to), carrying: forward, returning: backward, onward });
      if (into || out || forward || backward || onward) scene.wires.append(element);
    }
    for (const [key, element] of elements) {
      const known = knowledge(view, key);
      name(element, spoken(view, key, known));
      mark(element, {
        selected: key === chosen, hovered: key === pointed, producer: near.get(key) === "producer",
        consumer: near.get(key) === "consumer", lit: centre.has(key),
        "no-value": !known.value, "no-gradient": !known.gradient, active: at(key), returns: told?.pass === "backward",
      });
    }
    for (const [key, element] of frames) mark(element, { selected: key === chosen, hovered: key === pointed });
  }

  /// What is known of a box at the step; of a folded one, what is known of all that it gives.
  function knowledge(view, key) {
    const all = (typeof key === "number" ? [key] : view.outputs(key)).map((id) => steps.known(id));
    return { value: all.every((one) => one.value), gradient: all.every((one) => one.gradient) };
  }

  function name(element, text) {
    if (element.getAttribute("aria-label") !== text) element.setAttribute("aria-label", text);
  }

  function mark(element, classes) {
    for (const [name, wanted] of Object.entries(classes)) element.classList.toggle(name, wanted);
  }

  /// After folding: what was folded stays where it was, the rest moves there.
  function refold({ before, focused }) {
    const { open } = shown;
    const toggled = [...new Set([...open, ...before.open])].filter((key) => open.has(key) !== before.open.has(key));
    const from = (key) => before.boxes.get(key) ?? before.frames.get(key);
    const anchor = toggled.length === 1 && from(toggled[0]) && spot(toggled[0]) ? toggled[0] : null;
    if (anchor === null) {
      camera.fit(beginning);
    } else {
      camera.shift(from(anchor).x - spot(anchor).x, from(anchor).y - spot(anchor).y);
      camera.bring(spot(anchor), false, 40);
      if (elements.size < 300 && !still()) glide(before, from(anchor), spot(anchor));
    }
    if (focused !== null) element(focused)?.focus({ preventScroll: true });
    find();
  }

  /// Where to begin reading: the box from which all flows down, or to the right, with all that stands
  /// across the flow as far as one sees, where there is room for it.
  function beginning(room) {
    const [along, across, length, breadth] = state.get().direction === "right"
      ? ["x", "y", "width", "height"] : ["y", "x", "height", "width"];
    const all = [...placed.boxes.values(), ...placed.frames.values()];
    const first = [...placed.boxes.values()].reduce((a, b) => (b[along] < a[along] - 1 ? b : a));
    const seen = all.filter((one) => one[along] + one[length] / 2 < first[along] + room[length]);
    const from = seen.reduce((least, one) => Math.min(least, one[across]), Infinity);
    const to = seen.reduce((most, one) => Math.max(most, one[across] + one[breadth]), -Infinity);
    return to - from > room[breadth] ? first : { ...first, [across]: from, [breadth]: to - from };
  }

  const element = (key) => elements.get(key) ?? headings.get(key) ?? null;

  function glide(before, was, is) {
    const timing = { duration: 220, easing: "ease-out" };
    for (const [key, at] of placed.boxes) {
      const old = before.boxes.get(key);
      const dx = old ? old.x - was.x - (at.x - is.x) : 0;
      const dy = old ? old.y - was.y - (at.y - is.y) : 0;
      const to = `translate(${at.x}px, ${at.y}px)`;
      if (!old) elements.get(key).animate({ opacity: [0, 1] }, timing);
      else if (dx !== 0 || dy !== 0) {
        elements.get(key).animate({ transform: [`translate(${at.x + dx}px, ${at.y + dy}px)`, to] }, timing);
      }
    }
    [scene.wires, scene.frames, ...headings.values()].forEach((part) => part.animate({ opacity: [0, 0.2, 1] }, timing));
  }

  /// Brings a node, group or run into sight, opened up to it.
  function show(key) {
    const view = model.current();
    if (!view.has(key)) return;
    wanted = key;
    folds.reveal(key);
    find();
  }

  /// Another document with the same boxes is seen from where the last was.
  function stay({ before, focused }) {
    const same = before.boxes.size === placed.boxes.size && [...before.boxes.keys()].every((key) => placed.boxes.has(key));
    if (same) cull();
    else camera.fit(beginning);
    if (focused !== null) element(focused)?.focus({ preventScroll: true });
  }

  /// Brings into sight what was asked for, once it is drawn.
  function find() {
    if (wanted === null || !spot(wanted)) return;
    camera.bring(spot(wanted), !still());
    wanted = null;
  }

  camera.gestures({
    click(target) {
      const fold = target.closest("[data-fold]");
      if (fold) return folds.toggle(fold.dataset.fold);
      state.set({ selected: keyOf(target) });
    },
    twice(target) {
      const key = keyOf(target);
      if (target.closest("[data-fold]")) return;
      if (typeof key === "string") folds.toggle(key);
      else if (key === null) camera.fit(null, !still());
    },
    over: (target) => state.set({ hovered: keyOf(target) }),
  });
  root.addEventListener("focusin", (event) => {
    const key = keyOf(event.target);
    if (key === null || !event.target.matches(":focus-visible")) return;
    state.set({ selected: key });
    if (spot(key)) camera.bring(spot(key), !still());
  });

  state.on(["view", "open", "direction", "document"], (values, changed) => {
    if (changed.has("view") || changed.has("direction")) arrange(() => camera.fit(beginning));
    else if (changed.has("document")) arrange(stay);
    else arrange(refold);
  });
  state.on(["selected", "hovered"], light);
  state.on("step", () => {
    light();
    const active = [...elements].find(([, one]) => one.classList.contains("active"));
    if (active) camera.bring(placed.boxes.get(active[0]), !still());
  });

  return {
    root, show, buildAll,
    placed: () => placed,
    /// The middle and size of each box, by key.
    places: () => new Map([...placed.boxes].map(([key, { x, y, width, height }]) => [
      key, { x: x + width / 2, y: y + height / 2, width, height }])),
    element,
    fit: () => camera.fit(null, !still()),
    zoom: (factor) => camera.zoom(factor),
    pan: (dx, dy) => camera.pan(dx, dy),
    centre: (at) => camera.centre(at),
    /// The part of the drawing that is in sight.
    sight: () => camera.sight(0),
    /// Calls a listener whenever the camera has moved, with true where the drawing is another.
    watch: (listener) => watchers.push(listener),
    still,
  };
})();
