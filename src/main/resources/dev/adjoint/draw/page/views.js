// Several graphs of one computation: the tabs that choose one, and of a stage what became of its
// boxes, in numbers and by the marks that the drawing has. What is selected stays selected in
// another view, as far as it is there.

/// What became of a box: the mark that the drawing has too, and the words for it.
const CHANGES_OF_STAGE = {
  added: { mark: "+", text: "added", title: "It was not there before" },
  changed: { mark: "≠", text: "changed", title: "It came in the place of another formula" },
  removed: { mark: "−", text: "removed next", title: "The next stage is without it" },
};

const views = {
  mount() {
    const all = model.document.views;
    if (all.length < 2) return;
    const bar = $("views");
    bar.hidden = false;
    for (const { id, title, caption } of all) {
      const tab = html("button", { type: "button", role: "tab", id: "view-" + id, title: caption, "data-view": id }, title);
      tab.addEventListener("click", () => openView(id));
      bar.append(tab);
    }
    bar.addEventListener("keydown", roving);
    this.legend = html("div", { id: "changes", role: "group", "aria-label": "What became of the boxes", hidden: true });
    $("caption").after(this.legend);
    state.on("view", () => this.show());
    this.show();
  },

  show() {
    const current = model.current();
    for (const tab of $("views").children) {
      const chosen = tab.dataset.view === current.id;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
    }
    const chips = Object.entries(CHANGES_OF_STAGE).map(([change, words]) => this.chip(change, words, current));
    fill(this.legend, chips);
    this.legend.hidden = chips.every((chip) => chip === null);
  },

  /// How many boxes a change has come to: each press selects the next of them.
  chip(change, { mark, text, title }, view) {
    const found = view.nodes.filter((node) => node.change === change).map((node) => node.id);
    if (found.length === 0) return null;
    const chip = html(
      "button", { type: "button", class: "change-chip " + change, title: title + ". Press for one after the other." },
      html("b", {}, mark), ` ${found.length} ${text}`);
    chip.addEventListener("click", () => select(found[(found.indexOf(state.get().selected) + 1) % found.length]));
    return chip;
  },

  /// The view so many places on, if there is one.
  move(by) {
    const all = model.document.views;
    const to = all[all.findIndex((view) => view.id === model.current().id) + by];
    if (to) openView(to.id);
  },
};

views.mount();
