// Puts the page together and starts it. `window.adjoint` is for tests of the page: the store, the
// model, the drawing with its places, and the exports.

{
  document.title = model.document.title;
  const beginning = () => ({
    view: model.opening().id, open: model.opened(model.opening()), step: null, selected: null,
    direction: model.document.direction ?? "down",
  });

  /// What a hash says, as far as it fits this document.
  const understood = (text) => {
    const patch = { ...beginning(), ...hash.read(text) };
    const view = model.view(patch.view) ?? model.opening();
    const open = text.includes("open=") ? patch.open : model.opened(view);
    return {
      ...patch, view: view.id, open: new Set([...open].filter((key) => view.has(key))),
      selected: patch.selected !== null && view.has(patch.selected) ? patch.selected : null,
    };
  };

  state.set(understood(location.hash));
  let written = location.hash;
  state.on(["view", "selected", "step", "open", "direction", "document"], (values) => {
    const text = hash.write(values, beginning());
    written = text === "" ? "" : "#" + text;
    history.replaceState(null, "", written === "" ? location.pathname + location.search : written);
  });
  window.addEventListener("hashchange", () => {
    if (location.hash !== written) state.set(understood(location.hash));
  });
  window.adjoint = { state, model, folds, openView, canvas, exports };
}
