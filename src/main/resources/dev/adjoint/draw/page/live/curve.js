// The costs of the run as curves, on which one points at a step and goes back there.

/// The costs, loop behind loop, with those of the run before in grey.
const curve = {
  ghosts: [],
  chosen: null, // whether equal ratios have equal heights; if null the costs decide
  logarithmic: false,
  size: { width: 600, height: 190 },
  room: { left: 62, right: 14, top: 24, bottom: 36 },
  pointed: null, // {loop, step} under the pointer

  mount(place) {
    this.root = svg("svg", { class: "curve", role: "img", tabindex: -1 });
    this.says = html("p", { class: "reading-line", "aria-live": "off" });
    place.append(this.root, this.says);
    this.root.addEventListener("pointermove", (event) => this.point(event));
    this.root.addEventListener("pointerleave", () => this.point(null));
    this.root.addEventListener("click", (event) => {
      this.point(event);
      if (this.pointed) play.rewind(this.pointed);
    });
    new ResizeObserver(() => {
      const { width, height } = this.root.getBoundingClientRect();
      if (width > 0) this.size = { width, height };
      this.draw();
    }).observe(this.root);
  },

  /// Where each loop begins, and where the last ends, in steps.
  starts() {
    let at = 0;
    const starts = run.loops.map((loop) => {
      const start = at;
      at += Math.max(1, run.busy && run.loops.length === 1 ? this.reach(loop) : Math.max(loop.done, this.ghostOf(loop)?.done ?? 0, 1));
      return start;
    });
    return { starts, end: Math.max(1, at) };
  },

  /// How far the axis goes while a loop goes on: not to the end of one that has hardly begun.
  reach(loop) {
    const ghost = this.ghostOf(loop)?.done ?? 0;
    return Math.min(loop.count, Math.max(2 ** Math.ceil(Math.log2(Math.max(16, loop.done * 1.05))), ghost));
  },

  ghostOf(loop) {
    return this.ghosts[run.loops.indexOf(loop)];
  },

  /// The axis upwards: `{low, high, ticks, place}`.
  axis() {
    const usable = (value) => value !== null && (!this.logarithmic || value > 0);
    let [low, high] = this.extent((value) => value !== null);
    // Of a training that went astray one sees nothing else where its last cost is the measure.
    this.logarithmic = this.chosen ?? (low > 0 && high / low > 1e6);
    [low, high] = this.extent(usable);
    if (low > high) return null;
    if (this.logarithmic) {
      const [from, to] = [Math.floor(Math.log10(low) + 1e-9), Math.max(Math.ceil(Math.log10(high) - 1e-9), Math.floor(Math.log10(low)) + 1)];
      const every = Math.max(1, Math.ceil((to - from) / 5));
      const ticks = [];
      for (let i = from; i <= Math.min(to, 308); i += every) ticks.push(10 ** i);
      return { ticks, place: (value) => (Math.log10(value) - from) / (to - from), usable };
    }
    if (low > 0 && low < high / 2) low = 0;
    const apart = high / 2 - low / 2; // the whole may be too large for a number
    if (!(apart > Math.max(1e-9 * Math.max(Math.abs(low), Math.abs(high)), 1e-300))) [low, high] = [low - Math.abs(low) / 2 - (low === 0), high + Math.abs(high) / 2 + (high === 0)];
    const ticks = rounded(low, high, 4);
    [low, high] = [Math.min(low, ticks[0]), Math.max(high, ticks.at(-1))];
    // Halves, as the whole may be too large for a number.
    return { ticks, place: (value) => (value / 2 - low / 2) / (high / 2 - low / 2), usable };
  },

  /// The lowest and the highest cost of those that are usable. A run before that went astray is no
  /// measure for this one.
  extent(usable) {
    const of = (loops) => {
      let [low, high] = [Infinity, -Infinity];
      for (const [, least, most] of loops.flatMap(({ points }) => points)) {
        if (usable(least) && least < low) low = least;
        if (usable(most) && most > high) high = most;
      }
      return [low, high];
    };
    const own = of(run.loops);
    const before = of(this.ghosts.slice(0, run.loops.length));
    const isAstray = own[0] <= own[1] && before[1] > 1000 * Math.max(Math.abs(own[0]), Math.abs(own[1]));
    return isAstray ? own : [Math.min(own[0], before[0]), Math.max(own[1], before[1])];
  },

  draw() {
    const axis = this.axis();
    controls.scale.setAttribute("aria-pressed", this.logarithmic);
    const { width, height } = this.size;
    const { left, right, top, bottom } = this.room;
    this.root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    if (axis === null) {
      const why = run.loops.length > 0 || run.busy ? "" : "This script trains nothing: it has no costs to show.";
      fill(this.root, svg("text", { x: width / 2, y: height / 2, "text-anchor": "middle" }, why));
      this.say();
      return;
    }
    const { starts, end } = this.starts();
    this.x = (loop, step) => left + ((starts[loop] + step) / end) * (width - left - right);
    this.y = (value) => top + (1 - axis.place(value)) * (height - top - bottom);
    const parts = [];
    for (const tick of axis.ticks) {
      const y = this.y(tick);
      parts.push(svg("line", { class: "grid-line", x1: left, x2: width - right, y1: y, y2: y }));
      parts.push(svg("text", { class: "tick", x: left - 7, y: y + 4, "text-anchor": "end" }, figure(tick)));
    }
    for (const tick of rounded(0, end, Math.max(2, Math.floor(width / 110))).filter((at) => at <= end && Number.isInteger(at))) {
      const x = left + (tick / end) * (width - left - right);
      parts.push(svg("line", { class: "edge-line", x1: x, x2: x, y1: height - bottom, y2: height - bottom + 4 }));
      parts.push(svg("text", { class: "tick", x, y: height - bottom + 17, "text-anchor": "middle" }, String(tick)));
    }
    const [loop] = run.loops;
    const names = [...new Set(run.loops.map(({ cost }) => cost).filter((cost) => cost !== ""))].join(", ");
    parts.push(svg("text", { class: "axis", x: left - 7, y: 13 }, names + (this.ghosts.some(({ points }) => points.length > 0) ? " (dashed: the run before)" : "")));
    parts.push(svg("text", { class: "axis", x: (left + width - right) / 2, y: height - 4, "text-anchor": "middle" }, run.loops.length === 1 ? loop.unit : "steps"));
    parts.push(svg("path", { class: "edge-line", d: `M${left} ${top}V${height - bottom}H${width - right}`, fill: "none" }));
    run.loops.forEach((loop, i) => {
      if (i > 0) parts.push(svg("line", { class: "border-line", x1: this.x(i, 0), x2: this.x(i, 0), y1: top, y2: height - bottom }));
      if (this.ghosts[i]) parts.push(this.line(this.ghosts[i], i, axis, "ghost"));
      parts.push(this.band(loop, i, axis), this.line(loop, i, axis, "cost"));
    });
    const at = run.shown;
    if (at && !run.busy && run.loops[at.loop]) {
      const x = this.x(at.loop, at.step);
      parts.push(svg("line", { class: "shown", x1: x, x2: x, y1: top, y2: height - bottom }));
    }
    if (this.pointed && run.loops[this.pointed.loop]) {
      const x = this.x(this.pointed.loop, this.pointed.step);
      const cost = run.costAt(this.pointed);
      parts.push(svg("line", { class: "pointed", x1: x, x2: x, y1: top, y2: height - bottom }));
      if (axis.usable(cost)) parts.push(svg("circle", { class: "pointed", cx: x, cy: this.y(cost), r: 4 }));
    }
    fill(this.root, ...parts);
    const said = run.loops.map((loop) => `${loop.title}: ${loop.cost || "steps"} after ${loop.done} of ${loop.count} is ${figure(loop.points.at(-1)?.[0] ?? null)}`);
    this.root.setAttribute("aria-label", "Cost curve. " + said.join("; "));
    this.say();
  },

  line(loop, index, axis, kind) {
    let d = "";
    let pen = "M";
    loop.points.forEach(([cost], i) => {
      if (!axis.usable(cost) || axis.place(cost) > 1.01) {
        pen = "M";
        return;
      }
      d += `${pen}${this.x(index, i * loop.stride).toFixed(1)} ${this.y(cost).toFixed(1)}`;
      pen = "L";
    });
    return svg("path", { class: kind, d, fill: "none" });
  },

  /// Between the lowest and the highest of the steps that one point stands for.
  band(loop, index, axis) {
    if (loop.stride === 1) return null;
    const usable = loop.points.map((point, i) => [i, point]).filter(([, [, low, high]]) => axis.usable(low) && axis.usable(high));
    const at = ([i, point], k) => `${this.x(index, i * loop.stride).toFixed(1)} ${this.y(point[k]).toFixed(1)}`;
    const around = [...usable.map((one) => at(one, 2)), ...usable.toReversed().map((one) => at(one, 1))];
    return svg("path", { class: "band", d: around.length > 2 ? `M${around.join("L")}Z` : "" });
  },

  /// The recorded step that is nearest to the pointer.
  point(event) {
    const { width } = this.size;
    this.pointed = null;
    if (event !== null && this.x && run.recorded.length > 0) {
      const box = this.root.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * width;
      const far = ({ loop, step }) => Math.abs(this.x(loop, step) - x);
      this.pointed = run.recorded.reduce((best, one) => (far(one) < far(best) ? one : best));
    }
    this.draw();
  },

  /// What is pointed at, in words, or else what is shown.
  say() {
    const { pointed } = this;
    this.says.textContent = pointed && run.loops[pointed.loop]
      ? `${run.called(pointed)}${run.costIn(pointed)}: click to go back there`
      : "";
  },
};

/// Round numbers from low to high, about so many; of any size.
function rounded(low, high, wanted) {
  const raw = high / wanted - low / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((one) => one >= raw * (1 - 1e-9));
  const ticks = [];
  const first = Math.floor(low / step + 1e-9);
  const count = Math.min(Math.floor(high / step + 0.999) - first, 4 * wanted);
  for (let i = 0; i <= count; i++) ticks.push(Number(((first + i) * step).toPrecision(12)));
  return ticks.filter(Number.isFinite);
}
