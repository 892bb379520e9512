// The keyboard, the help that lists it, light and dark, and the small things all panes use.

/// All keys: `[keys, as shown, what for, act]`. Help and keyboard both read this.
const KEYS = [
  ["Stepping"],
  [["ArrowRight", "j"], "→  j", "one step on", () => steps.next()],
  [["ArrowLeft", "k"], "←  k", "one step back", () => steps.previous()],
  [[" "], "Space", "play and pause", () => steps.play()],
  [["Home"], "Home", "first step", () => steps.go(0)],
  [["End"], "End", "last step", () => steps.go(Infinity)],
  [["Escape"], "Esc", "leave stepping; then select nothing", () => escape()],
  ["The graph"],
  [["Shift+ArrowUp"], "Shift ↑", "to the box above", () => walk(0, -1)],
  [["Shift+ArrowDown"], "Shift ↓", "to the box below", () => walk(0, 1)],
  [["Shift+ArrowLeft"], "Shift ←", "to the box on the left", () => walk(-1, 0)],
  [["Shift+ArrowRight"], "Shift →", "to the box on the right", () => walk(1, 0)],
  [["Enter", "+"], "Enter  +", "fold and unfold the selected layer", () => foldSelected()],
  [["e"], "e", "unfold all", () => folds.all()],
  [["c"], "c", "fold all", () => folds.none()],
  [["f"], "f", "fit the graph into the window", () => canvas.fit()],
  [["m"], "m", "the overview in the corner, on and off", () => overview.toggle()],
  [["d"], "d", "from top to bottom, or from left to right", () => turn()],
  ["The page"],
  [["["], "[", "to the view before, where there are several", () => views.move(-1)],
  [["]"], "]", "to the next view", () => views.move(1)],
  [["/"], "/", "search", () => search.focus()],
  [["t"], "t", "light, dark, or as the system says", () => theme.next()],
  [["?"], "?", "this help", () => help.show()],
];

const keyboard = {
  mount() {
    const acts = new Map(KEYS.flatMap(([keys, , , act]) => (act ? keys.map((key) => [key, act]) : [])));
    addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || $("help").open) return;
      const at = event.target;
      if (at.closest?.("input, select, textarea") && event.key !== "Escape") return;
      if (at.closest?.("button, [role=tab], summary") && [" ", "Enter"].includes(event.key)) return;
      if (at.closest?.("[role=tab]") && event.key.startsWith("Arrow")) return;
      const shift = event.shiftKey && event.key.startsWith("Arrow") ? "Shift+" : "";
      const act = acts.get(shift + event.key);
      if (!act) return;
      event.preventDefault();
      act();
    });
  },
};

function escape() {
  if (state.get().step !== null) steps.leave();
  else select(null);
}

function foldSelected() {
  const { selected } = state.get();
  if (typeof selected === "string") folds.toggle(selected);
  else if (selected !== null) {
    const container = model.current().parent(selected);
    if (container) {
      folds.toggle(container);
      state.set({ selected: container });
    }
  }
}

function turn() {
  state.set({ direction: state.get().direction === "down" ? "right" : "down" });
}

/// Selects the box that stands next to the selected one, on some side; what is nearly in line goes
/// first.
function walk(dx, dy) {
  const places = canvas.places();
  const view = model.current();
  const { selected, open } = state.get();
  const here = selected === null ? null : places.get(view.box(selected, open));
  if (!here) {
    select(view.boxes(open)[0]);
    return;
  }
  let best = null;
  for (const [key, place] of places) {
    const [x, y] = [place.x - here.x, place.y - here.y];
    const along = x * dx + y * dy;
    const cost = along + 2 * Math.abs(x * dy - y * dx);
    if (along > 4 && (best === null || cost < best.cost)) best = { key, cost };
  }
  if (best) select(best.key);
}

/// The buttons of the page: those of the drawing stand above it, the others in the bar.
const tools = {
  mount() {
    const button = (text, title, act, content = text) => {
      const made = html("button", { type: "button", title, "aria-label": title }, content);
      made.addEventListener("click", act);
      return made;
    };
    const folding = [button("Unfold all", "Unfold all (e)", () => folds.all()), button("Fold all", "Fold all (c)", () => folds.none())];
    const offer = () => folding.forEach((one) => (one.hidden = model.current().groups.length === 0));
    state.on(["view", "open", "document"], offer);
    offer();
    $("drawing").append(
      button("+", "Nearer", () => canvas.zoom(1.25)),
      button("−", "Farther", () => canvas.zoom(0.8)),
      button("Fit", "Fit the graph into the window (f)", () => canvas.fit()),
      button("Turn", "From top to bottom, or from left to right (d)", () => turn()),
      ...folding);
    // By Tab past a drawing of a thousand boxes.
    const skip = button("Skip the drawing", "Skip the drawing", () => $("inspector").focus());
    skip.classList.add("skip");
    $("graph").prepend(skip);
    // In a narrow window the script stands below all else.
    const script = button("Script", "Show the script", () => source.approach());
    script.classList.add("to-script");
    const has = () => (script.hidden = !model.document.sources?.length);
    state.on("document", has);
    has();
    $("tools").append(
      script,
      button("SVG", "Save the drawing as SVG", () => exports.svg()),
      button("PNG", "Save the drawing as PNG", () => exports.png()));
  },
};

const theme = {
  mount() {
    this.button = html("button", { type: "button", id: "theme" });
    this.button.addEventListener("click", () => this.next());
    $("tools").append(this.button);
    state.on("theme", () => this.apply());
    const kept = this.kept();
    if (kept) state.set({ theme: kept });
    this.apply();
  },

  next() {
    const after = { null: "dark", dark: "light", light: null };
    state.set({ theme: after[state.get().theme] });
  },

  apply() {
    const { theme: chosen } = state.get();
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    const [sign, name] = { null: ["◐", "auto"], dark: ["☾", "dark"], light: ["☀\uFE0E", "light"] }[chosen];
    fill(this.button, html("span", { "aria-hidden": "true" }, sign));
    this.button.title = `Colours: ${name} (t)`;
    this.button.setAttribute("aria-label", this.button.title);
    try {
      if (chosen) localStorage.setItem("adjoint-theme", chosen);
      else localStorage.removeItem("adjoint-theme");
    } catch {
      // A page from disk may have no storage: then the choice lasts as long as the page.
    }
  },

  kept() {
    try {
      const kept = localStorage.getItem("adjoint-theme");
      return ["light", "dark"].includes(kept) ? kept : null;
    } catch {
      return null;
    }
  },
};

/// The edges of the panes, to be dragged, or moved by the arrow keys.
const edges = {
  mount() {
    if (!$("source").hidden) this.edge("source", "Width of the script", 1);
    this.edge("side", "Width of the pane on the right", -1);
    let before = null;
    new ResizeObserver(([{ contentRect: { width, height } }]) => {
      if (before && Math.hypot(width - before.width, height - before.height) <= 60) return;
      before = { width, height };
      this.refit(width, height);
    }).observe($("graph"));
  },

  /// The drawing has got another room: a small one is shown whole again, of another one what the step
  /// is about or what is selected.
  refit(wide, tall) {
    const { width, height } = canvas.placed();
    const key = steps.current?.key ?? state.get().selected;
    if (Math.min(wide / width, tall / height) > 0.6) canvas.fit();
    else if (key !== null) canvas.show(key);
  },

  edge(pane, label, sign) {
    const bar = html("div", {
      class: `edge ${pane}-edge`, role: "separator", tabindex: 0, "aria-orientation": "vertical", "aria-label": label,
    });
    const widen = (by) => {
      const width = Math.round(Math.min(Math.max($(pane).offsetWidth + sign * by, 160), innerWidth * 0.6));
      $("page").style.setProperty(`--${pane}-width`, `${width}px`);
      bar.setAttribute("aria-valuenow", width);
    };
    bar.setAttribute("aria-valuenow", $(pane).offsetWidth);
    bar.addEventListener("pointerdown", (event) => {
      bar.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    bar.addEventListener("pointermove", (event) => bar.hasPointerCapture(event.pointerId) && widen(event.movementX));
    bar.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -24, ArrowRight: 24 }[event.key];
      if (!by || event.shiftKey) return;
      widen(by);
      event.preventDefault();
    });
    $("page").append(bar);
  },
};

const help = {
  mount() {
    const button = html("button", { type: "button", title: "Help (?)", "aria-label": "Help" }, "?");
    button.addEventListener("click", () => this.show());
    $("tools").append(button);
    const close = html("button", { type: "button", class: "close", "aria-label": "Close", autofocus: true }, "×");
    close.addEventListener("click", () => $("help").close());
    $("help").addEventListener("click", (event) => event.target === $("help") && $("help").close());
    const parts = [];
    for (const [keys, shown, text] of KEYS) {
      if (typeof keys === "string") parts.push(html("section", {}, html("h3", {}, keys), html("dl", {})));
      else parts.at(-1).lastChild.append(html("dt", {}, shown.split("  ").map((key) => html("kbd", {}, key))), html("dd", {}, text));
    }
    fill(
      $("help"), html("header", {}, html("h2", {}, "Keys"), close), html("div", { class: "columns" }, parts),
      html("p", { class: "aside" }, "Point at a box and its text in the script lights up; point at the text and the box does. Drag moves the graph, the wheel zooms, a double click folds and unfolds. The address of the page keeps what is selected, the step and the folds: bookmark it or pass it on."));
  },

  show() {
    $("help").showModal();
  },
};

/* ---- small things all panes use ---- */

function $(id) {
  return document.getElementById(id);
}

/// The node, group or run of a key in the view that is shown, or null.
function thing(key) {
  const view = model.current();
  return key !== null && key !== undefined && view.has(key) ? view.item(key) : null;
}

/// Selects a thing, opens what is folded around it and moves it into sight.
function select(key) {
  state.set({ selected: key });
  if (key !== null) canvas.show(key);
}

/// The edges that end in a node, or those that end in a box, one for each node they come from.
function producers(key) {
  const view = model.current();
  return typeof key === "number" ? view.inputs[key] : view.sources(key).map((from) => ({ from }));
}

function consumers(key) {
  const view = model.current();
  return typeof key === "number" ? view.uses[key] : view.targets(key).map((to) => ({ to }));
}

/// Says a sentence to those who do not see the page.
function announce(sentence) {
  $("live").textContent = sentence;
}

/// Whether the reader wants nothing to move by itself.
function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/// Scrolls a box no more than it must to show an element.
function nearest(element, box) {
  const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    box.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}

/// Arrow keys go from tab to tab.
function roving(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = [...event.currentTarget.querySelectorAll("[role=tab]")];
  const to = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
  to.focus();
  to.click();
  event.preventDefault();
}

[tools, theme, help, source, edges, steps, inspector, search, keyboard].forEach((part) => part.mount());
