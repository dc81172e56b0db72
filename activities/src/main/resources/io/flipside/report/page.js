// Reads the curves of the search.
{
  const id = name => document.getElementById(name);
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
}
