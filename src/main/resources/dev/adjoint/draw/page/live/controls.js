// The buttons of `adjoint play` that stop a run, take it back and let it go on, the line on how it
// stands, and what it printed and drew.

const controls = {
  folded: false,

  mount() {
    const button = (label, title, act) => {
      const made = html("button", { type: "button", title }, label);
      made.addEventListener("click", act);
      return made;
    };
    this.go = button("Run", "Runs the script", () => play.ask(play.told?.resumable ? "run" : "restart"));
    this.go.id = "play-run";
    this.stop = button("Stop", "Ends the training after its step; what it has learnt stays", () => play.ask("stop"));
    this.stop.id = "play-stop";
    this.again = button("Start over", "Runs the script from the start", () => play.ask("restart"));
    this.again.id = "play-again";
    this.scale = button("log", "Shows equal ratios of the cost as equal heights", () => {
      curve.chosen = !curve.logarithmic;
      curve.draw();
    });
    this.scale.id = "play-log";
    this.fold = button("", "", () => {
      this.folded = !this.folded;
      this.draw();
    });
    this.fold.id = "play-fold";
    this.fold.setAttribute("aria-controls", "results-of-run");
    this.slider = html("input", { id: "play-rewind", type: "range", min: 0, max: 0, value: 0, "aria-label": "Go back to a recorded step" });
    this.slider.addEventListener("input", () => this.slide());
    this.slider.addEventListener("change", () => {
      const place = run.recorded[Number(this.slider.value)];
      curve.pointed = null; // it is there now
      if (place) play.rewind(place);
    });
    this.light = html("span", { class: "signal", "aria-hidden": "true" });
    this.status = html("span", { id: "play-status", role: "status" });
    this.printed = html("pre", { id: "printed", tabindex: 0, "aria-label": "What the script prints" });
    this.files = html("ul", { id: "files" });
    const graph = html("div", { class: "costs" });
    this.results = html("div", { class: "results", id: "results-of-run" }, graph,
      html("div", { class: "said" }, html("h2", {}, "Printed"), this.printed, this.files));
    fill(
      $("play"),
      html("div", { class: "controls" },
        this.light, this.status, html("span", { class: "buttons" }, this.go, this.stop, this.again),
        html("label", { class: "back" }, "Go back", this.slider), this.scale, this.fold),
      this.results);
    $("play").hidden = false;
    curve.mount(graph);
    this.draw();
  },

  slide() {
    curve.pointed = run.recorded[Number(this.slider.value)] ?? null;
    curve.draw();
  },

  /// The buttons, the line on the run, and what it printed.
  draw() {
    const { phase, shown } = run;
    const loop = run.loops.at(-1);
    const going = play.told?.resumable && shown !== null;
    this.go.textContent = going ? `Go on from ${shown.step}` : "Run";
    this.go.hidden = run.busy;
    this.stop.hidden = !run.busy;
    this.stop.disabled = phase === "stopping" || play.lost !== null;
    this.again.hidden = !going && !run.busy;
    this.go.disabled = this.again.disabled = play.lost !== null || !play.told || !play.told.right;
    const waiting = phase === "waiting" || (play.told?.right === false && !run.busy && !loop);
    this.light.className = `signal ${play.lost ? "lost" : waiting ? "waiting" : phase}`;
    const last = loop?.points.at(-1)?.[0] ?? null;
    const cost = loop && loop.cost && last !== null ? ` · ${loop.cost} = ${figure(last)}` : "";
    const steps = loop ? `${loop.unit} ${loop.done} of ${loop.count}` : "";
    const words = {
      waiting: "waiting for a script that is right",
      running: loop ? `${loop.title}: ${steps}${cost}` : "running",
      stopping: `stopping after ${loop ? `${loop.unit} ${loop.done}` : "this step"}`,
      stopped: shown ? this.held(shown, steps) : "stopped",
      done: loop ? `done: ${steps}${cost && `${cost} at ${loop.done - 1}`}` : "done",
      failed: loop ? `ended by a mistake; ${steps} done` : "ended by a mistake",
    };
    this.status.textContent = play.lost ? "no connection" : words[waiting ? "waiting" : phase];
    const empty = run.loops.length === 0 && run.lines.length === 0 && run.files.length === 0;
    this.results.hidden = this.folded || empty;
    this.fold.hidden = empty;
    this.fold.textContent = this.folded ? "▴" : "▾";
    this.fold.title = this.folded ? "Show the costs and what is printed" : "Hide the costs and what is printed";
    this.fold.setAttribute("aria-expanded", !this.folded);
    const { recorded } = run;
    this.slider.max = Math.max(0, recorded.length - 1);
    this.slider.disabled = recorded.length < 2 || play.lost !== null;
    if (document.activeElement !== this.slider || !run.busy) {
      const at = shown ? recorded.findIndex((one) => one.loop === shown.loop && one.step === shown.step) : recorded.length - 1;
      this.slider.value = Math.max(0, at);
    }
    const place = recorded[Number(this.slider.value)];
    this.slider.setAttribute("aria-valuetext", place ? run.called(place) : "");
    this.print();
  },

  /// Where a run is held, and why nothing happens where the script was saved since.
  held(at, steps) {
    const last = run.loops.at(-1);
    const isLast = at.step === last.done && run.loops[at.loop] === last;
    const where = isLast ? `${steps}${run.costIn(at)}` : `${run.called(at)}${run.costIn(at)}; ${steps} done`;
    return `held at ${where}${play.told.right && run.version !== play.told.version ? ". The script has changed since" : ""}`;
  },

  print() {
    const end = this.printed.scrollTop + this.printed.clientHeight >= this.printed.scrollHeight - 4;
    const dropped = run.lost > 0 ? `… ${count(run.lost, "line")} before\n` : "";
    const text = dropped + run.lines.join("\n");
    if (this.printed.textContent !== text) {
      this.printed.textContent = text;
      if (end) this.printed.scrollTop = this.printed.scrollHeight;
    }
    const wanted = run.files.map(({ name, revision }) => `${run.number}/${revision}/${name}`).join("\n");
    if (this.files.dataset.wanted !== wanted) {
      this.files.dataset.wanted = wanted;
      fill(this.files, ...run.files.map((file) => this.file(file)));
    }
  },

  /// A picture that the script made, to be seen and to be kept.
  file({ name }) {
    const item = html("li", {}, html("a", { download: fileOf(name), href: `files/${encodeURIComponent(name)}` }, name));
    if (/\.(svg|png)$/i.test(name)) {
      fetch(`files/${encodeURIComponent(name)}`)
        .then((answer) => answer.blob())
        .then((blob) => {
          const address = URL.createObjectURL(blob);
          const image = html("img", { src: address, alt: name });
          image.addEventListener("load", () => URL.revokeObjectURL(address));
          item.append(image);
        })
        .catch(() => {});
    }
    return item;
  },
};
