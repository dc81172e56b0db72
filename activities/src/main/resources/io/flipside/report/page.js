"use strict";
(() => {
  const id = name => document.getElementById(name);
  const data = id("player").dataset;
  const w = +data.width, h = +data.height, frames = +data.frames, columns = +data.columns, rate = +data.rate;
  const original = id("sprite-original"), counterfactual = id("sprite-counterfactual");
  const before = id("before").getContext("2d", { willReadFrequently: true });
  const after = id("after").getContext("2d", { willReadFrequently: true });
  const name = id("shown").textContent;
  const gain = 2;
  let at = 0, playing = false, last = 0;

  function paint(context, sprite) {
    context.drawImage(sprite, at % columns * w, Math.floor(at / columns) * h, w, h, 0, 0, w, h);
  }

  function draw() {
    paint(before, original);
    paint(after, counterfactual);
    if (id("difference").checked) {
      const x = before.getImageData(0, 0, w, h).data, y = after.getImageData(0, 0, w, h);
      for (let i = 0; i < x.length; i++) if (i % 4 < 3) y.data[i] = gain * Math.abs(y.data[i] - x[i]);
      after.putImageData(y, 0, 0);
    }
    id("shown").textContent = id("difference").checked ? "Difference, " + gain + "×" : name;
    id("frame").value = at;
    id("number").textContent = (at + 1) + " of " + frames;
  }

  function play(on) {
    playing = on && frames > 1;
    id("play").textContent = playing ? "Pause" : "Play";
    last = performance.now();
    if (playing) requestAnimationFrame(step);
  }

  function step(now) {
    if (!playing) return;
    const due = Math.floor((now - last) / 1000 * rate * id("speed").value);
    if (due > 0) {
      last = now;
      at = (at + 1) % frames;
      draw();
    }
    requestAnimationFrame(step);
  }

  id("play").onclick = () => play(!playing);
  id("frame").oninput = event => { play(false); at = +event.target.value; draw(); };
  id("difference").onchange = draw;
  addEventListener("beforeprint", () => play(false));
  Promise.all([original.decode(), counterfactual.decode()]).then(() => {
    id("controls").hidden = false;
    draw();
    play(!matchMedia("(prefers-reduced-motion: reduce)").matches);
  });

  const rows = id("updates").tBodies[0].rows, readout = id("readout"), hint = readout.textContent;
  const head = [...id("updates").tHead.rows[0].cells].map(c => c.textContent);
  const plots = [...document.querySelectorAll(".plot svg")];
  function point(event) {
    const svg = event.currentTarget, box = svg.getBoundingClientRect(), d = svg.dataset;
    const x = (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width;
    const share = Math.min(1, Math.max(0, (x - d.left) / (d.right - d.left)));
    const index = Math.round(share * (d.count - 1));
    const line = +d.left + (d.right - d.left) * index / Math.max(1, d.count - 1);
    for (const plot of plots) {
      const cursor = plot.querySelector(".cursor");
      cursor.setAttribute("x1", line);
      cursor.setAttribute("x2", line);
      cursor.style.visibility = "visible";
    }
    const cell = [...rows[index].cells].map(c => c.textContent);
    const terms = head.map((name, i) => name.toLowerCase() + " " + cell[i]).slice(3);
    readout.textContent = "Update " + cell[0] + ", " + cell[1] + ": " + terms.join(", ");
  }
  function leave() {
    for (const plot of plots) plot.querySelector(".cursor").style.visibility = "hidden";
    readout.textContent = hint;
  }
  for (const plot of plots) {
    plot.onpointermove = plot.onpointerdown = point;
    plot.onpointerleave = leave;
  }
})();
