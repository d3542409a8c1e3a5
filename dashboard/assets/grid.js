/* The table twin: fetched when opened, in step with the address both ways, copied and saved with cells that run no formula. */
(function () {
  "use strict";

  var loading = null;
  var tuned = null;
  var SETTLING = [200, 800, 2000, 5000];

  function app() { return window.parandalim; }
  function tools() { return document.querySelector("[data-grid]"); }

  /* Dash draws a component only if its script is there: the address waits for it. */
  window.parandalimGrid = function () {
    if (window.dash_ag_grid) { return Promise.resolve(); }
    loading = loading || new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = document.querySelector("meta[name=grid]").content;
      script.onload = done;
      script.onerror = failed;
      document.head.appendChild(script);
    });
    return loading;
  };

  function api() {
    try { return tools() && window.dash_ag_grid.getApi(tools().dataset.grid); } catch (absent) { return null; }
  }

  function sorted(grid) {
    var column = grid.getColumnState().find(function (state) { return state.sort; });
    return column ? column.colId + "." + column.sort : "";
  }

  /* From the address into the grid. */
  function adopt() {
    var grid = api();
    if (!grid || !app().page()) { return; }
    var state = app().state();
    if (sorted(grid) !== state.sort) {
      var parts = state.sort.split(".");
      grid.applyColumnState({ state: state.sort ? [{ colId: parts[0], sort: parts[1] }] : [], defaultState: { sort: null } });
    }
    grid.setGridOption("quickFilterText", state.find);
    var box = document.getElementById(tools().dataset.find);
    if (box && document.activeElement !== box && box.value !== state.find) {
      window.dash_clientside.set_props(box.id, { value: state.find });
    }
    grid.forEachNode(function (node) {
      var chosen = node.data.id === state.region;
      if (Boolean(node.isSelected()) !== chosen) { node.setSelected(chosen); }
      if (chosen) { grid.ensureNodeVisible(node); }
    });
  }

  /* From the grid into the address. */
  function tune() {
    var grid = api();
    if (!grid || grid === tuned || !app() || !app().page()) { return; }
    tuned = grid;
    adopt();
    // While it is still being drawn it forgets what is chosen.
    SETTLING.forEach(function (wait) { setTimeout(adopt, wait); });
    ["firstDataRendered", "rowDataUpdated"].forEach(function (event) { grid.addEventListener(event, adopt); });
    grid.addEventListener("sortChanged", function () { app().go({ sort: sorted(grid) }, {}); });
    grid.addEventListener("rowSelected", function (event) {
      if (event.source !== "api" && event.node.isSelected()) { app().go({ region: event.node.data.id }, { push: true }); }
    });
  }

  /* A cell that begins like a formula is text for a spreadsheet once an apostrophe stands before it. */
  function safe(text) { return /^[=+\-@\t\r]/.test(text) ? "'" + text : text; }

  function written(separator) {
    var options = { columnSeparator: separator, suppressQuotes: separator === "\t" };
    options.processCellCallback = function (cell) {
      var text = cell.column.getColId() === "value" ? cell.node.data.text : cell.value;
      return safe(String(text === null || text === undefined ? "" : text));
    };
    return api().getDataAsCsv(options);
  }

  function save(name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + written(",")], { type: "text/csv;charset=utf-8" }));
    link.download = name.replace(/[^\p{L}\p{N}]+/gu, "-") + "-" + app().state().date + ".csv";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function copy(said) {
    navigator.clipboard.writeText(written("\t")).then(function () { app().say(said); });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-grid-csv], [data-grid-copy]");
    if (!button || !api()) { return; }
    if (button.dataset.gridCsv) { save(button.dataset.gridCsv); } else { copy(button.dataset.gridCopy); }
  });
  document.addEventListener("input", function (event) {
    if (tools() && event.target.id === tools().dataset.find) {
      app().go({ find: event.target.value.replace(/[^\p{L}\p{N} .-]/gu, "").slice(0, 40) }, {});
    }
  });
  document.addEventListener("parandalim:state", adopt);
  /* A grid that is drawn anew answers later than it stands in the page, on a busy machine long after the last change of the
     page: it is asked until it does. */
  var later = null;
  function awaitGrid() {
    clearTimeout(later);
    tune();
    var grid = api();
    if (tools() && (!grid || grid !== tuned)) { later = setTimeout(awaitGrid, 300); }
  }
  new MutationObserver(function () {
    tune();
    clearTimeout(later);
    later = setTimeout(awaitGrid, 300);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
