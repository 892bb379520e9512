// The page of `adjoint play`: follows the server that it comes from. New documents take the place of
// old ones, the banner says what is wrong, and below the graph are the costs of the run as they come,
// what it prints, and the buttons that stop it, take it back and let it go on.

/// What the server says of the run: its loops with their points, its output and its files.
const run = {
  number: null, phase: "waiting", shown: null, loops: [], lines: [], lost: 0, files: [],

  /// Takes an event, which tells only what is new.
  take(told) {
    if (told.run !== this.number) {
      if (this.number !== null) curve.ghosts = this.loops;
      Object.assign(this, { number: told.run, loops: [], lines: [], lost: 0 });
    }
    this.phase = told.phase;
    this.shown = told.shown;
    this.files = told.files;
    this.loops = told.loops.map((loop, i) => {
      const before = this.loops[i]?.points.slice(0, loop.from) ?? [];
      return { ...loop, points: [...before, ...loop.points] };
    });
    const { from, count, lines } = told.output;
    this.lines = [...this.lines.slice(0, Math.max(0, from - this.lost)), ...lines].slice(-1000);
    this.lost = count - this.lines.length;
  },

  get busy() {
    return this.phase === "running" || this.phase === "stopping";
  },

  /// All recorded steps, in the order in which they were reached: `{loop, step}`.
  get recorded() {
    return this.loops.flatMap((loop, i) => loop.recorded.map((step) => ({ loop: i, step })));
  },
};

/// A number for people: five digits.
function figure(number) {
  if (number === null) return "not finite";
  if (number === 0) return "0";
  const size = Math.abs(number);
  const text = size < 1e-4 || size >= 1e6 ? number.toExponential(3).replace(/\.?0+e/, "e") : String(Number(number.toPrecision(5)));
  return text.replaceAll("-", "−");
}

/// The costs, loop behind loop, with those of the run before in grey.
const curve = {
  ghosts: [],
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
    let [low, high] = [Infinity, -Infinity];
    for (const loop of [...run.loops, ...this.ghosts.slice(0, run.loops.length)]) {
      for (const [, least, most] of loop.points) {
        if (usable(least) && least < low) low = least;
        if (usable(most) && most > high) high = most;
      }
    }
    if (low > high) return null;
    if (this.logarithmic) {
      const [from, to] = [Math.floor(Math.log10(low) + 1e-9), Math.max(Math.ceil(Math.log10(high) - 1e-9), Math.floor(Math.log10(low)) + 1)];
      const every = Math.max(1, Math.ceil((to - from) / 5));
      const ticks = [];
      for (let i = from; i <= to; i += every) ticks.push(10 ** i);
      return { ticks, place: (value) => (Math.log10(value) - from) / (to - from), usable };
    }
    if (low > 0 && low < high / 2) low = 0;
    if (low === high) [low, high] = [low - Math.abs(low) / 2 - (low === 0), high + Math.abs(high) / 2 + (high === 0)];
    const ticks = rounded(low, high, 4);
    [low, high] = [Math.min(low, ticks[0]), Math.max(high, ticks.at(-1))];
    return { ticks, place: (value) => (value - low) / (high - low), usable };
  },

  draw() {
    const axis = this.axis();
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
      const cost = this.costAt(this.pointed);
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
      if (!axis.usable(cost)) {
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

  costAt({ loop, step }) {
    const { points, stride } = run.loops[loop];
    return points[Math.floor(step / stride)]?.[0] ?? null;
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
    this.says.textContent = pointed
      ? `${play.called(pointed)}${this.told(pointed)}: click to go back there`
      : "";
  },

  told(place) {
    const cost = this.costAt(place);
    const { cost: name } = run.loops[place.loop];
    return cost === null || !name ? "" : `, ${name} = ${figure(cost)}`;
  },
};

/// Round numbers from low to high, about so many.
function rounded(low, high, wanted) {
  const raw = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((one) => one >= raw * (1 - 1e-9));
  const ticks = [];
  for (let i = Math.floor(low / step + 1e-9); i * step <= high + step * 0.999; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

const play = {
  told: null, // the latest event on the script
  content: null, // the latest document as text, and its revision
  revision: null,
  fetching: false,
  drawing: false,
  folded: false,
  pointed: null, // the version whose mistake was brought into sight

  mount() {
    if (!model.document.live) return;
    this.banner = html("div", { id: "banner", role: "alert", hidden: true });
    $("page").before(this.banner);
    this.build();
    this.listen();
  },

  build() {
    const button = (label, title, act) => {
      const made = html("button", { type: "button", title }, label);
      made.addEventListener("click", act);
      return made;
    };
    this.go = button("Run", "Runs the script", () => this.ask(this.told?.resumable ? "run" : "restart"));
    this.go.id = "play-run";
    this.stop = button("Stop", "Ends the training after its step; what it has learnt stays", () => this.ask("stop"));
    this.stop.id = "play-stop";
    this.again = button("Start over", "Runs the script from the start", () => this.ask("restart"));
    this.again.id = "play-again";
    this.scale = button("log", "Shows equal ratios of the cost as equal heights", () => {
      curve.logarithmic = !curve.logarithmic;
      this.scale.setAttribute("aria-pressed", curve.logarithmic);
      curve.draw();
    });
    this.scale.id = "play-log";
    this.scale.setAttribute("aria-pressed", "false");
    this.fold = button("", "", () => {
      this.folded = !this.folded;
      this.draw();
    });
    this.fold.id = "play-fold";
    this.fold.setAttribute("aria-controls", "results-of-run");
    this.slider = html("input", { id: "play-rewind", type: "range", min: 0, max: 0, value: 0, "aria-label": "Go back to a recorded step" });
    this.slider.addEventListener("input", () => this.slide());
    this.slider.addEventListener("change", () => {
      const place = run.recorded[Number(this.slider.value)];
      if (place) this.rewind(place);
    });
    this.light = html("span", { class: "signal", "aria-hidden": "true" });
    this.status = html("span", { id: "play-status", role: "status" });
    this.printed = html("pre", { id: "printed", tabindex: 0, "aria-label": "What the script prints" });
    this.files = html("ul", { id: "files" });
    const graph = html("div", { class: "costs" });
    this.results = html("div", { class: "results", id: "results-of-run" }, graph,
      html("div", { class: "said" }, html("h2", {}, "Printed"), this.printed, this.files));
    fill(
      $("play"),
      html("div", { class: "controls" },
        this.light, this.status, html("span", { class: "buttons" }, this.go, this.stop, this.again),
        html("label", { class: "back" }, "Go back", this.slider), this.scale, this.fold),
      this.results);
    $("play").hidden = false;
    curve.mount(graph);
    this.draw();
  },

  /// Follows the server's events; the browser asks again by itself where the line breaks.
  listen() {
    const events = new EventSource("events");
    events.addEventListener("open", () => this.connected(true));
    events.addEventListener("error", () => {
      this.connected(false);
      // Refused, as where too many pages are open, it does not ask again.
      if (events.readyState === EventSource.CLOSED) setTimeout(() => this.listen(), 2000);
    });
    events.addEventListener("state", (event) => this.hear(JSON.parse(event.data)));
    events.addEventListener("run", (event) => {
      run.take(JSON.parse(event.data));
      this.later();
    });
  },

  connected(is) {
    if (is) run.number = null; // all of it comes again
    this.lost = !is;
    this.warn();
    this.draw();
  },

  /// Draws once for all that came until the next frame.
  later() {
    if (this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      this.draw();
      curve.draw();
    });
  },

  hear(told) {
    const before = this.told;
    this.told = told;
    this.warn();
    this.later();
    if (told.document !== this.revision && told.document !== null) this.fetch();
    else if (!before || JSON.stringify([before.problems, before.sources, before.stale]) !== JSON.stringify([told.problems, told.sources, told.stale])) this.show();
  },

  /// Gets the latest document; of several that come meanwhile, the last.
  async fetch() {
    if (this.fetching) return;
    this.fetching = true;
    try {
      while (this.told.document !== this.revision) {
        const revision = this.told.document;
        const answer = await fetch("document");
        if (!answer.ok) break;
        this.content = await answer.text();
        this.revision = revision;
      }
      this.show();
    } catch {
      // the line is broken, which is told by the events
    } finally {
      this.fetching = false;
    }
  },

  /// The document with what is wrong now. Of an earlier version the places in the text are not known
  /// any more.
  composed() {
    const content = this.content === null ? { ...model.document } : JSON.parse(this.content);
    const { stale, problems, sources } = this.told;
    content.live = true;
    if (stale && sources.length > 0) {
      content.sources = sources;
      for (const view of content.views) {
        for (const thing of [...(view.nodes ?? []), ...(view.groups ?? [])]) thing.spans = [];
      }
      content.problems = problems;
      return content;
    }
    content.sources = [...(content.sources ?? [])];
    const place = (index) => {
      const { name, text } = sources[index];
      const known = content.sources.findIndex((one) => one.name === name.replace(/^.*[/\\]/, "") || one.text === text);
      return known >= 0 ? known : content.sources.push({ name, text }) - 1;
    };
    if (content.sources.length === 0) content.sources = sources.slice(0, 1);
    content.problems = problems.map((one) => (one.source === undefined ? one : { ...one, source: place(one.source) }));
    return content;
  },

  /// Puts the document in the place of the one before; what was selected and open stays so, as far as
  /// it is there.
  show() {
    if (!this.told) return;
    const old = model.current();
    const { selected, open } = state.get();
    const content = this.composed();
    const from = identities(old);
    model.replace(content);
    const next = model.first();
    const to = new Map([...identities(next)].map(([key, text]) => [text, key]));
    const moved = (key) => to.get(from.get(key)) ?? null;
    const known = new Set([...from.values()]);
    const fresh = [...identities(next)].filter(([, text]) => !known.has(text)).map(([key]) => key);
    const first = next.firstOpen(content.depth);
    state.set({
      document: state.get().document + 1, view: next.id, hovered: null,
      selected: selected === null ? null : moved(selected),
      open: new Set([...[...open].map(moved).filter((key) => key !== null), ...fresh.filter((key) => first.has(key))]),
    });
    this.point();
    document.title = content.title;
    $("title").textContent = content.title;
    document.body.classList.toggle("stale", this.told.stale);
  },

  /// Brings the first mistake of a version into sight, once.
  point() {
    const problem = model.document.problems.find(({ severity, source }) => severity === "error" && source !== undefined);
    if (!problem || this.pointed === this.told.version) return;
    this.pointed = this.told.version;
    source.turnTo(problem);
  },

  /// The banner: a broken line, or else what is wrong with the script.
  warn() {
    const problems = (this.told?.problems ?? []).filter(({ severity }) => severity === "error");
    const lines = [];
    if (this.lost) lines.push(html("p", {}, html("b", {}, "Connection lost. "), "Is `adjoint play` still running? This page goes on when it is."));
    if (this.told?.trouble) lines.push(html("p", {}, this.told.trouble));
    problems.slice(0, 3).forEach((problem) => lines.push(this.complaint(problem)));
    if (problems.length > 3) lines.push(html("p", {}, `and ${problems.length - 3} more, in the script`));
    if (this.told?.stale) lines.push(html("p", { class: "aside" }, "The picture is that of the script before."));
    this.banner.hidden = lines.length === 0;
    fill(this.banner, ...lines);
  },

  complaint(problem) {
    const { code, message, text, source: index, start } = problem;
    const name = index === undefined ? "" : this.told.sources[index].name;
    const line = index === undefined ? 0 : this.told.sources[index].text.slice(0, start).split("\n").length;
    return html("details", {},
      html("summary", {}, html("b", {}, code), " ", index === undefined ? "" : `${name}:${line}: `, prose(message)),
      html("pre", {}, text));
  },

  /// Asks the server for something, which events will tell of.
  ask(what) {
    fetch(what, { method: "POST" }).catch(() => this.connected(false));
  },

  rewind({ loop, step }) {
    this.ask(`rewind?loop=${loop}&step=${step}`);
  },

  /// A step in words.
  called({ loop, step }) {
    const { unit, title } = run.loops[loop];
    const where = run.loops.length > 1 ? ` of loop ${loop + 1} (${title})` : "";
    return `${unit} ${step}${where}`;
  },

  slide() {
    curve.pointed = run.recorded[Number(this.slider.value)] ?? null;
    curve.draw();
  },

  /// The buttons, the line on the run, and what it printed.
  draw() {
    const { phase, shown } = run;
    const loop = run.loops.at(-1);
    const going = this.told?.resumable && shown !== null;
    this.go.textContent = going ? `Go on from ${shown.step}` : "Run";
    this.go.hidden = run.busy;
    this.stop.hidden = !run.busy;
    this.stop.disabled = phase === "stopping" || this.lost;
    this.again.hidden = !going && !run.busy;
    this.go.disabled = this.again.disabled = this.lost || !this.told || (this.told.stale && !run.busy);
    this.light.className = `signal ${this.lost ? "lost" : phase}`;
    const last = loop?.points.at(-1)?.[0] ?? null;
    const cost = loop && loop.cost && last !== null ? ` · ${loop.cost} = ${figure(last)}` : "";
    const steps = loop ? `${loop.unit} ${loop.done} of ${loop.count}` : "";
    const words = {
      waiting: "waiting for a script that is right",
      running: loop ? `${loop.title}: ${steps}${cost}` : "running",
      stopping: `stopping after ${loop ? `${loop.unit} ${loop.done}` : "this step"}`,
      stopped: shown ? `at ${this.called(shown)}${curve.told(shown)}; ${steps} done` : "stopped",
      done: loop ? `done: ${steps}${cost}` : "done",
      failed: "ended by a mistake",
    };
    this.status.textContent = this.lost ? "no connection" : words[phase];
    const empty = run.loops.length === 0 && run.lines.length === 0 && run.files.length === 0;
    this.results.hidden = this.folded || empty;
    this.fold.hidden = empty;
    this.fold.textContent = this.folded ? "▴" : "▾";
    this.fold.title = this.folded ? "Show the costs and what is printed" : "Hide the costs and what is printed";
    this.fold.setAttribute("aria-expanded", !this.folded);
    const { recorded } = run;
    this.slider.max = Math.max(0, recorded.length - 1);
    this.slider.disabled = recorded.length < 2 || this.lost;
    if (document.activeElement !== this.slider || !run.busy) {
      const at = shown ? recorded.findIndex((one) => one.loop === shown.loop && one.step === shown.step) : recorded.length - 1;
      this.slider.value = Math.max(0, at);
    }
    const place = recorded[Number(this.slider.value)];
    this.slider.setAttribute("aria-valuetext", place ? this.called(place) : "");
    this.print();
  },

  print() {
    const end = this.printed.scrollTop + this.printed.clientHeight >= this.printed.scrollHeight - 4;
    const dropped = run.lost > 0 ? `… ${count(run.lost, "line")} before\n` : "";
    const text = dropped + run.lines.join("\n");
    if (this.printed.textContent !== text) {
      this.printed.textContent = text;
      if (end) this.printed.scrollTop = this.printed.scrollHeight;
    }
    const wanted = run.files.map(({ name, revision }) => `${run.number}/${revision}/${name}`).join("\n");
    if (this.files.dataset.wanted !== wanted) {
      this.files.dataset.wanted = wanted;
      fill(this.files, ...run.files.map((file) => this.file(file)));
    }
  },

  /// A picture that the script made, to be seen and to be kept.
  file({ name }) {
    const item = html("li", {}, html("a", { download: name, href: `files/${encodeURIComponent(name)}` }, name));
    if (/\.(svg|png)$/i.test(name)) {
      fetch(`files/${encodeURIComponent(name)}`)
        .then((answer) => answer.blob())
        .then((blob) => {
          const address = URL.createObjectURL(blob);
          const image = html("img", { src: address, alt: name });
          image.addEventListener("load", () => URL.revokeObjectURL(address));
          item.append(image);
        })
        .catch(() => {});
    }
    return item;
  },
};

/// What the boxes of a view are called, so that they are found in another document: by key.
function identities(view) {
  const times = new Map();
  const named = new Map();
  const put = (key, text) => {
    const time = times.get(text) ?? 0;
    times.set(text, time + 1);
    named.set(key, `${text}#${time}`);
  };
  const path = (key) => [...view.around(key), key].map((one) => view.label(one)).join("/");
  view.nodes.forEach((node) => put(node.id, node.name ? `name ${node.name}` : `${node.op} ${node.formula}`));
  view.groups.forEach(({ id }) => put(`g${id}`, `group ${path(`g${id}`)}`));
  view.runs.forEach(({ id }) => put(`r${id}`, `run ${path(`r${id}`)}`));
  return named;
}

play.mount();
