// What the reader has chosen: one store that all parts of the page read, and are told of changes by.
//
//   view      id of the view                     step      null, or an index into steps.list
//   selected  null, or a key                     playing   whether steps go on by themselves
//   hovered   null, or a key                     query     text of the search
//   open      Set of keys of open groups, runs   theme     "light", "dark", or null: the system's
//   direction "down" or "right"              document  counts the documents that there were
//
// A key is the id of a node (a number), "g3" (a group) or "r2" (a run).

const state = (() => {
  let values = Object.freeze({
    view: null, selected: null, hovered: null, open: new Set(), step: null, playing: false,
    query: "", theme: null, direction: "down", document: 0,
  });
  const listeners = [];
  const pending = new Set();
  let telling = false;

  const same = (a, b) =>
    a === b || (a instanceof Set && b instanceof Set && a.size === b.size && [...a].every((x) => b.has(x)));

  /// Changes some values. Listeners are told once of all that changed; what they set in turn is told
  /// after that.
  function set(patch) {
    const changed = Object.keys(patch).filter((key) => !same(values[key], patch[key]));
    if (changed.length === 0) return;
    values = Object.freeze({ ...values, ...patch });
    changed.forEach((key) => pending.add(key));
    if (telling) return;
    telling = true;
    try {
      while (pending.size > 0) {
        const keys = new Set(pending);
        pending.clear();
        for (const { wanted, listener } of listeners) {
          if (wanted.some((key) => keys.has(key))) listener(values, keys);
        }
      }
    } finally {
      telling = false;
    }
  }

  /// Calls `listener(values, changed)` after any of the keys (a name, or a list of names) changed.
  function on(keys, listener) {
    listeners.push({ wanted: [keys].flat(), listener });
  }

  return { get: () => values, set, on };
})();

/// The part of the state that a link to this page carries, as text behind the `#` and back.
const hash = (() => {
  const key = (text) => (/^\d+$/.test(text) ? Number(text) : /^[gr]\d+$/.test(text) ? text : null);

  function write(values, first) {
    const parts = new URLSearchParams();
    if (values.view !== first.view) parts.set("view", values.view);
    if (values.selected !== null) parts.set("selected", values.selected);
    if (values.step !== null) parts.set("step", values.step);
    const open = [...values.open].sort().join(".");
    if (values.view !== first.view || open !== [...first.open].sort().join(".")) parts.set("open", open);
    if (values.direction !== first.direction) parts.set("direction", values.direction);
    return parts.toString();
  }

  /// What a hash says; only what is well-formed and there.
  function read(text) {
    const parts = new URLSearchParams(text.replace(/^#/, ""));
    const patch = {};
    if (parts.has("view")) patch.view = parts.get("view");
    if (parts.has("selected")) patch.selected = key(parts.get("selected"));
    if (parts.has("step")) patch.step = typeof key(parts.get("step")) === "number" ? key(parts.get("step")) : null;
    if (parts.has("open")) patch.open = new Set(parts.get("open").split(".").filter((k) => /^[gr]\d+$/.test(k)));
    if (["down", "right"].includes(parts.get("direction"))) patch.direction = parts.get("direction");
    return patch;
  }

  return { write, read };
})();
