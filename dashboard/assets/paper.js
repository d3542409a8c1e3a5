/* Paper and phone: the printed foot, a map that fits the sheet, and the handle of the panel that comes up from below. */
(function () {
  "use strict";

  var DRAG = 24;
  var from = null;

  function fill(name, text) {
    var place = document.querySelector('[data-print="' + name + '"]');
    if (place && place.textContent !== text) { place.textContent = text; }
  }

  function today() {
    var now = new Date();
    var months = document.querySelector("[data-months]");
    if (document.documentElement.lang === "sq" || !months) {
      return [now.getDate(), now.getMonth() + 1].map(function (n) { return String(n).padStart(2, "0"); })
        .concat(now.getFullYear()).join(".");
    }
    return now.getDate() + " " + months.dataset.months.split(" ")[now.getMonth()] + " " + now.getFullYear();
  }

  /* A view box lets the style sheet scale the map to whatever the paper leaves. */
  function fit() {
    Array.prototype.forEach.call(document.querySelectorAll(".map-drawn svg.main-svg, .survey-figure svg.main-svg, .area-figure svg.main-svg, .fund-picture svg.main-svg"), function (svg) {
      var box = "0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height");
      if (svg.getAttribute("viewBox") !== box) { svg.setAttribute("viewBox", box); }
    });
  }

  function ready() {
    fill("link", window.location.href);
    fill("day", today());
    fit();
  }

  function setTall(tall) {
    var handle = document.querySelector("[data-sheet]");
    handle.setAttribute("aria-expanded", String(tall));
    handle.parentElement.classList.toggle("panel-tall", tall);
  }

  function isTall() { return document.querySelector("[data-sheet]").getAttribute("aria-expanded") === "true"; }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-sheet]")) { setTall(!isTall()); }
  });
  document.addEventListener("touchstart", function (event) {
    from = event.target.closest("[data-sheet], .panel-head") ? event.touches[0].clientY : null;
  }, { passive: true });
  document.addEventListener("touchend", function (event) {
    if (from === null) { return; }
    var moved = event.changedTouches[0].clientY - from;
    from = null;
    if (moved < -DRAG) { setTall(true); }
    if (moved > DRAG && isTall()) { setTall(false); }
  }, { passive: true });

  window.addEventListener("beforeprint", ready);
  window.matchMedia("print").addEventListener("change", ready);
  document.addEventListener("parandalim:state", function () { setTimeout(ready, 0); });
})();
