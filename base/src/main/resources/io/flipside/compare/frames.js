// Two clips, frame by frame. Shared by the service's page and by report.html, which works from a file: no dependency.
// A section with data-compare holds the sheets of frames as pictures; everything else is made here.

const MODES = {
  side: "Side by side", swap: "One at a time", curtain: "Curtain", difference: "Difference", flow: "Flow",
};
const FACTORS = [1, 2, 4, 8, 16];
const SPEEDS = [0.1, 0.25, 0.5, 1, 2];
const BLINK_MILLIS = 450; // below three flashes a second
const THUMB = 64;
const STORE = "flipside.compare";
const KEYS = [
  ["Space", "play, pause"], [", .", "one frame back, on (← → too)"], ["Home End", "first, last frame"],
  ["1 – 5", "side by side, one at a time, curtain, difference, flow"], ["s", "swap the clips"], ["b", "blink"],
  ["[ ]", "move the curtain; less, more gain"], ["+ – 0", "zoom in, out, whole"],
  ["Shift + arrows", "move the part that is shown"], ["p", "save the frame as PNG"], ["l", "copy a link to the frame"],
];

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const SVG = Object.assign(document.createElement("template"), { innerHTML: "<svg></svg>" }).content.firstChild.namespaceURI;

function svg(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// there is no storage in a sandbox or in some private windows; from a file there may be
function remembered() {
  try {
    return Object(JSON.parse(localStorage.getItem(STORE)));
  } catch {
    return {};
  }
}

function remember(values) {
  try {
    localStorage.setItem(STORE, JSON.stringify(values));
  } catch {
    // then it is forgotten
  }
}

const within = (value, low, high) => Math.min(high, Math.max(low, value));

/** The frames of one layer on its sheets. */
class Layer {
  constructor(name, sheets, grid) {
    Object.assign(this, { name, sheets, grid });
  }

  draw(context, frame, view, width = this.grid.width, height = this.grid.height) {
    const { columns, rows } = this.grid;
    const place = frame % (columns * rows);
    context.drawImage(
      this.sheets[Math.floor(frame / (columns * rows))],
      place % columns * this.grid.width + view.left, Math.floor(place / columns) * this.grid.height + view.top,
      view.width, view.height, 0, 0, width, height);
  }
}

/** The sheets of each layer, decoded whole: what is drawn later is there at once. */
async function layers(root, grid) {
  const byName = new Map();
  for (const picture of root.querySelectorAll("img[data-layer]")) {
    await picture.decode();
    const bitmap = await createImageBitmap(picture, { colorSpaceConversion: "none" }).catch(() => picture);
    const name = picture.dataset.layer;
    byName.set(name, [...byName.get(name) ?? [], bitmap]);
  }
  return [...byName].map(([name, sheets]) => new Layer(name, sheets, grid));
}
