// What is wrong with the script: how much, in the bar, where each press shows the next of it; and each
// problem in prose. The script and the boxes show them in their places themselves.

const problems = {
  shown: -1,

  mount() {
    this.chip = html("button", { type: "button", id: "problems", title: "Show where: press for one after the other" });
    this.chip.addEventListener("click", () => this.next());
    $("title").after(this.chip);
    state.on("document", () => this.draw());
    this.draw();
    const [first] = this.errors();
    if (first?.source !== undefined && state.get().selected === null) source.turnTo(first);
  },

  errors() {
    return (model.document.problems ?? []).filter(({ severity }) => severity === "error");
  },

  draw() {
    const number = this.errors().length;
    this.shown = -1;
    this.chip.hidden = number === 0;
    this.chip.textContent = number === 1 ? "⚠ 1 thing is wrong" : `⚠ ${number} things are wrong`;
  },

  next() {
    const errors = this.errors();
    this.shown = (this.shown + 1) % errors.length;
    const { node, source: index } = errors[this.shown];
    if (node !== undefined) {
      openView(model.first().id, { selected: node });
      canvas.show(node);
    }
    if (index !== undefined) source.reveal(errors[this.shown]);
  },
};

/// A problem in prose, with what its diagnostic adds; as the terminal shows it on demand.
function problemBox(problem) {
  const { severity, code, message, text, source: index, start, node } = problem;
  const more = (text ?? "").split("\n").filter((line) => /^\s*= /.test(line)).map((line) => line.replace(/^\s*= /, ""));
  const links = html("p", { class: "place" });
  if (model.document.sources?.[index] && start != null) links.append(placeLink(problem));
  if (node != null && model.current() === model.first()) links.append(" ", linkTo(node));
  return html(
    "div", { class: `problem-box ${severity}`, role: "note" },
    html("p", {}, html("b", {}, `${severity}${code ? ` ${code}` : ""}: `), prose(message)),
    ...more.map((line) => html("p", {}, prose(line))),
    links.childNodes.length > 0 ? links : null,
    text ? html("details", {}, html("summary", {}, "as the terminal shows it"), html("pre", {}, text)) : null);
}

problems.mount();
