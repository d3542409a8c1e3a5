/* The map's picture of a layer, level and date, painted from the layer packs that the browser keeps: only colours change hands.
   Where a pack does not come the server is asked for the picture instead. */
(function () {
  "use strict";

  var OPENING = "opening";
  var AGAIN_MS = 2500;
  var MOST_TRIES = 20;
  var asked = {};
  var again = {};
  var pending = {};
  var here = {};
  var broken = false;
  var painting = 0;

  function app() { return window.parandalim; }
  function trace(name) { return Number(app().page().getAttribute("data-" + name + "-trace")); }
  function nameOf(state) { return [state.lang, state.level, state.layer, state.date].join("|"); }
  function isOpening(date) { return date === app().read("defaults").date; }
  function urlOf(level, day) { return app().page().dataset.packs + level + "/" + day + ".json" + asItWas(); }

  /* The packs of data that are no longer today's are only there for a link that names them. */
  function asItWas() {
    var drawn = app().read("state");
    return drawn.then ? "?" + new URLSearchParams({ data: drawn.data, then: drawn.then }) : "";
  }

  function fetched(url) {
    asked[url] = asked[url] || fetch(url).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      pending[url] = /no-store/.test(answer.headers.get("Cache-Control") || "");
      if (pending[url]) { fetchAgain(url); }
      return answer.json();
    }).then(function (pack) { here[url] = pack; return pack; });
    return asked[url];
  }

  /* A pack that the server does not let us keep was made before its hatching was reckoned: it comes again, and is painted again. */
  function fetchAgain(url) {
    again[url] = (again[url] || 0) + 1;
    if (again[url] > MOST_TRIES) { return; }
    setTimeout(function () {
      delete asked[url];
      fetched(url).then(function () {
        if (pending[url] || !drawn() || broken || urlsOf(app().state()).indexOf(url) < 0) { return; }
        drawn().painted = "";
        show();
        window.dash_clientside.set_props(app().page().dataset.mapStore, { data: app().query() + "&painted=1&again=" + Date.now() });
      }).catch(function () { /* What is painted stays. */ });
    }, AGAIN_MS);
  }

  function urlsOf(state) {
    var urls = [urlOf(state.level, OPENING)];
    return isOpening(state.date) ? urls : urls.concat(urlOf(state.level, state.date));
  }

  /* A date's pack holds only what differs from the opening date. */
  function pictureOf(state) {
    var packs = urlsOf(state).map(function (url) { return here[url]; });
    if (!packs.every(Boolean)) { return null; }
    var found = packs[packs.length - 1].layers[state.layer] || packs[0].layers[state.layer];
    if (!found) { return null; }
    var hatched = packs[0].ids.map(function () { return 0; });
    found[2].forEach(function (at) { hatched[at] = 1; });
    return { fills: found[0], said: found[1], hatched: hatched, ids: packs[0].ids, names: packs[0].names };
  }

  /* Nothing but fills and words changed: the shapes stay, each gets its colour. Reckoning them anew would take many times as long. */
  function recolour(graph, number, values, said) {
    var points = graph.calcdata[number];
    var full = points[0].trace;
    if (points.length !== values.length || !points[0].node3 || full.index !== number) { throw new Error("not drawn"); }
    [graph.data[number], full].forEach(function (one) {
      one.z = values;
      if (said) { one.customdata = said; }
    });
    points.forEach(function (point, at) { point.z = values[at]; });
    full._module.style(graph, points);
  }

  function redraw(graph, picture, state) {
    var place = state.region && app().place(state.region);
    var url = app().page().getAttribute("data-url" + state.level);
    var numbers = [trace("areas"), trace("hatch"), trace("chosen")];
    return window.Plotly.restyle(graph, {
      geojson: [url, url, place ? app().page().getAttribute("data-url" + place[1]) : url],
      locations: [picture.ids, picture.ids, [state.region || "-"]],
      z: [picture.fills, picture.hatched, [0]],
      text: [picture.names, picture.names, [""]],
      customdata: [picture.said, picture.said, [""]],
    }, numbers);
  }

  function paint(graph, picture, state) {
    graph.painted = nameOf(state);
    try {
      if (app().drawnLevel() !== state.level) { throw new Error("another level"); }
      recolour(graph, trace("areas"), picture.fills, picture.said);
      recolour(graph, trace("hatch"), picture.hatched);
      told();
    } catch (reason) {
      redraw(graph, picture, state).then(told);
    }
  }

  function told() { document.dispatchEvent(new CustomEvent("parandalim:painted")); }

  /* What the figure shows: what was painted last, or else what the server drew the page for. */
  function shown(graph) { return graph.painted === undefined ? nameOf(app().read("state")) : graph.painted; }

  function drawn() {
    var graph = app().graph();
    return graph && graph.data && graph.calcdata && window.Plotly ? graph : null;
  }

  function askServer() {
    var graph = drawn();
    if (graph) { graph.painted = ""; }
    window.dash_clientside.set_props(app().page().dataset.mapStore, { data: app().query() + "&drawn=" + app().drawnLevel() + "&again=" + Date.now() });
  }

  /* Paint what the address says now. Returns whether it is, or will be, painted here; an old answer never paints over a newer one. */
  function show() {
    var graph = drawn();
    if (broken || !graph || !app().page().dataset.packs) {
      if (graph) { graph.painted = ""; }
      return false;
    }
    var state = app().state();
    var turn = ++painting;
    if (shown(graph) === nameOf(state)) { return true; }
    var picture = pictureOf(state);
    if (picture) { paint(graph, picture, state); return true; }
    Promise.all(urlsOf(state).map(fetched)).then(function () {
      var later = pictureOf(state);
      if (turn !== painting || !drawn()) { return; }
      if (later) { paint(drawn(), later, state); } else { askServer(); }
    }, function () {
      broken = true;
      if (turn === painting) { askServer(); }
    });
    return true;
  }

  /* Plotly keeps the geometry that it fetched here; what is here already it need not fetch when the level changes. */
  function fetchShapes(url) {
    var kept = window.PlotlyGeoAssets;
    if (!kept || kept[url]) { return; }
    fetch(url).then(function (answer) { return answer.ok ? answer.json() : null; }).then(function (shapes) {
      if (shapes) { kept[url] = kept[url] || shapes; }
    }).catch(function () { /* Plotly fetches it itself when it needs it. */ });
  }

  /* Once the first map stands, what one click away needs comes too: both levels, and the named dates. */
  function fetchAhead() {
    var page = app().page();
    if (page.aheadOf || !page.dataset.packs) { return; }
    page.aheadOf = true;
    var idle = window.requestIdleCallback || function (then) { setTimeout(then, 200); };
    idle(function () {
      var state = app().state();
      var named = Array.prototype.map.call(document.querySelectorAll(".timeline [data-set^='date=']"), function (link) {
        return { level: state.level, date: link.dataset.set.slice(5) };
      });
      [{ level: "qark", date: state.date }, { level: "municipality", date: state.date }].concat(named).forEach(function (wanted) {
        urlsOf(wanted).forEach(function (url) { fetched(url).catch(function () { broken = true; }); });
      });
      ["qark", "municipality"].forEach(function (level) { fetchShapes(page.getAttribute("data-url" + level)); });
    });
  }

  function listen() {
    var graph = app() && app().page() && drawn();
    if (!graph || graph.watched) { return; }
    graph.watched = true;
    fetchAhead();
    /* The address went on while the page was on its way. */
    if (shown(graph) !== nameOf(app().state())) { show(); }
  }

  /* Title and legend of the picture before are dimmed (atlas.css) until those of this one are there. */
  function hear(changes) {
    var words = document.querySelector(".map-words");
    if (words && changes.some(function (change) { return words.contains(change.target); })) { app().page().dataset.words = ""; }
    listen();
  }

  new MutationObserver(hear).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
  window.parandalimPicture = { show: show };
})();
