/* The map by keyboard and by ear: arrows walk to neighbouring areas, a live region reads what is there. */
(function () {
  "use strict";

  var ARROWS = { ArrowUp: 0, ArrowRight: 1, ArrowDown: 2, ArrowLeft: 3 };
  var SETTLED = 250;
  var said = null;
  var waiting = null;

  function app() { return window.parandalim; }
  function walkable() { return document.getElementById(app().page().dataset.walk); }

  function next(arrow) {
    var state = app().state();
    var steps = app().read("steps");
    var places = app().read("places");
    var here = places.findIndex(function (entry) { return entry[0] === state.region && entry[1] === state.level; });
    /* Coming from a whole qark, the walk goes on inside it. */
    var inside = places.findIndex(function (entry) { return entry[2] === state.region && entry[1] === state.level; });
    var number = here >= 0 ? steps.next[here][arrow] : inside >= 0 ? inside : steps.start[state.level];
    return number >= 0 ? places[number][0] : "";
  }

  function onKey(event) {
    if (!app() || !app().page() || event.target !== walkable()) { return; }
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key in ARROWS) {
      event.preventDefault();
      var region = next(ARROWS[event.key]);
      if (region) { app().go({ region: region }, {}); } else { app().say(walkable().dataset.edge); }
    } else if (event.key === "Enter" && app().state().region) {
      event.preventDefault();
      document.getElementById(app().page().dataset.panel).focus();
    }
  }

  /* Leaving a panel by Esc brings the keyboard back to the map. */
  function onEscape(event) {
    if (event.key !== "Escape" || !app() || !app().page()) { return; }
    var panel = document.getElementById(app().page().dataset.panel);
    if (panel && panel.contains(document.activeElement)) { walkable().focus(); }
  }

  /* The chosen area as it is drawn: its name, value, class or gap; without one, what the map as a whole says. */
  function sentence() {
    var page = app().page();
    var trace = app().graph() && app().graph().data && app().graph().data[Number(page.dataset.areasTrace)];
    var at = trace ? Array.prototype.indexOf.call(trace.locations, app().state().region) : -1;
    if (at >= 0) { return trace.text[at] + ": " + trace.customdata[at]; }
    var summary = document.getElementById(page.dataset.summary);
    return summary ? summary.textContent : "";
  }

  function readOut() {
    if (!app() || !app().page()) { return; }
    var text = sentence();
    if (said !== null && text && text !== said) { app().say(text); }
    said = text || said;
  }

  /* Whatever brings new words or a new drawing: once it has settled, what is there is compared with what was said. */
  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(readOut, SETTLED);
  }

  function listen() {
    soon();
    var graph = app() && app().page() && app().graph();
    if (!graph || typeof graph.on !== "function" || graph.dataset.heard) { return; }
    graph.dataset.heard = "1";
    graph.on("plotly_afterplot", soon);
    said = said === null ? sentence() || null : said;
    app().nameMonth(document.getElementById(app().page().dataset.dateInput));
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onEscape);
  document.addEventListener("parandalim:painted", soon);
  new MutationObserver(listen).observe(document.documentElement, { childList: true, subtree: true });
})();
