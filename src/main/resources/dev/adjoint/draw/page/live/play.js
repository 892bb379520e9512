// The page of `adjoint play`: follows the server that it comes from. New documents take the place of
// old ones; the banner, the curve and the controls show what it says.

const play = {
  told: null, // the latest event on the script
  lost: null, // why there are none: "gone", "full", "another"
  content: null, // the latest document as text, and its revision
  revision: null,
  fetching: false,
  drawing: false,
  pointed: null, // the version whose mistake was brought into sight

  mount() {
    banner.mount();
    controls.mount();
    this.listen();
  },

  /// Follows the server's events; the browser asks again by itself where the line breaks.
  listen() {
    const events = new EventSource("events");
    events.addEventListener("open", () => this.connected(null));
    events.addEventListener("error", () => {
      if (events.readyState !== EventSource.CLOSED) {
        this.connected("gone");
        return;
      }
      // Refused, it does not ask again.
      this.refusal().then((why) => this.connected(why));
      setTimeout(() => this.listen(), 2000);
    });
    events.addEventListener("state", (event) => this.hear(JSON.parse(event.data)));
    events.addEventListener("run", (event) => {
      run.take(JSON.parse(event.data));
      this.later();
    });
  },

  /// Why the server tells nothing: it knows this page, and has no room; it does not, as it is another
  /// by now; or there is none.
  async refusal() {
    try {
      return (await fetch("document")).ok ? "full" : "another";
    } catch {
      return "gone";
    }
  },

  /// @param lost why there is no connection, or null
  connected(lost) {
    if (lost === null) run.number = null; // all of it comes again
    this.lost = lost;
    banner.draw();
    controls.draw();
  },

  /// Draws once for all that came until the next frame.
  later() {
    if (this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      controls.draw();
      curve.draw();
    });
  },

  hear(told) {
    const before = this.told;
    this.told = told;
    banner.draw();
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

  /// The document with what is wrong now. Of an earlier text the places are not known any more.
  composed() {
    const content = this.content === null ? { ...model.document } : JSON.parse(this.content);
    const { stale, problems, sources } = this.told;
    if (stale && sources.length > 0) {
      content.sources = sources.map((one) => ({ ...one, name: fileOf(one.name) }));
      for (const view of content.views) {
        for (const thing of [...(view.nodes ?? []), ...(view.groups ?? [])]) {
          thing.spans = [];
          delete thing.problem;
        }
      }
      content.problems = problems;
      return content;
    }
    content.sources = [...(content.sources ?? [])];
    if (content.sources.length === 0) content.sources = sources.slice(0, 1).map((one) => ({ ...one, name: fileOf(one.name) }));
    // What the picture itself says is wrong, its boxes know by its number: it stays first.
    const own = content.problems ?? [];
    const others = problems.filter((one) => !own.some(({ text }) => text === one.text));
    content.problems = [...own, ...others.map((one) => this.placed(one, content.sources))];
    return content;
  },

  /// A problem with its place in the texts of a document, which takes the text if it is another file's.
  /// In another text of the same file it has none.
  placed(problem, texts) {
    if (problem.source === undefined) return problem;
    const { name, text } = this.told.sources[problem.source];
    const same = texts.findIndex((one) => one.text === text);
    if (same >= 0) return { ...problem, source: same };
    const own = fileOf(name);
    if (texts.some((one) => one.name === own)) return { ...problem, source: undefined };
    return { ...problem, source: texts.push({ name: own, text }) - 1 };
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
    if (problem.node !== undefined) canvas.show(problem.node);
  },

  /// Asks the server for something, which events will tell of.
  ask(what) {
    fetch(what, { method: "POST" }).catch(() => this.connected("gone"));
  },

  rewind({ loop, step }) {
    this.ask(`rewind?loop=${loop}&step=${step}`);
  },
};

/// A file's own name, whatever way led to it.
const fileOf = (name) => name.replace(/^.*[/\\]/, "");

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
