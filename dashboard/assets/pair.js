/* Two maps over each other: which they are stands in the address; the divider is dragged, or moved by keyboard. */
(function () {
  "use strict";

  var STEPS = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 };
  var held = null;

  function app() { return window.parandalim; }

  function move(handle, share) {
    var at = Math.round(Math.min(100, Math.max(0, share)));
    handle.parentElement.style.setProperty("--at", at + "%");
    handle.setAttribute("aria-valuenow", String(at));
    handle.setAttribute("aria-valuetext", handle.dataset.said.replace("{n}", String(at)));
  }

  function follow(event) {
    var box = held.parentElement.getBoundingClientRect();
    move(held, (100 * (event.clientX - box.left)) / box.width);
  }

  document.addEventListener("pointerdown", function (event) {
    var swipe = event.target.closest(".swipe");
    if (!swipe || event.button) { return; }
    held = swipe.querySelector(".swipe-handle");
    held.focus();
    event.preventDefault();
    follow(event);
  });
  document.addEventListener("pointermove", function (event) { if (held) { follow(event); } });
  ["pointerup", "pointercancel"].forEach(function (name) { document.addEventListener(name, function () { held = null; }); });

  document.addEventListener("keydown", function (event) {
    var handle = event.target.closest && event.target.closest(".swipe-handle");
    if (!handle || !(event.key in STEPS) || event.ctrlKey || event.metaKey || event.altKey) { return; }
    event.preventDefault();
    move(handle, Number(handle.getAttribute("aria-valuenow")) + STEPS[event.key]);
  });

  function option(value, text) {
    var made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    return made;
  }

  function group(label, options) {
    var made = document.createElement("optgroup");
    made.label = label;
    options.forEach(function (one) { made.appendChild(one); });
    return made;
  }

  /* The menu's own groups, as far as this level has them. */
  function layers() {
    var level = app().state().level;
    return Array.prototype.map.call(document.querySelectorAll(".menu .menu-group"), function (part) {
      var known = Array.prototype.filter.call(part.querySelectorAll("[data-levels]"), function (item) {
        return item.dataset.levels.split(" ").indexOf(level) >= 0;
      });
      return group(part.querySelector("summary").textContent, known.map(function (item) {
        var link = item.querySelector("[data-set]");
        return option(new URLSearchParams(link.dataset.set).get("layer"), link.textContent);
      }));
    }).filter(function (part) { return part.children.length; });
  }

  /* Every step of the date control, by year, the latest first. */
  function dates() {
    var months = document.querySelector("[data-months]").dataset.months.split(" ");
    var years = {};
    app().days().forEach(function (day) { (years[day.slice(0, 4)] = years[day.slice(0, 4)] || []).push(day); });
    return Object.keys(years).sort().reverse().map(function (year) {
      return group(year, years[year].map(function (day) { return option(day, months[Number(day.slice(5, 7)) - 1] + " " + year); }));
    });
  }

  function fill(select) {
    var field = select.dataset.pair;
    var state = app().state();
    var wanted = [state.lang, state.level, field].join("|");
    if (select.dataset.filled !== wanted) {
      select.dataset.filled = wanted;
      select.replaceChildren.apply(select, [option("", select.dataset.same)].concat(field === "against" ? dates() : layers()));
    }
    var value = state[field];
    /* A day of an address that is no step of the control is a choice too. */
    if (value && !Array.prototype.some.call(select.options, function (one) { return one.value === value; })) {
      select.appendChild(option(value, value.split("-").reverse().join(".")));
    }
    if (select.value !== value) { select.value = value; }
  }

  function fillAll() {
    if (!app() || !app().page() || !document.querySelector("[data-months]")) { return; }
    Array.prototype.forEach.call(document.querySelectorAll("[data-pair]"), fill);
  }

  document.addEventListener("change", function (event) {
    var field = event.target.dataset && event.target.dataset.pair;
    if (!field) { return; }
    var change = {};
    change[field] = event.target.value;
    app().go(change, { push: true });
  });
  document.addEventListener("parandalim:state", fillAll);
  new MutationObserver(fillAll).observe(document.documentElement, { childList: true, subtree: true });
})();
