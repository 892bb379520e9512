// The script beside the graph: a light colouring, and the light that goes both ways between a node
// and the text it was written as.
//
// A text is cut into pieces at the ends of its words, of the nodes' spans and of the problems, so
// that to light a span is to mark its pieces.

const TOKEN = new RegExp(
  [
    String.raw`(?<comment>#[^\r\n]*)`,
    String.raw`(?<string>"(?:\\.|[^"\\\r\n])*"?|'(?:\\.|[^'\\\r\n])*'?)`,
    String.raw`(?<number>(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)`,
    String.raw`(?<name>[\p{L}_∂][\p{L}\p{N}_]*)`,
  ].join("|"), "gu");

/// The words of a script that have a colour, in order: `{start, end, kind}`.
function tokens(text) {
  const found = [];
  for (const match of text.matchAll(TOKEN)) {
    const kind = Object.keys(match.groups).find((group) => match.groups[group] !== undefined);
    if (kind !== "name") {
      found.push({ start: match.index, end: match.index + match[0].length, kind });
    } else if (WORDS.has(match[0])) {
      found.push({ start: match.index, end: match.index + match[0].length, kind: "keyword" });
    }
  }
  return found;
}

const source = {
  /// One per text: `{panel, tab, pieces: [{start, end, element}], lines: [{start, element}]}`.
  texts: [],
  shown: 0,
  widened: null, // the document whose spans are those of whole expressions

  /// `logreg.adj:12` of a span.
  place(span) {
    return `${model.document.sources[span.source].name}:${this.line(span) + 1}`;
  },

  /// The line of a span's start, from 0.
  line(span) {
    const lines = this.texts[span.source].lines;
    let low = 0;
    for (let high = lines.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (lines[middle].start <= span.start) low = middle;
      else high = middle;
    }
    return low;
  },

  /// What a node was written as, where that is short: `Y * log(A)`. Of several that are written as one
  /// call, as in the cost of a library, these are the words of the last, which is what the call gives.
  words(node) {
    this.widen();
    const view = model.current();
    view.lasts ??= new Map(view.nodes.map((one) => [this.expression(one)?.place, one.id]));
    const { text, place } = this.expression(node) ?? {};
    return text && text.length <= 60 && view.lasts.get(place) === node.id ? text : null;
  },

  /// The text of a node without the name that it is given, and which it is, or null.
  expression({ name, group, spans = [] }) {
    const [{ source, start, end } = {}] = spans;
    const whole = model.document.sources?.[source]?.text.slice(start, end);
    if (!whole) return null;
    const text = whole.replace(/\s+/g, " ").replace(`${name} = `, "");
    return { text, place: `${group} ${source} ${end} ${text}` };
  },

  /// Shows a span, opening the pane if it is closed.
  reveal(span) {
    this.fold(false);
    this.show(span.source);
    const at = this.texts[span.source].lines[this.line(span)].element;
    at.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  },

  /// Opens the pane and goes there.
  approach() {
    this.fold(false);
    $("source").scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  },

  show(index) {
    this.shown = index;
    this.texts.forEach((text, i) => {
      text.panel.hidden = i !== index;
      text.tab.setAttribute("aria-selected", i === index);
      text.tab.tabIndex = i === index ? 0 : -1;
    });
  },

  fold(folded) {
    $("source").classList.toggle("folded", folded);
    const button = $("source").querySelector(".fold");
    button.setAttribute("aria-expanded", !folded);
    button.textContent = folded ? "»" : "«";
    button.title = folded ? "Show the script" : "Hide the script";
  },

  /// Brings a span into sight, if the pane is open.
  turnTo(span) {
    this.show(span.source);
    nearest(this.texts[span.source].lines[this.line(span)].element, $("texts"));
  },

  /// Marks the spans of a node or a group: its own text strongly, what is folded into it weakly.
  light(id, kind) {
    for (const text of this.texts) {
      text.pieces.forEach((piece) => piece.element.classList.remove(kind, `${kind}-weak`));
    }
    spansOf(id).forEach((span, i) => {
      for (const piece of this.within(span)) {
        if (i === 0) piece.element.classList.add(kind);
        else if (!piece.element.classList.contains(kind)) piece.element.classList.add(`${kind}-weak`);
      }
    });
  },

  within(span) {
    const pieces = this.texts[span.source]?.pieces ?? [];
    return pieces.filter((piece) => piece.start >= span.start && piece.end <= span.end);
  },

  /// The nodes, or else the groups, whose own text holds a position and is the shortest that does.
  keysAt(index, position) {
    const { nodes, groups } = model.current();
    const found = [];
    const look = (key, span) => {
      if (span && span.source === index && span.start <= position && position < span.end) {
        found.push({ key, length: span.end - span.start });
      }
    };
    nodes.forEach((node) => look(node.id, node.spans?.[0]));
    groups.forEach((group) => look(`g${group.id}`, group.spans?.[0]));
    const least = Math.min(...found.map(({ length }) => length));
    const keys = found.filter(({ length }) => length === least).map(({ key }) => key);
    const own = keys.filter((key) => typeof key === "number");
    return own.length > 0 ? own.reverse() : keys;
  },

  mount() {
    this.load();
    state.on("document", () => {
      const { scrollTop, scrollLeft } = $("texts") ?? {};
      this.load();
      $("texts")?.scrollTo(scrollLeft ?? 0, scrollTop ?? 0);
      this.light(state.get().selected, "picked");
    });
    state.on(["hovered", "view"], () => {
      const { hovered } = state.get();
      this.light(hovered, "lit");
      this.follow(hovered);
    });
    const pick = () => {
      const { selected } = state.get();
      this.light(selected, "picked");
      this.follow(selected);
    };
    state.on(["selected", "view"], pick);
    pick();
  },

  /// The pane, without texts.
  build() {
    const pane = $("source");
    const fold = html("button", { class: "fold", type: "button", "aria-controls": "texts" });
    fold.addEventListener("click", () => this.fold(!pane.classList.contains("folded")));
    const tabs = html("div", { class: "tabs", role: "tablist", "aria-label": "Files" });
    tabs.addEventListener("keydown", roving);
    pane.append(html("div", { class: "heading" }, tabs, fold), html("div", { id: "texts" }));
    this.fold(innerWidth < 900);
  },

  /// Takes the texts of the document.
  load() {
    const sources = model.document.sources ?? [];
    const pane = $("source");
    pane.hidden = sources.length === 0;
    if (sources.length === 0) {
      this.texts = [];
      return;
    }
    if (pane.querySelector(".tabs") === null) this.build();
    this.widen();
    this.texts = sources.map((one, i) => this.text(one, i));
    fill(pane.querySelector(".tabs"), ...this.texts.map((text) => text.tab));
    fill($("texts"), ...this.texts.map((text) => text.panel));
    this.show(Math.min(this.shown, sources.length - 1));
  },

  /// Scrolls the text of a thing into sight, unless the pointer is here.
  follow(key) {
    const [span] = spansOf(key);
    const pane = $("source");
    if (!span || pane.classList.contains("folded") || pane.matches(":hover")) return;
    this.turnTo(span);
  },

  /// From here on the spans of the document's nodes are those of whole expressions. Who asks first, of
  /// those who are told of another document, has it done.
  widen() {
    if (this.widened === model.document) return;
    this.widened = model.document;
    const texts = (model.document.sources ?? []).map(({ text }) => lexemes(text));
    for (const node of model.document.views.flatMap((view) => view.nodes)) {
      (node.spans ?? []).forEach((span, i) => {
        if (texts[span.source]) Object.assign(span, whole(texts[span.source], span, i === 0 ? node : {}));
      });
    }
  },

  text({ name, text }, index) {
    const problems = (model.document.problems ?? []).filter((problem) => problem.source === index);
    const kinds = tokens(text);
    const cuts = new Set([0, text.length]);
    const cut = (span) => cuts.add(span.start).add(span.end);
    kinds.forEach(cut);
    problems.forEach(cut);
    for (const view of model.document.views) {
      for (const thing of [...view.nodes, ...(view.groups ?? [])]) {
        (thing.spans ?? []).filter((span) => span.source === index).forEach(cut);
      }
    }
    for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) cuts.add(i).add(i + 1);
    const ends = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);

    const code = html("div", { class: "code" });
    const pieces = [];
    const lines = [];
    const begin = (start) => {
      const body = html("span", { class: "words" });
      const line = html("div", { class: "line" }, body);
      lines.push({ start, element: line, body });
      code.append(line);
    };
    begin(0);
    let next = 0;
    for (let i = 0; i + 1 < ends.length; i++) {
      const [start, end] = [ends[i], ends[i + 1]];
      while (next < kinds.length && kinds[next].end <= start) next++;
      const words = text.slice(start, end);
      if (words === "\n") {
        begin(end);
        continue;
      }
      const piece = html("span", {}, words.replace("\r", ""));
      if (next < kinds.length && kinds[next].start <= start) piece.classList.add(kinds[next].kind);
      const wrong = problems.filter((problem) => problem.start <= start && end <= problem.end);
      if (wrong.length > 0) {
        piece.classList.add("problem", wrong[0].severity);
        piece.title = wrong.map((problem) => problem.message).join("\n");
      }
      pieces.push({ start, end, element: piece });
      lines.at(-1).body.append(piece);
    }
    problems.forEach((problem) => this.complain(problem, lines));
    const id = `text-${index}`;
    const tab = html(
      "button", { type: "button", role: "tab", "aria-controls": id, title: name }, name);
    tab.addEventListener("click", () => this.show(index));
    const panel = html("div", { id, role: "tabpanel", "aria-label": name, tabindex: "0" }, code);
    this.listen(panel, pieces, index);
    return { tab, panel, pieces, lines };
  },

  /// A problem's message stands under the line where it begins.
  complain(problem, lines) {
    const at = lines.findLast((line) => line.start <= problem.start) ?? lines[0];
    const code = problem.code ? `${problem.severity} ${problem.code}: ` : `${problem.severity}: `;
    at.element.append(
      html("div", { class: `complaint ${problem.severity}` }, html("b", {}, code), prose(problem.message)));
  },

  listen(panel, pieces, index) {
    const starts = new Map(pieces.map((piece) => [piece.element, piece.start]));
    const at = (event) => {
      const start = starts.get(event.target);
      return start === undefined ? [] : this.keysAt(index, start);
    };
    panel.addEventListener("mouseover", (event) => {
      const [first] = at(event);
      panel.classList.toggle("pointed", first !== undefined);
      state.set({ hovered: first ?? null });
    });
    panel.addEventListener("mouseleave", () => state.set({ hovered: null }));
    panel.addEventListener("click", (event) => {
      if (!getSelection().isCollapsed) return;
      const found = at(event);
      if (found.length === 0) return;
      // One text may make many nodes, as a layer's body does: each click goes on to the next.
      const after = (found.indexOf(state.get().selected) + 1) % found.length;
      select(found[after]);
    });
  },
};

/// The spans of a thing, its own first; those of a run are its groups'.
function spansOf(key) {
  const item = thing(key);
  if (item === null) return [];
  if (model.current().kind(key) !== "run") return item.spans ?? [];
  return item.groups.flatMap((id) => model.current().groups[id].spans ?? []);
}
