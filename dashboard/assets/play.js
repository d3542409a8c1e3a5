/* Time plays from one change on record to the next and stops today; who wants no motion gets one step at a time. */
(function () {
  "use strict";

  var PAUSE = 200;
  var PATIENCE = 4000;
  var playing = false;

  function app() { return window.parandalim; }
  function button() { return document.querySelector("[data-play]"); }
  function still() { return window.matchMedia("(prefers-reduced-motion: reduce)").matches; }
  function events() { return document.querySelector("[data-events]").dataset.events.split(" "); }

  function show() {
    if (!button()) { return; }
    var label = still() ? "step" : playing ? "pause" : "play";
    if (button().textContent !== button().dataset[label]) { button().textContent = button().dataset[label]; }
    button().setAttribute("aria-pressed", String(playing));
  }

  function stop() {
    playing = false;
    show();
  }

  /* The next change waits until this one is on the map. */
  function whenDrawn(then) {
    var graph = app().graph();
    var done = false;
    function once() {
      if (done) { return; }
      done = true;
      if (graph && graph.removeListener) { graph.removeListener("plotly_afterplot", once); }
      document.removeEventListener("parandalim:painted", once);
      setTimeout(then, PAUSE);
    }
    if (graph && graph.on) { graph.on("plotly_afterplot", once); }
    document.addEventListener("parandalim:painted", once);
    setTimeout(once, PATIENCE);
  }

  function advance(wrap) {
    var date = app().state().date;
    var ahead = events().filter(function (day) { return day > date; });
    if (!ahead.length && !wrap) { return false; }
    app().go({ date: ahead[0] || events()[0] }, {});
    return true;
  }

  function run(wrap) {
    if (!playing || !app().page()) { return stop(); }
    whenDrawn(function () { run(false); });
    if (!advance(wrap)) { stop(); }
  }

  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-play]")) {
      if (playing && event.target.closest("[data-set], [data-reset]")) { stop(); }
      return;
    }
    if (still()) { advance(true); return; }
    playing = !playing;
    show();
    if (playing) { run(true); }
  });
  document.addEventListener("keydown", function (event) { if (playing && event.key === "Escape") { stop(); } });
  document.addEventListener("parandalim:state", show);
  new MutationObserver(function () {
    var found = button();
    if (found && !found.dataset.seen) { found.dataset.seen = "1"; show(); }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
