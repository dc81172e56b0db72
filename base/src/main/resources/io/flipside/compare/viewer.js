// What the comparison is made of; compare.js says what it does.

function select(values, unit, chosen) {
  const options = values.map(value => make("option", { value }, value + unit));
  const element = make("select", {}, ...options);
  element.value = chosen;
  return element;
}

/** Its elements by name, and those that go into the page as parts. */
function build({ names, modes, blind, grid: { width, height, frames }, ...chosen }) {
  const ui = {};
  ui.canvases = [0, 1].map(i => make("canvas", { width, height, role: "img", "data-canvas": i === 0 ? "first" : "second" }));
  ui.contexts = ui.canvases.map(canvas => {
    const context = canvas.getContext("2d", { alpha: false });
    context.imageSmoothingEnabled = false;
    return context;
  });
  ui.line = make("i", { class: "line" });
  ui.crosses = [0, 1].map(() => make("i", { class: "cross", hidden: true }));
  ui.captions = [make("b"), make("b", {}, names[1])];
  ui.figures = [0, 1].map(i => make("figure", {},
    make("figcaption", {}, ui.captions[i]),
    make("div", { class: "screen" }, ui.canvases[i], i === 0 ? ui.line : "", ui.crosses[i])));
  ui.player = make("button", { type: "button", class: "play" }, "Play");
  ui.slider = make("input", { type: "range", min: 1, max: frames, value: 1, "aria-label": "Frame" });
  ui.number = make("output", { "aria-live": "polite" });
  ui.speedInput = select(SPEEDS, "×", chosen.speed);
  ui.buttons = modes.map(mode => [mode, make("button", { type: "button", "data-mode": mode }, MODES[mode])]);
  ui.swapper = make("button", { type: "button" }, "Swap");
  ui.blinker = make("button", { type: "button" }, "Blink");
  ui.swapping = make("span", {}, ui.swapper, " ", ui.blinker);
  ui.curtainInput = make("input", { type: "range", min: 0, max: 100 });
  ui.curtainBox = make("label", {}, "Curtain", ui.curtainInput);
  ui.gainInput = select(FACTORS, "×", chosen.gain);
  ui.gainBox = make("label", {}, "Gain", ui.gainInput);
  ui.zoomInput = select(FACTORS, "×", chosen.zoom);
  ui.saver = make("button", { type: "button" }, "Save frame");
  ui.linker = make("button", { type: "button" }, "Copy link");
  ui.readout = make("p", { class: "note readout", role: "status" });
  ui.change = make("figure", { class: "change" });
  ui.keysInput = make("input", { type: "checkbox" });
  ui.keysInput.checked = chosen.keys;
  const help = make("dl");
  for (const [keys, what] of KEYS) help.append(make("div", {}, make("dt", {}, keys), make("dd", {}, what)));
  const view = make("div", { class: "viewer", tabindex: 0, role: "group", "aria-label": "Clips, frame by frame" },
    make("div", { class: "modes", role: "group", "aria-label": "How to compare", hidden: blind },
      ...ui.buttons.map(([, button]) => button)),
    make("div", { class: "screens" }, ...ui.figures),
    make("div", { class: "controls" }, ui.player, ui.slider, ui.number,
      make("label", {}, "Speed", ui.speedInput)),
    make("div", { class: "controls", hidden: blind }, ui.swapping, ui.curtainBox, ui.gainBox,
      make("label", {}, "Zoom", ui.zoomInput), ui.saver, ui.linker),
    ui.readout, ui.change);
  const keys = make("details", { class: "keys", hidden: blind },
    make("summary", {}, "Keys"), help, make("label", {}, ui.keysInput, "These keys work"));
  keys.open = matchMedia("(min-width: 48rem)").matches;
  ui.parts = [view, keys];
  return ui;
}
