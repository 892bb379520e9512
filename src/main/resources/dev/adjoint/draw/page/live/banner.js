// Above the page of `adjoint play`: a broken line, or else what is wrong with the script.

const LOST = {
  gone: "Is `adjoint play` still running? If you start it again, open the address that it prints then.",
  full: "Too many pages show this script. Close one, and this one goes on.",
  another: "`adjoint play` was started again: open the address that it has printed.",
};

const banner = {
  mount() {
    this.root = html("div", { id: "banner", role: "alert", hidden: true });
    $("page").before(this.root);
  },

  draw() {
    const problems = (play.told?.problems ?? []).filter(({ severity }) => severity === "error");
    const lines = [];
    if (play.lost) lines.push(html("p", {}, html("b", {}, "Connection lost. "), prose(LOST[play.lost])));
    if (play.told?.trouble) lines.push(html("p", {}, play.told.trouble));
    problems.slice(0, 3).forEach((problem) => lines.push(this.complaint(problem)));
    if (problems.length > 3) lines.push(html("p", {}, `and ${problems.length - 3} more, in the script`));
    const aside = play.told ? this.standing() : "";
    if (aside !== "") lines.push(html("p", { class: "aside" }, aside));
    this.root.hidden = lines.length === 0;
    fill(this.root, ...lines);
  },

  /// What the page shows while the script is wrong.
  standing() {
    const { right, stale, document } = play.told;
    if (right && !stale) return "";
    const goes = !right && run.busy ? " The training goes on with the script as it was before." : "";
    if (document === null) return goes;
    return (stale ? "The picture is still that of the earlier text." : "The picture shows what is known all the same.") + goes;
  },

  complaint(problem) {
    const { code, message, text, source: index, start } = problem;
    const name = index === undefined ? "" : fileOf(play.told.sources[index].name);
    const line = index === undefined ? 0 : play.told.sources[index].text.slice(0, start).split("\n").length;
    return html("details", {},
      html("summary", {}, html("b", {}, code), " ", index === undefined ? "" : `${name}:${line}: `, prose(message)),
      html("pre", {}, text));
  },
};
