// What people do with the clips, and what they see of it.

class Compare {
  constructor(root, grid, all) {
    Object.assign(this, { root, grid });
    this.blind = root.dataset.compare === "blind";
    const named = name => all.find(layer => layer.name === name);
    this.pair = (this.blind ? ["a", "b"] : ["original", "counterfactual"]).map(named);
    this.flow = named("flow");
    this.names = [root.dataset.first ?? "Original", root.dataset.second ?? "Counterfactual"];
    this.modes = Object.keys(MODES).filter(mode => this.blind ? mode === "side" : mode !== "flow" || this.flow);
    const kept = remembered();
    Object.assign(this, {
      frame: 0, shown: 0, blinking: false, playing: false, zoom: 1, curtain: 0.5, centre: [0.5, 0.5],
      mode: this.modes.includes(kept.mode) ? kept.mode : "side",
      gain: FACTORS.includes(kept.gain) ? kept.gain : 4,
      speed: SPEEDS.includes(kept.speed) ? kept.speed : 1,
      keys: kept.keys !== false,
    });
    Object.assign(this, build(this));
    root.append(...this.parts);
    this.listen();
    const linked = this.readLink();
    this.show();
    this.measureChange();
    if (!linked && !matchMedia("(prefers-reduced-motion: reduce)").matches) this.play(true);
  }

  // --- what is drawn

  view() {
    const { width, height } = this.grid;
    const part = { width: width / this.zoom, height: height / this.zoom };
    part.left = within(this.centre[0] * width - part.width / 2, 0, width - part.width);
    part.top = within(this.centre[1] * height - part.height / 2, 0, height - part.height);
    return part;
  }

  difference(context, frame, view, gain, width, height) {
    this.pair[0].draw(context, frame, view, width, height);
    context.globalCompositeOperation = "difference";
    this.pair[1].draw(context, frame, view, width, height);
    context.globalCompositeOperation = "lighter";
    for (let doubled = 1; doubled < gain; doubled *= 2) context.drawImage(context.canvas, 0, 0);
    context.globalCompositeOperation = "source-over";
  }

  draw() {
    const view = this.view(), [first, second] = this.contexts;
    if (this.mode === "side") {
      this.pair[0].draw(first, this.frame, view);
      this.pair[1].draw(second, this.frame, view);
    } else if (this.mode === "swap") {
      this.pair[this.shown].draw(first, this.frame, view);
    } else if (this.mode === "difference") {
      this.difference(first, this.frame, view, this.gain);
    } else if (this.mode === "flow") {
      this.flow.draw(first, this.frame, view);
    } else {
      this.pair[1].draw(first, this.frame, view);
      first.save();
      first.beginPath();
      first.rect(0, 0, Math.round(this.curtain * this.grid.width), this.grid.height);
      first.clip();
      this.pair[0].draw(first, this.frame, view);
      first.restore();
    }
  }

  caption() {
    return {
      side: this.names[0],
      swap: this.names[this.shown],
      curtain: this.names[0] + " | " + this.names[1],
      difference: "Difference, " + this.gain + "×",
      flow: "Flow: hue says where to, strength how far",
    }[this.mode];
  }

  /** Draws, and says in words what is drawn. */
  show() {
    this.draw();
    const words = "frame " + (this.frame + 1) + " of " + this.grid.frames;
    this.slider.value = this.frame + 1;
    this.number.setAttribute("aria-live", this.playing ? "off" : "polite");
    this.number.textContent = words[0].toUpperCase() + words.slice(1);
    this.captions[0].textContent = this.caption();
    this.canvases[0].setAttribute("aria-label", this.caption() + ", " + words);
    this.canvases[1].setAttribute("aria-label", this.names[1] + ", " + words);
    this.root.dataset.mode = this.mode;
    this.root.classList.toggle("zoomed", this.zoom > 1);
    this.figures[1].hidden = this.mode !== "side";
    this.line.hidden = this.mode !== "curtain";
    this.line.style.left = 100 * this.curtain + "%";
    for (const [mode, button] of this.buttons) button.setAttribute("aria-pressed", String(mode === this.mode));
    this.swapping.hidden = this.mode !== "swap";
    this.blinker.setAttribute("aria-pressed", String(this.blinking));
    this.curtainBox.hidden = this.mode !== "curtain";
    this.curtainInput.value = Math.round(100 * this.curtain);
    this.gainBox.hidden = this.mode !== "difference";
    this.gainInput.value = this.gain;
    this.zoomInput.value = this.zoom;
    this.player.textContent = this.playing ? "Pause" : "Play";
    this.cursor?.setAttribute("x1", this.frame);
    this.cursor?.setAttribute("x2", this.frame);
  }

  /** Mean difference of each frame, a few frames at a time; small pictures will do. */
  measureChange() {
    const { width, height, frames } = this.grid, scale = Math.min(1, THUMB / Math.max(width, height));
    const thumb = make("canvas", { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
    const context = thumb.getContext("2d", { willReadFrequently: true });
    const whole = { left: 0, top: 0, width, height }, change = [];
    const some = () => {
      for (let i = 0; i < 8 && change.length < frames; i++) {
        this.difference(context, change.length, whole, 1, thumb.width, thumb.height);
        const { data } = context.getImageData(0, 0, thumb.width, thumb.height);
        let sum = 0;
        for (let at = 0; at < data.length; at += 4) sum += data[at] + data[at + 1] + data[at + 2];
        change.push(sum / (data.length / 4 * 3 * 255));
      }
      if (change.length < frames) setTimeout(some);
      else if (!this.blind && frames > 1) this.drawChange(change);
    };
    some();
  }

  drawChange(change) {
    const last = change.length - 1, most = Math.max(...change, 1e-9), at = change.indexOf(Math.max(...change));
    const words = "largest at frame " + (at + 1) + ", " + (100 * change[at]).toFixed(1) + " % of full scale";
    const plot = svg("svg", {
      viewBox: "0 0 " + last + " 100", preserveAspectRatio: "none", role: "img",
      "aria-label": "Mean difference by frame: " + words,
    });
    const points = change.map((value, i) => i + "," + (97 - 94 * value / most).toFixed(2));
    plot.append(svg("polygon", { points: "0,100 " + points.join(" ") + " " + last + ",100", class: "area" }));
    plot.append(svg("polyline", { points: points.join(" "), class: "curve" }));
    this.cursor = plot.appendChild(svg("line", { y1: 0, y2: 100, class: "frame" }));
    const seek = event => {
      if (event.type === "pointermove" && !event.buttons) return;
      const box = plot.getBoundingClientRect();
      this.go(Math.round((event.clientX - box.left) / box.width * last));
    };
    plot.addEventListener("pointerdown", seek);
    plot.addEventListener("pointermove", seek);
    this.change.replaceChildren(make("figcaption", {}, make("b", {}, "Change by frame"), " " + words), plot);
    this.show();
  }

  // --- what people do

  listen() {
    this.player.onclick = () => this.play(!this.playing);
    this.slider.oninput = () => this.go(this.slider.value - 1);
    this.speedInput.onchange = () => this.set({ speed: +this.speedInput.value });
    for (const [mode, button] of this.buttons) button.onclick = () => this.set({ mode });
    this.swapper.onclick = () => this.swap();
    this.blinker.onclick = () => this.blink(!this.blinking);
    this.curtainInput.oninput = () => this.set({ curtain: this.curtainInput.value / 100 });
    this.gainInput.onchange = () => this.set({ gain: +this.gainInput.value });
    this.zoomInput.onchange = () => this.set({ zoom: +this.zoomInput.value });
    this.saver.onclick = () => this.save();
    this.linker.onclick = () => this.copyLink();
    this.keysInput.onchange = () => this.set({ keys: this.keysInput.checked });
    document.addEventListener("keydown", event => this.key(event));
    addEventListener("hashchange", () => this.readLink() && this.show());
    addEventListener("beforeprint", () => this.play(false));
    this.canvases.forEach(canvas => {
      canvas.onpointermove = canvas.onpointerdown = event => this.point(event, canvas);
      canvas.onpointerleave = () => this.point(null, canvas);
    });
  }

  set(values) {
    Object.assign(this, values);
    if (values.mode && values.mode !== "swap") this.blink(false);
    remember({ mode: this.mode, gain: this.gain, speed: this.speed, keys: this.keys });
    this.show();
    this.writeLink();
  }

  go(frame) {
    if (this.playing) this.play(false);
    this.frame = within(frame, 0, this.grid.frames - 1);
    this.show();
    this.writeLink();
  }

  play(on) {
    this.playing = on && this.grid.frames > 1;
    this.show();
    let last = performance.now();
    const token = this.run = {};
    const step = now => {
      if (!this.playing || this.run !== token) return;
      if (now - last >= 1000 / (this.grid.rate * this.speed)) {
        last = now;
        this.frame = (this.frame + 1) % this.grid.frames;
        this.show();
      }
      requestAnimationFrame(step);
    };
    if (this.playing) requestAnimationFrame(step);
    else this.writeLink();
  }

  swap() {
    this.shown = 1 - this.shown;
    if (this.mode === "swap") this.show();
    else this.set({ mode: "swap" });
  }

  blink(on) {
    clearInterval(this.blinkTimer);
    this.blinking = on;
    if (on) {
      this.blinkTimer = setInterval(() => { this.shown = 1 - this.shown; this.show(); }, BLINK_MILLIS);
      if (this.mode !== "swap") this.set({ mode: "swap" });
    }
    this.show();
  }

  step(factors, value, by) {
    return factors[within(factors.indexOf(value) + by, 0, factors.length - 1)];
  }

  bracket(by) {
    if (this.mode === "difference") this.set({ gain: this.step(FACTORS, this.gain, by) });
    else this.set({ mode: "curtain", curtain: within(this.curtain + by * 0.05, 0, 1) });
  }

  pan(x, y) {
    const move = (at, by) => within(at + by / this.zoom / 4, 0.5 / this.zoom, 1 - 0.5 / this.zoom);
    this.set({ centre: [move(this.centre[0], x), move(this.centre[1], y)] });
  }

  key(event) {
    const at = event.target, own = at.closest?.("input, select, textarea, [contenteditable], dialog");
    if (!this.keys || event.ctrlKey || event.metaKey || event.altKey || own && at !== this.keysInput) return;
    const presses = at.closest?.("button, a, summary") || at === this.keysInput;
    const pans = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const actions = {
      " ": presses ? undefined : () => this.play(!this.playing),
      ",": () => this.go(this.frame - 1), ArrowLeft: () => this.go(this.frame - 1),
      ".": () => this.go(this.frame + 1), ArrowRight: () => this.go(this.frame + 1),
      Home: () => this.go(0), End: () => this.go(this.grid.frames - 1),
    };
    if (!this.blind) {
      Object.keys(MODES).forEach((mode, i) => {
        if (this.modes.includes(mode)) actions[i + 1] = () => this.set({ mode });
      });
      Object.assign(actions, {
        s: () => this.swap(), b: () => this.blink(!this.blinking),
        "[": () => this.bracket(-1), "]": () => this.bracket(1),
        "+": () => this.set({ zoom: this.step(FACTORS, this.zoom, 1) }),
        "-": () => this.set({ zoom: this.step(FACTORS, this.zoom, -1) }),
        0: () => this.set({ zoom: 1, centre: [0.5, 0.5] }),
        p: () => this.save(), l: () => this.copyLink(),
      });
    }
    const action = event.shiftKey && pans && !this.blind ? () => this.pan(...pans) : actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  }

  /** One cursor over both clips, and what they have there. */
  point(event, canvas) {
    for (const cross of this.crosses) cross.hidden = !event;
    if (!event) return;
    const box = canvas.getBoundingClientRect();
    const across = within((event.clientX - box.left) / box.width, 0, 1);
    const down = within((event.clientY - box.top) / box.height, 0, 1);
    for (const cross of this.crosses) {
      cross.style.left = 100 * across + "%";
      cross.style.top = 100 * down + "%";
    }
    if (this.mode === "curtain" && event.buttons) this.set({ curtain: across });
    const view = this.view();
    const x = Math.min(this.grid.width - 1, Math.floor(view.left + across * view.width));
    const y = Math.min(this.grid.height - 1, Math.floor(view.top + down * view.height));
    const probe = this.probe ??= make("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    const said = this.pair.map((layer, i) => {
      layer.draw(probe, this.frame, { left: x, top: y, width: 1, height: 1 }, 1, 1);
      return this.names[i] + " " + [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3).join(" ");
    });
    this.say("Column " + x + ", row " + y + ": " + said.join(", ") + ".", true);
  }

  say(words, quietly = false) {
    this.readout.setAttribute("aria-live", quietly ? "off" : "polite");
    this.readout.textContent = words;
  }

  save() {
    const both = this.mode === "side", { width, height } = this.grid;
    const picture = make("canvas", { width: both ? 2 * width : width, height });
    const context = picture.getContext("2d");
    this.draw();
    this.canvases.slice(0, both ? 2 : 1).forEach((canvas, i) => context.drawImage(canvas, i * width, 0));
    const name = (this.root.dataset.name ?? "clip").replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 60);
    picture.toBlob(blob => {
      const link = make("a", { href: URL.createObjectURL(blob), download: name + "-frame-" + (this.frame + 1) + "-" + this.mode + ".png" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      this.say("Saved as " + link.download + ".");
    });
  }

  // --- a link to a frame: #frame=12&mode=difference

  link() {
    const parts = ["frame=" + (this.frame + 1), "mode=" + this.mode];
    if (this.mode === "difference") parts.push("gain=" + this.gain);
    if (this.mode === "curtain") parts.push("curtain=" + Math.round(100 * this.curtain));
    if (this.zoom > 1) parts.push("zoom=" + this.zoom, "at=" + this.centre.map(v => Math.round(100 * v)).join(","));
    return "#" + parts.join("&");
  }

  writeLink() {
    if (this.playing || this.blind) return;
    try {
      history.replaceState(null, "", this.link());
    } catch {
      // a sandbox has no history
    }
  }

  readLink() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const frame = Number(asked.get("frame")), number = name => Number(asked.get(name) ?? NaN);
    if (!Number.isInteger(frame) || frame < 1 || frame > this.grid.frames) return false;
    this.playing = false;
    this.frame = frame - 1;
    if (this.modes.includes(asked.get("mode"))) this.mode = asked.get("mode");
    if (FACTORS.includes(number("gain"))) this.gain = number("gain");
    if (FACTORS.includes(number("zoom"))) this.zoom = number("zoom");
    if (number("curtain") >= 0 && number("curtain") <= 100) this.curtain = number("curtain") / 100;
    const centre = (asked.get("at") ?? "").split(",").map(v => Number(v) / 100);
    if (centre.length === 2 && centre.every(v => v >= 0 && v <= 1)) this.centre = centre;
    return true;
  }

  async copyLink() {
    this.play(false);
    const address = location.href.replace(/#.*/, "") + this.link();
    try {
      await navigator.clipboard.writeText(address);
      this.say("Copied a link to this frame.");
    } catch {
      this.say("The link to this frame: " + address);
    }
  }
}

async function begin(root) {
  const { width, height, frames, columns, rows, rate } = root.dataset;
  const grid = { width: +width, height: +height, frames: +frames, columns: +columns, rows: +rows, rate: +rate };
  try {
    new Compare(root, grid, await layers(root, grid));
    root.dataset.ready = "";
  } catch (trouble) {
    root.append(make("p", { class: "note", role: "alert" }, "The frames cannot be shown: " + trouble.message
      + " Load the page again; if that does not help, the files of the result have the clips."));
  }
}

document.querySelectorAll("[data-compare]").forEach(begin);
