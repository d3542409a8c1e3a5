/* The fund page: a field changes the address, a box over the dots is shown on map and list, what had the focus keeps it. */
(function () {
  "use strict";

  var MOST_EDITS = 12;
  var CHOSEN = 4;
  var focused = "";
  var opened = {};
  var brushed = [];

  function app() { return window.parandalim; }
  function here() {
    var page = app() && app().page();
    return page && page.dataset.page === "fund" ? page : null;
  }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  /* People write 100 000,50 or 100,000.50: the address holds 100000.50. */
  function plain(text) {
    var bare = text.replace(/[\s\u2009\u00a0]/g, "");
    if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) { return bare.replace(/,/g, ""); }
    if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare)) { return bare.replace(/\./g, "").replace(",", "."); }
    return bare.replace(",", ".");
  }

  document.addEventListener("change", function (event) {
    var page = here();
    var prefix = page && page.dataset.fundField;
    if (!page || !event.target.id || event.target.id.indexOf(prefix) !== 0 || event.target.closest("[data-fund-form]")) { return; }
    var change = {};
    var field = event.target.id.slice(prefix.length);
    change[field] = event.target.tagName === "SELECT" ? event.target.value : plain(event.target.value);
    if (field === "currency") { change[field] = event.target.value.trim().toUpperCase(); }
    focused = "#" + event.target.id;
    app().go(change, { push: true });
  });

  document.addEventListener("click", function (event) {
    if (!here()) { return; }
    var toggle = event.target.closest("[data-toggle]");
    if (toggle) { focused = '[data-toggle="' + toggle.dataset.toggle + '"]'; }
    if (event.target.closest("[data-fund-print]")) { window.print(); }
    if (event.target.closest("[data-fund-brushed]") && brushed.length) { pinAll(brushed); }
    var add = event.target.closest("[data-fund-add]");
    if (add) { addEdit(add.closest("[data-fund-form]")); }
    if (event.target.closest("[data-fund-cost]")) { setCost(); }
  }, true);

  function value(kind, part) {
    var field = document.getElementById(here().dataset.fundField + kind + "-" + part);
    return field ? field.value : "";
  }

  function addEdit(form) {
    var kind = form.dataset.fundForm;
    var parts = [kind, value(kind, "target"), value(kind, "day").replace(/-/g, ""), value(kind, "until").replace(/-/g, "")];
    var edits = app().state().edits.split(".").filter(Boolean);
    if (!parts[2] || edits.length >= MOST_EDITS) { return; }
    focused = '[data-fund-form="' + kind + '"] > summary';
    app().go({ edits: edits.concat(parts.filter(Boolean).join("_")).join(".") }, { push: true });
  }

  /* One place's own cost, in whole units; it takes the place of the one before. */
  function setCost() {
    var place = value("cost", "target");
    var cost = Math.round(Number(plain(value("cost", "amount"))));
    if (!place || value("cost", "amount") === "" || !(cost >= 0)) { return; }
    var others = app().state().costs.split(".").filter(function (part) { return part && part.indexOf(place + "-") !== 0; });
    focused = '[data-fund-form="cost"] > summary';
    app().go({ costs: others.concat(place + "-" + cost).join(".") }, { push: true });
  }

  function pinAll(ids) {
    var pins = app().state().pins.split(".").filter(Boolean);
    ids.forEach(function (id) { if (pins.indexOf(id) < 0) { pins.push(id); } });
    app().go({ pins: pins.sort().reverse().join(".") }, { push: true });
  }

  function mark(ids) {
    brushed = ids;
    var map = document.querySelector("#" + here().dataset.fundMap + " .js-plotly-plot");
    var pins = app().state().pins.split(".").filter(Boolean);
    var shown = ids.length ? ids : pins.length ? pins : ["-"];
    if (map && window.Plotly && map.data) {
      window.Plotly.restyle(map, { locations: [shown], z: [shown.map(function () { return 0; })] }, [CHOSEN]);
    }
    all("[data-fund-row]").forEach(function (row) { row.classList.toggle("fund-brushed", ids.indexOf(row.dataset.fundRow) >= 0); });
    all("[data-fund-brushed]").forEach(function (button) { button.hidden = !ids.length; });
  }

  /* The address carries the mark of the data and the figures shown, unless it is an old link that still says what changed. */
  function sign() {
    var head = document.querySelector("[data-fund-made]");
    if (!head || !app().state()) { return; }
    var state = app().state();
    if (state.made && state.made !== head.dataset.fundMade) { return; }
    if (state.made !== head.dataset.fundMade || state.told !== head.dataset.fundTold) {
      app().go({ made: head.dataset.fundMade, told: head.dataset.fundTold }, { push: false });
    }
  }

  document.addEventListener("toggle", function (event) {
    var form = here() && event.target.dataset && event.target.dataset.fundForm;
    if (form) { opened[form] = event.target.open; }
  }, true);

  var signed = null;
  new MutationObserver(function () {
    if (!here()) { return; }
    var head = document.querySelector("[data-fund-made]");
    if (head && head !== signed) {
      signed = head;
      brushed = [];
      all("[data-fund-form]").forEach(function (form) { form.open = !!opened[form.dataset.fundForm]; });
      setTimeout(sign, 0);
    }
    var last = focused && document.querySelector(focused);
    if (last && document.activeElement === document.body) { last.focus({ preventScroll: true }); }
  }).observe(document.documentElement, { childList: true, subtree: true });

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.parandalimFund = {
    pin: function (clicked) {
      var point = clicked && clicked.points && clicked.points[0];
      var area = point && (point.location || point.customdata);
      if (area && here()) {
        var pins = app().state().pins.split(".").filter(Boolean);
        var at = pins.indexOf(area);
        if (at >= 0) { pins.splice(at, 1); } else { pins.push(area); }
        app().go({ pins: pins.sort().reverse().join(".") }, { push: true });
      }
      return window.dash_clientside.no_update;
    },
    brush: function (chosen) {
      if (here() && document.querySelector("[data-fund-row]")) {
        mark(((chosen && chosen.points) || []).map(function (point) { return point.customdata; }));
      }
      return window.dash_clientside.no_update;
    },
  };
})();
