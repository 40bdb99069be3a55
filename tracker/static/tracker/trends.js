// Makes a drawn figure live. The page already holds the SVG; if anything here fails, it stays.
//
// <div data-figure="figure-json" data-plotly="/static/plotly/plotly.min.js">SVG</div>
// <script type="application/json" id="figure-json">{"data": [], "layout": {}, "config": {}}</script>
//
// data-figure is the id of such a script, or the address of the same JSON.
(() => {
  "use strict";

  // plotly.js brings the style sheet of a map library that no figure of ours uses, and skips it
  // when an element with this id exists. A test compares it with the installed plotly.js.
  const MAP_STYLE = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";

  let loading;

  function loadPlotly(address) {
    loading ??= new Promise((resolve, reject) => {
      const marker = document.createElement("meta");
      marker.id = MAP_STYLE;
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error("plotly.js did not load"));
      document.head.append(marker, script);
    });
    return loading;
  }

  async function describe(source) {
    const inline = document.getElementById(source);
    if (inline) return JSON.parse(inline.textContent);
    const answer = await fetch(source, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the figure answered ${answer.status}`);
    return answer.json();
  }

  // Drawn out of sight on top of the plot, at its size, and swapped in only when complete. The
  // legend of the page stays, so the figure does not jump and needs none of its own.
  async function enliven(box) {
    const [figure, Plotly] = await Promise.all([
      describe(box.dataset.figure),
      loadPlotly(box.dataset.plotly),
    ]);
    const plots = [...box.querySelectorAll(".figure-plot")];
    const shown = plots.find((plot) => plot.getClientRects().length > 0) ?? plots[0];
    const { height } = shown.getBoundingClientRect();
    const live = document.createElement("div");
    live.className = "figure-live figure-waiting";
    live.setAttribute("role", "img");
    live.setAttribute("aria-label", textOf(shown, "title"));
    live.setAttribute("aria-description", textOf(shown, "desc"));
    box.append(live);
    try {
      const layout = { ...figure.layout, height, showlegend: false };
      await Plotly.newPlot(live, figure.data, layout, figure.config);
    } catch (error) {
      live.remove();
      throw error;
    }
    for (const plot of plots) plot.remove();
    live.classList.remove("figure-waiting");
  }

  function textOf(drawing, name) {
    return drawing.querySelector(name).textContent;
  }

  function start() {
    for (const box of document.querySelectorAll("[data-figure][data-plotly]")) {
      enliven(box).catch(() => {
        box.dataset.live = "failed";
      });
    }
  }

  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 200));
  if (document.readyState === "complete") whenIdle(start);
  else window.addEventListener("load", () => whenIdle(start));
})();
