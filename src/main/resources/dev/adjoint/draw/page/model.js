// The document, and what follows from it: who uses what, what lies in what, which boxes are to be seen
// when some groups are open, and the lines between them. Nothing here knows of pixels.

/// Above this many boxes side by side in one place, they are put into parts.
const CROWD = 120;

/// How many boxes a picture may open with.
const READABLE = 40;

/// The groups of a view, and of a place with too many boxes the parts made of them: neighbours in the
/// order of computation, so that values flow from part to part, never back.
function withParts(view) {
  const groups = (view.groups ?? []).map((group) => ({ ...group }));
  const runs = (view.runs ?? []).map((run) => ({ ...run }));
  const nodes = view.nodes.map((node) => ({ ...node, group: node.group ?? null }));
  const inRun = new Set(runs.flatMap((run) => run.groups));
  const first = new Map(); // of each group, the first node in it
  for (const node of nodes) {
    for (let at = node.group; at !== null && !first.has(at); at = groups[at].parent ?? null) first.set(at, node.id);
  }
  const start = (group) => first.get(group.id) ?? Infinity;
  const places = [null, ...groups.map((group) => group.id)];
  for (let i = 0; i < places.length; i++) {
    const place = places[i];
    const children = [
      ...nodes.filter((node) => node.group === place).map((item) => ({ at: item.id, put: (to) => (item.group = to) })),
      ...groups
        .filter((group) => (group.parent ?? null) === place && !inRun.has(group.id) && first.has(group.id))
        .map((item) => ({ at: start(item), put: (to) => (item.parent = to) })),
      ...runs
        .filter((run) => (run.parent ?? null) === place)
        .map((item) => ({
          at: Math.min(...item.groups.map((id) => start(groups[id]))),
          put: (to) => {
            item.parent = to;
            item.groups.forEach((id) => (groups[id].parent = to));
          },
        })),
    ].sort((a, b) => a.at - b.at);
    if (children.length <= CROWD) continue;
    const size = Math.max(16, Math.ceil(Math.sqrt(children.length)));
    const parts = Math.ceil(children.length / size);
    for (let part = 0; part < parts; part++) {
      const id = groups.length;
      groups.push({ id, parent: place, name: null, kind: "part", label: `part ${part + 1} of ${parts}`, spans: [] });
      children.slice(part * size, (part + 1) * size).forEach((child) => child.put(id));
    }
  }
  return { groups, runs, nodes };
}

/// Whether a node is a value that nobody knows: its text is wrong, or depends on what is.
const isUnknown = (node) => node.op === "unknown";

/// One view with its indices.
class View {
  constructor(source) {
    const { groups, runs, nodes } = withParts(source);
    this.id = source.id;
    this.title = source.title;
    this.caption = source.caption;
    this.nodes = nodes;
    this.edges = source.edges ?? [];
    this.groups = groups;
    this.runs = runs;
    this.inputs = nodes.map(() => []); // edges that end in a node
    this.uses = nodes.map(() => []); // edges that begin in it
    for (const edge of this.edges) {
      this.inputs[edge.to].push(edge);
      this.uses[edge.from].push(edge);
    }
    this.inputs.forEach((edges) => edges.sort((a, b) => a.operand - b.operand));
    this.runOf = new Map(runs.flatMap((run) => run.groups.map((group) => [group, run.id])));
    this.childrenOf = new Map([[null, []]]);
    [...groups.map((group) => "g" + group.id), ...runs.map((run) => "r" + run.id)].forEach((key) =>
      this.childrenOf.set(key, []));
    nodes.forEach((node) => this.childrenOf.get(this.parent(node.id)).push(node.id));
    groups.forEach((group) => this.childrenOf.get(this.parent("g" + group.id)).push("g" + group.id));
    runs.forEach((run) => this.childrenOf.get(this.parent("r" + run.id)).push("r" + run.id));
    this.insideOf = new Map([...this.childrenOf.keys()].map((key) => [key, []]));
    for (const node of nodes) {
      for (const key of this.around(node.id)) this.insideOf.get(key).push(node.id);
    }
  }

  /// Whether a key is one of this view.
  has(key) {
    return typeof key === "number" ? key in this.nodes : this.childrenOf.has(key) && key !== null;
  }

  /// The node, group or run of a key.
  item(key) {
    if (typeof key === "number") return this.nodes[key];
    return (key[0] === "g" ? this.groups : this.runs)[Number(key.slice(1))];
  }

  kind(key) {
    return typeof key === "number" ? "node" : key[0] === "g" ? "group" : "run";
  }

  /// The group or run that something lies right in, or null.
  parent(key) {
    const item = this.item(key);
    if (this.kind(key) === "group" && this.runOf.has(item.id)) return "r" + this.runOf.get(item.id);
    const group = this.kind(key) === "node" ? item.group : item.parent;
    return group === null || group === undefined ? null : "g" + group;
  }

  /// The groups and runs around something, from the outermost inwards.
  around(key) {
    const keys = [];
    for (let at = this.parent(key); at !== null; at = this.parent(at)) keys.push(at);
    return keys.reverse();
  }

  /// The ids of the nodes in a group or run, or of the node itself.
  inside(key) {
    return typeof key === "number" ? [key] : this.insideOf.get(key);
  }

  /// The nodes of a box whose values are used outside it, or by nobody: what it gives.
  outputs(key) {
    const inside = new Set(this.inside(key));
    return [...inside].filter(
      (id) => this.uses[id].length === 0 || this.uses[id].some((edge) => !inside.has(edge.to)));
  }

  /// The nodes outside whose values a box takes.
  sources(key) {
    const inside = new Set(this.inside(key));
    return [...new Set([...inside].flatMap((id) => this.inputs[id].map((edge) => edge.from)))]
      .filter((id) => !inside.has(id))
      .sort((a, b) => a - b);
  }

  /// The nodes outside that take a value of a box.
  targets(key) {
    const inside = new Set(this.inside(key));
    return [...new Set([...inside].flatMap((id) => this.uses[id].map((edge) => edge.to)))]
      .filter((id) => !inside.has(id))
      .sort((a, b) => a - b);
  }

  /// How something is called in a line of text.
  label(key) {
    const item = this.item(key);
    if (this.kind(key) !== "node") return item.label || item.name || item.kind || "group";
    return item.name ?? item.formula ?? item.title;
  }

  /// The box to be seen for a node, group or run: itself, or the outermost closed one around it.
  box(key, open) {
    return this.around(key).find((container) => !open.has(container)) ?? key;
  }

  /// The keys of the boxes to be seen, a value before who uses it. Open groups and runs are no boxes.
  boxes(open) {
    const lines = this.lines(open);
    const seen = new Set(this.nodes.map((node) => this.box(node.id, open)));
    const waits = new Map([...seen].map((key) => [key, 0]));
    const next = new Map([...seen].map((key) => [key, []]));
    for (const { from, to } of lines) {
      waits.set(to, waits.get(to) + 1);
      next.get(from).push(to);
    }
    const first = (key) => this.inside(key)[0];
    const rest = [...seen].sort((a, b) => first(a) - first(b));
    const order = [];
    while (rest.length > 0) {
      // Folding may close a circle (a layer whose parts are apart): then the earliest goes first.
      const [key] = rest.splice(Math.max(0, rest.findIndex((box) => waits.get(box) <= 0)), 1);
      order.push(key);
      for (const user of next.get(key)) waits.set(user, waits.get(user) - 1);
    }
    return order;
  }

  /// The lines between boxes, each standing for all edges between the two: `{from, to, edges}`.
  lines(open) {
    const lines = new Map();
    for (const edge of this.edges) {
      const from = this.box(edge.from, open);
      const to = this.box(edge.to, open);
      if (from === to) continue;
      const key = from + ">" + to;
      if (!lines.has(key)) lines.set(key, { from, to, edges: [] });
      lines.get(key).edges.push(edge);
    }
    return [...lines.values()];
  }

  /// The groups and runs that are open at first: those within fewer than `depth` others; with no
  /// depth, from the outside inwards as long as there are not more boxes than one can read.
  firstOpen(depth) {
    const open = new Set();
    const real = (key) => key !== null && this.childrenOf.get(key).length > 0;
    const level = (key) => this.around(key).filter((k) => k[0] === "g" && this.item(k).kind !== "part").length;
    const queue = this.childrenOf.get(null).filter((key) => typeof key !== "number");
    let boxes = this.childrenOf.get(null).length;
    for (let i = 0; i < queue.length; i++) {
      const key = queue[i];
      const children = this.childrenOf.get(key);
      const opens = depth === null || depth === undefined
        ? this.kind(key) !== "run" && boxes + children.length - 1 <= READABLE
        : this.kind(key) !== "run" && this.item(key).kind !== "part" && level(key) < depth;
      if (!real(key) || !opens) continue;
      open.add(key);
      boxes += children.length - 1;
      queue.push(...children.filter((child) => typeof child !== "number"));
    }
    return open;
  }
}

const model = (() => {
  const text = document.getElementById("document").textContent;
  /// Puts back what the text of the document says once and the page reads in several places.
  const complete = (content) => {
    for (const view of content.views) {
      view.nodes ??= []; // what is empty is left out
      view.nodes.forEach(completeNode);
      view.edges?.forEach((edge) => (edge.operand ??= 0));
      const locals = (node) => node.backward?.locals ?? [];
      for (const local of view.nodes.flatMap(locals)) {
        if (typeof local.rule === "number") local.rule = view.rules[local.rule];
        const gradient = view.nodes[local.operand].gradient; // which it is all of, where it has no value
        if (local.contribution && gradient) local.contribution.value ??= { text: gradient.text, short: gradient.short };
      }
      for (const node of view.nodes) {
        for (const term of node.backward?.arrives?.terms ?? []) {
          const passed = locals(view.nodes[term.from]).find((local) => local.operand === node.id)?.contribution;
          term.symbol ??= passed.formula;
          term.text ??= passed?.text;
          term.value ??= passed?.value;
        }
      }
    }
    return content;
  };
  const completeNode = (node, id) => {
    node.id = id;
    node.op ??= node.name;
    node.role ??= "operation";
    node.pass ??= "forward";
    for (const numbers of [node.value, node.gradient]) {
      if (!numbers) continue;
      // All sizes of what has a value are known: a shape that stands alone is of numbers.
      numbers.shape = (node.sizes ?? node.shape).match(/\d+/g)?.map(Number) ?? [];
      numbers.count = numbers.shape.reduce((all, size) => all * size, 1);
      if (numbers.histogram) numbers.histogram = { low: numbers.min, high: numbers.max, counts: numbers.histogram };
    }
  };
  let content = complete(JSON.parse(text));
  const views = new Map();
  const get = (id) => {
    if (!views.has(id)) {
      const source = content.views.find((view) => view.id === id);
      views.set(id, source ? new View(source) : null);
    }
    return views.get(id);
  };
  const first = () => get(content.views[0].id);
  return {
    get document() {
      return content;
    },
    /// Puts another document in the place of this one. Whoever does tells the state so, by a new
    /// `document`.
    replace(next) {
      content = complete(next);
      views.clear();
    },
    /// The view with this id, or null. Views are indexed when first asked for.
    view: get,
    /// The view that is shown.
    current: () => get(state.get().view) ?? first(),
    first,
    /// The view that the page opens with.
    opening: () => get(content.opens) ?? first(),
    /// What is open in a view at first.
    opened: (view) => view.firstOpen(view === first() ? content.depth : null),
  };
})();

/// What opens and closes, as changes of the state.
const folds = {
  toggle(key) {
    const open = new Set(state.get().open);
    if (!open.delete(key)) open.add(key);
    state.set({ open });
  },
  /// Opens every group and run, or those in `key`.
  all(key = null) {
    const view = model.current();
    const keys = [...view.childrenOf.keys()].filter((k) => k !== null);
    const wanted = key === null ? keys : keys.filter((k) => k === key || view.around(k).includes(key));
    state.set({ open: new Set([...state.get().open, ...wanted]) });
  },
  none() {
    state.set({ open: new Set() });
  },
  /// Opens what lies around a node, group or run, so that it is seen itself.
  reveal(key) {
    state.set({ open: new Set([...state.get().open, ...model.current().around(key)]) });
  },
};

/// Shows another view. What was selected there stays selected as far as the views know each other.
const openView = (() => {
  const opens = new Map();
  return (id, patch = {}) => {
    const next = model.view(id);
    const { view, selected, open } = state.get();
    if (next === null) return;
    if (view !== id) opens.set(view, open);
    const twin = typeof selected === "number" && view !== id
      ? model.view(view)?.nodes[selected]?.twins?.[id]?.[0] ?? null
      : view === id ? selected : null;
    state.set({
      view: id,
      open: opens.get(id) ?? model.opened(next),
      selected: twin, hovered: null, step: null, playing: false, ...patch,
    });
  };
})();
