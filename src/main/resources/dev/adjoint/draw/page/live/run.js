// What the server of `adjoint play` says of the run: kept, and put in words.

/// What the server says of the run: its loops with their points, its output and its files.
const run = {
  number: null, version: null, phase: "waiting", shown: null, loops: [], lines: [], lost: 0, files: [],

  /// Takes an event, which tells only what is new.
  take(told) {
    if (told.run !== this.number) {
      if (this.number !== null) curve.ghosts = this.loops;
      curve.pointed = null;
      Object.assign(this, { number: told.run, loops: [], lines: [], lost: 0 });
    }
    this.phase = told.phase;
    this.version = told.version;
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

  /// What the cost was at a step, or null.
  costAt({ loop, step }) {
    const { points, stride } = this.loops[loop];
    return points[Math.floor(step / stride)]?.[0] ?? null;
  },

  /// The same in words, to stand behind the step.
  costIn(place) {
    const cost = this.costAt(place);
    const { cost: name } = this.loops[place.loop];
    return cost === null || !name ? "" : `, ${name} = ${figure(cost)}`;
  },

  /// A step in words.
  called({ loop, step }) {
    const { unit, title } = this.loops[loop];
    const where = this.loops.length > 1 ? ` of loop ${loop + 1} (${title})` : "";
    return `${unit} ${step}${where}`;
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
