// The texts of the page that stand out from what is behind them by less than 4.5 to 1, the least that
// WCAG 2.2 allows (1.4.3), as lines that say which.
const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const rgba = (colour) => {
  paper.clearRect(0, 0, 1, 1);
  paper.fillStyle = colour;
  paper.fillRect(0, 0, 1, 1);
  return [...paper.getImageData(0, 0, 1, 1).data];
};
const over = (top, below) => [0, 1, 2].map((i) => below[i] + (top[i] - below[i]) * (top[3] / 255)).concat(255);
const luminance = (colour) => {
  const [r, g, b] = colour.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = (element) => {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const face = at.matches("g.box") ? at.querySelector(".face") : null;
    layers.push(rgba(face ? getComputedStyle(face).fill : getComputedStyle(at).backgroundColor));
    if (layers.at(-1)[3] === 255) break;
  }
  return layers.reduceRight((below, top) => over(top, below), [255, 255, 255, 255]);
};
const faint = [];
let texts = 0;
for (const element of document.querySelectorAll("body *")) {
  const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(" ").trim();
  const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  if (text === "" || !shown || element.closest("script, style, title, option, :disabled, .unseen, .skip")) continue;
  texts++;
  const style = getComputedStyle(element);
  const below = behind(element);
  const front = over(rgba(element instanceof SVGElement ? style.fill : style.color), below);
  const [more, less] = [luminance(front), luminance(below)].sort((one, other) => other - one);
  const ratio = (more + 0.05) / (less + 0.05);
  if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${element.tagName} ${element.getAttribute("class")}: ${text}`);
}
return texts > 50 ? faint : [`only ${texts} texts`];
