// What lies out of sight: a small picture of the whole drawing, in which a press or a drag goes there,
// and the result as a button at that edge of the window behind which it lies.

/// The colours of a map, from below.
const MAP_ROLES = ["group", "constant", "operation", "data", "parameter", "backward", "output"];

const overview = {
  isWanted: true,

  mount() {
    this.window = svg("rect", { class: "window", "vector-effect": "non-scaling-stroke" });
    this.map = svg("svg", {
      id: "overview", tabindex: 0, role: "group",
      "aria-label": "Overview of the whole drawing: the arrow keys move the part that is in sight",
    });
    this.outcome = html("button", { type: "button", id: "outcome", title: "Show the result", hidden: true });
    this.outcome.addEventListener("click", () => select(this.result()));
    $("graph").append(this.outcome, this.map);
    this.map.addEventListener("pointerdown", (event) => {
      this.map.setPointerCapture(event.pointerId);
      this.go(event);
    });
    this.map.addEventListener("pointermove", (event) => this.map.hasPointerCapture(event.pointerId) && this.go(event));
    this.map.addEventListener("keydown", (event) => {
      const [dx, dy] = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [0, 0];
      if (event.shiftKey || (dx === 0 && dy === 0)) return;
      canvas.pan((dx * $("graph").clientWidth) / 4, (dy * $("graph").clientHeight) / 4);
      event.preventDefault();
    });
    canvas.watch((isNew) => {
      if (isNew) this.draw();
      this.follow();
    });
    state.on(["selected", "step"], () => {
      this.draw();
      this.follow();
    });
  },

  /// Shows or hides the map for good.
  toggle() {
    this.isWanted = !this.isWanted;
    this.follow();
  },

  /// The node that all this computes, or null.
  result() {
    const { of } = model.document;
    const outputs = model.current().nodes.filter((node) => node.role === "output");
    return (outputs.find((node) => node.name === of) ?? (of ? null : outputs.at(-1)))?.id ?? null;
  },

  draw() {
    const view = model.current();
    const { width, height, boxes, frames } = canvas.placed();
    const { selected, open } = state.get();
    const kinds = new Map(MAP_ROLES.map((role) => [role, []]));
    for (const [key, { x, y, width, height }] of boxes) {
      const { role, pass } = card(view, key);
      const kind = pass === "backward" ? "backward" : kinds.has(role) ? role : "operation";
      kinds.get(kind).push(`M${x} ${y}h${width}v${height}h${-width}z`);
    }
    const paths = [...kinds].filter(([, all]) => all.length > 0);
    const told = steps.current;
    const at = told?.key ?? (selected === null || !view.has(selected) ? null : view.box(selected, open));
    const here = boxes.get(at) ?? frames.get(at);
    fill(
      this.map,
      svg("title", {}, "All of it: press or drag to go there (m hides this)"),
      ...[...frames.values()].map(({ x, y, width, height }) => svg("rect", { class: "frame", x, y, width, height })),
      ...paths.map(([kind, all]) => svg("path", { class: kind, d: all.join(""), "vector-effect": "non-scaling-stroke" })),
      here && svg("rect", { class: told ? `here ${told.pass}` : "here", x: here.x, y: here.y, width: here.width, height: here.height, "vector-effect": "non-scaling-stroke" }),
      this.window);
    this.map.setAttribute("viewBox", `0 0 ${Math.max(1, width)} ${Math.max(1, height)}`);
    this.here = here;
  },

  /// The camera has moved.
  follow() {
    const { width, height } = canvas.placed();
    const { clientWidth: wide, clientHeight: tall } = $("graph");
    const sight = canvas.sight();
    const isWhole = sight.x <= 1 && sight.y <= 1 && sight.x + sight.width >= width - 1 && sight.y + sight.height >= height - 1;
    const isOff = isWhole || !this.isWanted || wide < 320;
    this.map.classList.toggle("off", isOff);
    this.lead(sight);
    if (isOff) return;
    const scale = Math.min(Math.min(150, wide / 4) / width, Math.min(170, tall / 3) / height);
    this.map.setAttribute("width", Math.round(width * scale));
    this.map.setAttribute("height", Math.round(height * scale));
    const [x, y] = [Math.max(0, sight.x), Math.max(0, sight.y)];
    const end = (from, length, all) => Math.max(0, Math.min(all, from + length));
    for (const [name, value] of Object.entries({
      x, y, width: Math.max(0, end(sight.x, sight.width, width) - x), height: Math.max(0, end(sight.y, sight.height, height) - y),
    })) this.window.setAttribute(name, value);
    this.avoid(sight, width * scale, height * scale);
  },

  /// The map is in the corner where it hides less, above all of what the reader looks at.
  avoid(sight, wide, tall) {
    const unit = sight.width / $("graph").clientWidth;
    const [breadth, depth] = [(wide + 24) * unit, (tall + 24) * unit];
    const top = sight.y + sight.height - depth;
    const hidden = (left) => [...canvas.placed().boxes.values()].reduce((all, box) => {
      const x = Math.min(box.x + box.width, left + breadth) - Math.max(box.x, left);
      const y = Math.min(box.y + box.height, top + depth) - Math.max(box.y, top);
      return all + Math.max(0, x) * Math.max(0, y) * (box === this.here ? 1000 : 1);
    }, 0);
    this.map.classList.toggle("left", hidden(sight.x) < hidden(sight.x + sight.width - breadth));
  },

  /// The result out of sight is at an edge.
  lead(sight) {
    const id = this.result();
    const { open } = state.get();
    const box = id === null ? null : canvas.placed().boxes.get(model.current().box(id, open));
    this.outcome.hidden = true;
    if (!box) return;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const side = y > sight.y + sight.height ? "↓" : y < sight.y ? "↑" : x > sight.x + sight.width ? "→" : x < sight.x ? "←" : null;
    if (side === null) return;
    const { name, value } = model.current().nodes[id];
    const number = value && steps.known(id).value ? ` = ${cut(value.short, 24)}` : "";
    this.outcome.textContent = `${side} ${name ?? "result"}${number}`;
    this.outcome.dataset.side = side;
    this.outcome.hidden = false;
  },

  /// Puts the point of the map that is pressed into the middle of the window.
  go(event) {
    const { left, top, width } = this.map.getBoundingClientRect();
    const scale = canvas.placed().width / (width - 2); // without its border
    canvas.centre({ x: (event.clientX - left) * scale, y: (event.clientY - top) * scale });
    event.preventDefault();
  },
};

overview.mount();
