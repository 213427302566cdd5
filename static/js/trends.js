// A touched point of a picture is told in the strip below it. Without JavaScript the table does it.
"use strict";

(function () {
  const keys = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

  function element(tag, words) {
    const made = document.createElement(tag);
    made.textContent = words;
    return made;
  }

  // The words of a row: its value with the unit, or each column with its name.
  function told(row, unit) {
    const cells = [...row.cells].slice(1).filter((cell) => !cell.matches(".note"));
    if (cells.length === 1) return `${cells[0].textContent} ${unit}`.trim();
    const heads = row.closest("table").tHead.rows[0].cells;
    return cells.map((cell, n) => `${heads[n + 1].textContent} ${cell.textContent}`).join(", ");
  }

  function start(panel) {
    const figure = panel.querySelector("figure");
    const strip = panel.querySelector(".readout");
    const home = document.getElementById(panel.dataset.table) || panel; // of two compared it stands below
    const rows = [...home.querySelectorAll("tr[data-x]")].reverse(); // the table begins with the newest
    if (!figure || !strip || !rows.length) return;
    const plot = figure.querySelector("svg");
    const line = document.createElementNS(plot.namespaceURI, "line");
    let here = rows.length - 1;

    function say(n) {
      here = Math.min(Math.max(n, 0), rows.length - 1);
      const day = rows[here].cells[0].textContent.trim();
      figure.setAttribute("aria-valuenow", here);
      figure.setAttribute("aria-valuetext", `${day}: ${told(rows[here], strip.dataset.unit)}`);
    }

    function show(n, live) {
      say(n);
      const { x } = rows[here].dataset;
      Object.entries({ class: "here", x1: `${x / 10}%`, x2: `${x / 10}%`, y2: "100%" }).forEach(
        ([name, value]) => line.setAttribute(name, value),
      );
      plot.append(line);
      strip.ariaLive = live; // a slider says its own value; once is enough
      const words = element("span", "");
      words.append(element("b", figure.getAttribute("aria-valuetext")));
      const note = rows[here].querySelector(".note")?.textContent.trim();
      if (note) words.append(` “${note}”`);
      strip.replaceChildren(words);
      const address = rows[here].querySelector("a")?.href;
      if (!address) return;
      const open = element("a", strip.dataset.open);
      open.href = address;
      open.className = "more";
      strip.append(open);
    }

    Object.entries({
      role: "slider",
      tabindex: "0",
      "aria-orientation": "horizontal",
      "aria-labelledby": plot.getAttribute("aria-labelledby"),
      "aria-describedby": plot.getAttribute("aria-describedby"),
      "aria-valuemin": "0",
      "aria-valuemax": here,
    }).forEach(([name, value]) => figure.setAttribute(name, value));
    say(here);
    figure.addEventListener("keydown", (event) => {
      if (!(event.key in keys) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      show(line.isConnected ? here + keys[event.key] : here, "off");
    });
    figure.addEventListener("click", (event) => {
      const box = plot.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * 1000;
      const away = rows.map((row) => Math.abs(row.dataset.x - x));
      show(away.indexOf(Math.min(...away)), "polite");
    });
  }

  document.querySelectorAll(".panel").forEach(start);
})();
