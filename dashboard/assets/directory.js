/* The directory: typing and choosing change the address, the router does the rest; what had the focus keeps it. */
(function () {
  "use strict";

  var WAIT = 140;
  var typed = null;
  var focused = "";
  var opened = "";

  function app() { return window.parandalim; }
  function here() {
    var page = app() && app().page();
    return page && page.dataset.page === "directory" ? page : null;
  }
  function box() { return document.getElementById(here().dataset.directorySearch); }

  function asked(input) { return input.value.trim().replace(/\s+/g, " ").slice(0, 80); }

  document.addEventListener("input", function (event) {
    if (!here() || event.target !== box()) { return; }
    clearTimeout(typed);
    typed = setTimeout(function () {
      typed = null;
      app().go({ q: asked(event.target) }, { push: false });
    }, WAIT);
  });

  document.addEventListener("change", function (event) {
    var field = event.target.dataset && event.target.dataset.directory;
    if (!field || !here()) { return; }
    var change = {};
    change[field] = event.target.value;
    focused = event.target.id;
    app().go(change, { push: true });
  });

  /* Keys come here before the router: on this page "/" searches the directory, and Esc closes the card. */
  document.addEventListener("keydown", function (event) {
    if (!here()) { return; }
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      event.stopImmediatePropagation();
      box().focus();
    } else if (event.key === "Escape" && app().state().item) {
      focused = "";
      app().go({ item: "" }, { push: true });
    }
  }, true);

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-directory-print]")) { window.print(); }
  });

  /* Answers replace the lists: give the focus back to the one that was used, and to the card that was opened. */
  new MutationObserver(function () {
    if (!here()) { opened = ""; return; }
    var drawer = document.querySelector(".directory-drawer[open]:not([data-seen])");
    if (drawer) {
      drawer.dataset.seen = "1";
      if (window.innerWidth <= 760) { drawer.open = false; }
    }
    var list = focused && document.getElementById(focused);
    if (list && document.activeElement === document.body) { list.focus({ preventScroll: true }); }
    var card = document.querySelector("[data-card]");
    var name = card ? card.dataset.card : "";
    if (name === opened) { return; }
    if (name && document.activeElement !== box()) { card.focus({ preventScroll: window.innerWidth > 1100 }); }
    opened = name;
  }).observe(document.documentElement, { childList: true, subtree: true });

  /* A step back in the history changes the words as well. */
  document.addEventListener("parandalim:state", function () {
    if (!here() || typed || !box() || asked(box()) === app().state().q) { return; }
    window.dash_clientside.set_props(here().dataset.directorySearch, { value: app().state().q });
  });

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.parandalimDirectory = {
    click: function (clicked) {
      var point = clicked && clicked.points && clicked.points[0];
      var area = point && (point.location || point.customdata);
      if (area) { app().go({ area: app().state().area === area ? "" : area }, { push: true }); }
      return window.dash_clientside.no_update;
    },
  };
})();
