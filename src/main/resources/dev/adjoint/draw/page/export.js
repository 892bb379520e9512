// The drawing as a file: all of the graph as it is folded, lit and coloured now.

const exports = (() => {
  const KEPT = [
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity",
    "opacity", "paint-order", "text-decoration-line",
  ];
  const PLAIN = {
    fill: "rgb(0, 0, 0)", "fill-opacity": "1", stroke: "none", "stroke-width": "1px", "stroke-dasharray": "none",
    "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-opacity": "1", opacity: "1", "paint-order": "normal",
    "text-decoration-line": "none",
  };
  const UNSAID = ["tabindex", "role", "aria-label", "aria-expanded", "data-fold", "data-width", "style", "display"];

  /// A copy whose look needs no style sheet. Walks both trees side by side.
  function inlined(original) {
    const copy = original.cloneNode(true);
    const pairs = [[original, copy]];
    const gone = [];
    while (pairs.length > 0) {
      const [from, to] = pairs.pop();
      const look = getComputedStyle(from);
      if (look.display === "none" || look.visibility === "hidden") {
        gone.push(to);
        continue;
      }
      for (const name of KEPT) {
        const value = look.getPropertyValue(name);
        if (from.tagName !== "g" || name === "opacity") {
          if (value !== PLAIN[name]) to.setAttribute(name, value);
        }
      }
      if (from.tagName === "image") to.setAttribute("image-rendering", "pixelated");
      if (from.tagName === "text" && from.dataset.width) {
        // In a font that is wider than ours it still fits its box.
        to.setAttribute("textLength", Number(from.dataset.width).toFixed(1));
        to.setAttribute("lengthAdjust", "spacingAndGlyphs");
      }
      if (to.dataset.key !== undefined) to.setAttribute("id", `box-${to.dataset.key}`);
      UNSAID.concat("class", "data-key", "data-from", "data-to").forEach((name) => to.removeAttribute(name));
      [...from.children].forEach((child, i) => pairs.push([child, to.children[i]]));
    }
    gone.forEach((element) => element.remove());
    return copy;
  }

  /// The drawing as the text of an SVG document that needs nothing else.
  function text() {
    const { root, buildAll, placed } = canvas;
    buildAll();
    const quiet = [...root.classList].filter((name) => ["far", "choosing"].includes(name));
    root.classList.remove(...quiet);
    root.classList.add("exporting");
    const world = inlined(root.querySelector(".world"));
    const paper = getComputedStyle(root).backgroundColor;
    root.classList.remove("exporting");
    root.classList.add(...quiet);
    canvas.pan(0, 0); // what is out of sight goes again
    world.removeAttribute("transform");
    const { width, height } = placed();
    const [wide, tall] = [Math.ceil(width), Math.ceil(height)];
    const document = svg(
      "svg", { xmlns: SVG, width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}`, "font-family": fonts.sans, role: "img" },
      svg("title", {}, model.document.title), svg("rect", { width: wide, height: tall, fill: paper }), world);
    return new XMLSerializer().serializeToString(document);
  }

  function save(content, name) {
    const url = URL.createObjectURL(content);
    const link = html("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  const stem = () => {
    const view = model.current();
    return view.id === model.first().id ? model.document.title : `${model.document.title.replace(/\.adj$/, "")}-${view.id}`;
  };

  /// The picture in pixels, two to a point, or fewer where that would be more than a browser draws.
  async function pixels() {
    const { width, height } = canvas.placed();
    const scale = Math.min(2, 16000 / Math.max(width, height), Math.sqrt(120e6 / (width * height)));
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([text()], { type: "image/svg+xml" }));
    try {
      await image.decode();
      const paper = html("canvas", { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
      paper.getContext("2d").drawImage(image, 0, 0, paper.width, paper.height);
      return await new Promise((done) => paper.toBlob(done, "image/png"));
    } finally {
      URL.revokeObjectURL(image.src);
    }
  }

  // On paper: all of the graph on one page, and no more of the camera.
  window.addEventListener("beforeprint", () => {
    canvas.buildAll();
    const { width, height } = canvas.placed();
    canvas.root.setAttribute("viewBox", `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`);
    canvas.root.classList.add("printing");
  });
  window.addEventListener("afterprint", () => {
    canvas.root.removeAttribute("viewBox");
    canvas.root.classList.remove("printing");
    canvas.pan(0, 0);
  });

  return {
    text, pixels,
    svg: () => save(new Blob([text()], { type: "image/svg+xml" }), fileName(stem(), ".svg")),
    png: async () => save(await pixels(), fileName(stem(), ".png")),
  };
})();
