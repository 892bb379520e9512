// Search among the nodes, groups and runs of the view: by name, operation, formula, shape and layer.

/// How well a word of the query fits, by where it is found; the best place counts.
const FITS = { name: 60, title: 40, formula: 20, shape: 18, around: 12 };

const search = {
  found: [],
  active: -1,

  /// The keys that match the query, best first; none without a query.
  matches() {
    const view = model.current();
    const { query } = state.get();
    if (this.asked?.view !== view || this.asked.query !== query) {
      this.asked = { view, query, keys: ranked(view, query) };
    }
    return this.asked.keys;
  },

  mount() {
    this.input = html("input", {
      type: "search", placeholder: "Search  /", "aria-label": "Search by name, operation, shape or layer",
      role: "combobox", "aria-expanded": "false", "aria-controls": "results", "aria-autocomplete": "list",
      autocomplete: "off", spellcheck: "false",
    });
    this.list = html("ul", { id: "results", role: "listbox", "aria-label": "Found", hidden: true });
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("focus", () => this.input.value && this.ask());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
    $("search").append(this.input, this.list);
    state.on("view", () => this.close());
    state.on(["open", "direction"], () => this.light());
  },

  /// While one searches, marks on the canvas what is found, or what it lies folded in.
  light() {
    const view = model.current();
    const { open } = state.get();
    const found = new Set(this.list.hidden ? [] : this.matches().map((key) => view.box(key, open)));
    for (const key of view.boxes(open)) canvas.element(key)?.classList.toggle("found", found.has(key));
  },

  focus() {
    this.input.focus();
    this.input.select();
  },

  ask() {
    state.set({ query: this.input.value.trim() });
    this.found = this.matches();
    this.active = this.found.length > 0 ? 0 : -1;
    this.draw();
  },

  draw() {
    const view = model.current();
    const { query } = state.get();
    const shown = this.found.slice(0, 30).map((key, i) => {
      const item = view.item(key);
      const node = typeof key === "number";
      const row = html(
        "li", { id: `result-${i}`, role: "option", "aria-selected": i === this.active ? "true" : "false" },
        icon(node ? item : { role: view.kind(key) }),
        html("b", {}, called(item)),
        html("span", { class: "aside" }, (node ? [item.title === called(item) ? null : item.title, item.shape] : [item.kind]).filter(Boolean).join(" · ")),
        html("span", { class: "aside where" }, view.around(key).map((one) => view.label(one)).join(" › ")));
      row.addEventListener("mousedown", (event) => {
        event.preventDefault();
        this.pick(i);
      });
      return row;
    });
    const none = html("li", { class: "aside", role: "presentation" }, `Nothing here is called “${query}”, nor is such an operation, shape or layer.`);
    const more = this.found.length > 30 ? html("li", { class: "aside", role: "presentation" }, `and ${this.found.length - 30} more`) : null;
    fill(this.list, shown.length > 0 ? shown : none, more);
    this.list.hidden = query === "";
    this.input.setAttribute("aria-expanded", query !== "");
    this.light();
    this.mark();
  },

  mark() {
    [...this.list.querySelectorAll("[role=option]")].forEach((row, i) => {
      row.setAttribute("aria-selected", i === this.active);
      if (i === this.active) row.scrollIntoView({ block: "nearest" });
    });
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `result-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
    state.set({ hovered: this.found[this.active] ?? null });
  },

  pick(index) {
    const key = this.found[index];
    if (key === undefined) return;
    this.close();
    this.input.blur();
    select(key);
    canvas.element(key)?.focus({ preventScroll: true });
  },

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.light();
    state.set({ hovered: null });
  },

  key(event) {
    const rows = Math.min(this.found.length, 30);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && rows > 0) {
      this.active = (this.active + step + rows) % rows;
      this.list.hidden = false;
      this.mark();
    } else if (event.key === "Enter") {
      this.pick(this.active);
    } else if (event.key === "Escape") {
      this.input.value = "";
      this.ask();
      this.close();
      this.input.blur();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  },
};

function ranked(view, query) {
  const asked = query.toLowerCase().match(/\[[^\]]*\]?|\S+/g) ?? [];
  if (asked.length === 0) return [];
  const keys = [...view.nodes.map((node) => node.id), ...view.groups.map(({ id }) => `g${id}`), ...view.runs.map(({ id }) => `r${id}`)];
  const scored = [];
  for (const key of keys) {
    const score = asked.reduce((sum, word) => sum + (fitness(view, key, word) || -Infinity), 0);
    if (score > 0) scored.push({ key, score });
  }
  scored.sort((one, other) => other.score - one.score);
  return scored.map(({ key }) => key);
}

/// How well one word fits a thing; 0 where it does not.
function fitness(view, key, word) {
  const item = view.item(key);
  const tight = (text) => `${text ?? ""}`.replaceAll(" ", "");
  const places = {
    name: [item.name, item.label, typeof key === "number" ? called(item) : null],
    title: [item.title, item.op, item.kind, item.role],
    formula: [item.formula],
    shape: word.startsWith("[") || /^\d/.test(word) ? [tight(item.shape), tight(item.sizes)] : [item.shape],
    around: view.around(key).map((one) => view.label(one)),
  };
  const wanted = word.startsWith("[") ? tight(word) : word;
  let best = 0;
  for (const [place, texts] of Object.entries(places)) {
    for (const text of texts) {
      const at = text ? text.toLowerCase().indexOf(wanted) : -1;
      if (at < 0) continue;
      const bonus = text.length === wanted.length ? 30 : at === 0 ? 10 : 0;
      best = Math.max(best, FITS[place] + bonus);
    }
  }
  return best;
}
