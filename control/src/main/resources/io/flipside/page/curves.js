// Loss and target probability over the updates of a search, while it runs and afterwards; one cursor over both.

const SVG = "http://www.w3.org/2000/svg";
const BOX = { width: 480, height: 200, left: 46, right: 8, top: 18, bottom: 24 };

function shape(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Where a value lies between the ends of an axis, 0 to 1; a wide range of positive numbers is drawn by magnitude. */
function axis(values, fixed) {
  const known = values.filter(Number.isFinite);
  let low = fixed?.[0] ?? Math.min(...known), high = fixed?.[1] ?? Math.max(...known);
  const log = !fixed && low > 0 && high / low > 20;
  const scale = log ? Math.log : v => v;
  if (high === low) high = low + 1;
  return {
    log, low, high, at: v => (scale(v) - scale(low)) / (scale(high) - scale(low)),
    ticks: [0, 0.5, 1].map(t => log ? low * (high / low) ** t : low + (high - low) * t),
  };
}

class Curves {
  constructor(root) {
    this.root = root;
    this.points = [];
    this.ended = -1;
    this.load();
    document.addEventListener("flipside:point", ({ detail }) => this.add(detail));
  }

  async load() {
    try {
      const answer = await fetch(this.root.dataset.curves);
      if (answer.ok) {
        const whole = await answer.json();
        const stages = new Set(whole.map(point => point.stage));
        this.points = [...whole, ...this.points.filter(point => !stages.has(point.stage))];
        this.draw();
      }
    } catch {
      // the next point tries again
    }
  }

  add(point) {
    if (point.ended !== this.ended) {
      this.ended = point.ended;
      if (point.ended > 0) this.load();
    }
    const last = this.points.at(-1);
    if (!point.stage || last && (last.stage > point.stage || last.stage === point.stage && last.iteration >= point.iteration)) return;
    this.points.push(point);
    this.draw();
  }

  x(i) {
    return BOX.left + (BOX.width - BOX.left - BOX.right) * i / Math.max(1, this.points.length - 1);
  }

  draw() {
    if (this.points.length === 0) return;
    if (!this.built) this.build();
    this.plots = [this.plot("Loss", "loss"), this.plot("Probability of the target class", "targetProbability", [0, 1])];
    this.holder.replaceChildren(...this.plots.map(plot => plot.figure));
    this.point(this.at);
  }

  build() {
    this.built = true;
    this.holder = Object.assign(document.createElement("div"), { className: "plots", tabIndex: 0 });
    this.holder.setAttribute("role", "group");
    this.holder.setAttribute("aria-label", "Curves of the search; arrow keys move from update to update");
    this.readout = Object.assign(document.createElement("p"), { className: "note readout" });
    this.readout.setAttribute("aria-live", "polite");
    this.root.replaceChildren(this.holder, this.readout);
    this.holder.addEventListener("keydown", event => {
      const by = { ArrowLeft: -1, ArrowRight: 1, ",": -1, ".": 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      this.point(Math.min(this.points.length - 1, Math.max(0, (this.at ?? -by) + by)));
    });
  }

  plot(title, term, fixed) {
    const values = this.points.map(point => point[term]), scale = axis(values, fixed);
    const known = values.filter(Number.isFinite), said = v => v === undefined ? "nothing yet" : v.toPrecision(3);
    const words = said(known[0]) + " at first, " + said(known.at(-1)) + " at last";
    const figure = document.createElement("figure"), caption = document.createElement("figcaption");
    caption.append(Object.assign(document.createElement("b"), { textContent: title }), " " + words + (scale.log ? ", by magnitude" : ""));
    const svg = shape("svg", { viewBox: "0 0 " + BOX.width + " " + BOX.height, role: "img", "aria-label": title + ": " + words });
    const y = v => BOX.top + (BOX.height - BOX.top - BOX.bottom) * (1 - scale.at(v));
    for (const tick of scale.ticks) {
      svg.append(shape("line", { class: "grid", x1: BOX.left, x2: BOX.width - BOX.right, y1: y(tick), y2: y(tick) }),
        shape("text", { x: BOX.left - 6, y: y(tick) + 4, "text-anchor": "end" }, tick.toPrecision(2)));
    }
    let path = "", drawing = false;
    values.forEach((value, i) => {
      if (i > 0 && this.points[i].stage !== this.points[i - 1].stage) {
        svg.append(shape("line", { class: "stage", x1: this.x(i), x2: this.x(i), y1: BOX.top - 6, y2: BOX.height - BOX.bottom }));
      }
      const there = Number.isFinite(value);
      const place = this.x(i).toFixed(1) + " " + y(value).toFixed(1);
      // a line to where it begins: a point of its own is seen as well
      if (there) path += drawing ? "L" + place : "M" + place + "L" + place;
      drawing = there;
    });
    const cursor = shape("line", { class: "cursor", y1: BOX.top, y2: BOX.height - BOX.bottom, x1: 0, x2: 0 });
    svg.append(shape("path", { class: "curve", d: path }), cursor,
      shape("text", { x: BOX.left, y: BOX.height - 6 }, "1"),
      shape("text", { x: BOX.width - BOX.right, y: BOX.height - 6, "text-anchor": "end" }, this.points.length + (this.points.length === 1 ? " update" : " updates")));
    svg.addEventListener("pointermove", event => {
      const box = svg.getBoundingClientRect();
      const share = ((event.clientX - box.left) / box.width * BOX.width - BOX.left) / (BOX.width - BOX.left - BOX.right);
      this.point(Math.round(Math.min(1, Math.max(0, share)) * (this.points.length - 1)));
    });
    figure.append(caption, svg);
    return { figure, cursor };
  }

  point(i) {
    if (i === undefined || !this.points[i]) return;
    this.at = i;
    for (const { cursor } of this.plots) {
      cursor.setAttribute("x1", this.x(i));
      cursor.setAttribute("x2", this.x(i));
      cursor.style.visibility = "visible";
    }
    const { stage, iteration, loss, targetProbability } = this.points[i];
    this.readout.textContent = "Update " + (i + 1) + " (stage " + stage + ", " + iteration + "): loss " + Number(loss).toPrecision(4)
      + (targetProbability === undefined ? "" : ", target " + Number(targetProbability).toFixed(4));
  }
}

document.querySelectorAll("[data-curves]").forEach(root => new Curves(root));
