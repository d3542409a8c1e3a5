/* The stage: which slide is shown stands in the address; every slide is asked for ahead and stays, so that none flashes. */
(function () {
  "use strict";

  var DESIGN = [1024, 768];
  var LEAST_SCALE = 0.62;
  var PHONE = 700;
  var AHEAD = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 };
  var LETTERS = { b: "blank", B: "blank", ".": "blank", n: "notes", N: "notes", t: "table", T: "table", f: "full", F: "full" };
  var channel = window.BroadcastChannel ? new BroadcastChannel("parandalim-present") : null;
  var asked = {};
  var said = "";
  var open = false;
  var steering = false;
  var started = 0;
  var printing = false;

  function app() { return window.parandalim; }
  function page() { return document.querySelector('[data-page="present"]'); }
  function stage() { return page() && document.getElementById(page().dataset.presentStage); }
  function one(selector) { return page() && page().querySelector(selector); }
  function slot(k) { return document.getElementById(page().dataset.presentSlot + k); }
  function items() {
    var holder = one("[data-present-items]");
    return holder ? JSON.parse(holder.dataset.presentItems) : [];
  }
  function total() { return items().length; }
  function now() { return Math.min(Number(app().state().slide) || 0, total()); }
  function key(k) { return [app().state().lang, app().state().region, app().state().deck, k].join("|"); }
  function slide(k) {
    var found = slot(k) && slot(k).firstElementChild;
    return found && found.dataset.slideOf === key(k) ? found : null;
  }

  function ask(k) {
    if (k < 1 || k > total() || asked[k] === key(k)) { return; }
    asked[k] = key(k);
    var query = new URLSearchParams(app().query());
    query.set("slide", String(k));
    window.dash_clientside.set_props(page().dataset.presentAsk + k, { data: "?" + query.toString() });
  }

  /* This one, the next, the one before, then one after the other until all are there. */
  function prepare(k) {
    var order = [k, k + 1, k - 1];
    for (var i = 1; i <= total(); i += 1) { order.push(i); }
    var missing = order.filter(function (n) { return n >= 1 && n <= total() && !slide(n); });
    missing.slice(0, 2).forEach(ask);
    return missing.length;
  }

  function go(k) {
    if (k < 1) { return; }
    if (k > total()) { app().say(page().dataset.presentEnd); return; }
    app().go({ slide: String(k) }, {});
  }

  function leave() {
    var from = now();
    app().go({ slide: "" }, {});
    if (document.fullscreenElement) { document.exitFullscreen(); }
    var back = document.querySelector('[data-present-item="' + (from - 1) + '"] [data-present-from]') || one('[data-present="start"]');
    if (back) { back.focus(); }
  }

  function fullscreen(wanted) {
    if (wanted && document.documentElement.requestFullscreen) {
      document.documentElement.requestFullscreen().catch(function () {});
    } else if (!wanted && document.fullscreenElement) {
      steering = true;
      document.exitFullscreen();
    }
  }

  function toggle(selector) {
    var part = stage().querySelector(selector);
    if (!part) { return; }
    part.hidden = !part.hidden;
    if (!part.hidden && part.tabIndex === 0) { part.focus(); } else { stage().focus(); }
  }

  var DOES = {
    next: function () { go((now() || 1) + 1); },
    back: function () { go((now() || 1) - 1); },
    notes: function () { toggle(".present-notes"); },
    table: function () { toggle(".present-now .slide-twin"); },
    blank: function () { toggle(".present-black"); tell(); },
    full: function () { fullscreen(!document.fullscreenElement); },
    leave: leave,
    reset: function () { started = Date.now(); clock(); },
  };

  function scale() {
    var wide = window.innerWidth, high = window.innerHeight;
    var by = Math.min(wide / DESIGN[0], high / DESIGN[1]);
    stage().style.setProperty("--scale", String(wide < PHONE ? LEAST_SCALE : Math.max(by, LEAST_SCALE)));
    stage().classList.toggle("present-phone", wide < PHONE);
  }

  function write(box, text) {
    if (!box || box.dataset.text === text) { return; }
    box.dataset.text = text;
    box.replaceChildren.apply(box, text.split("\n").map(function (line) {
      var made = document.createElement("p");
      made.textContent = line;
      return made;
    }));
  }

  function show(k) {
    var ready = slide(k);
    stage().classList.toggle("present-late", !ready);
    if (ready) {
      for (var i = 1; i <= Number(page().dataset.presentMost); i += 1) {
        var on = i === k;
        slot(i).classList.toggle("present-now", on);
        slot(i).inert = !on;
        if (!on && slot(i).querySelector(".slide-twin")) { slot(i).querySelector(".slide-twin").hidden = true; }
      }
      announce(k);
    }
    write(stage().querySelector(".present-notes-text"), items()[k - 1][4]);
    prepare(k);
  }

  function announce(k) {
    var text = page().dataset.presentLive.replace("{k}", k).replace("{n}", total()).replace("{title}", items()[k - 1][3]);
    if (said === text) { return; }
    said = text;
    app().say(text);
  }

  function begin() {
    open = true;
    stage().hidden = false;
    document.documentElement.classList.add("presenting");
    scale();
    stage().focus();
  }

  function end() {
    open = false;
    said = "";
    if (stage()) { stage().hidden = true; stage().querySelector(".present-black").hidden = true; }
    document.documentElement.classList.remove("presenting");
  }

  /* Only what differs is written: every writing is a change that is watched for. */
  function put(selector, text) {
    var box = one(".present-speaker " + selector);
    if (box.textContent !== text) { box.textContent = text; }
  }

  function clock() {
    var box = one(".present-speaker");
    if (!box || box.hidden) { return; }
    var day = new Date(), passed = Math.floor((Date.now() - started) / 1000);
    put(".present-clock", [day.getHours(), String(day.getMinutes()).padStart(2, "0")].join(":"));
    put(".present-timer", Math.floor(passed / 60) + ":" + String(passed % 60).padStart(2, "0"));
  }

  function speak(k) {
    var box = one(".present-speaker"), all = items();
    if (box.hidden) {
      box.hidden = false;
      started = Date.now();
      document.documentElement.classList.add("presenting");
      box.focus();
    }
    put(".present-speaker-where", k + " / " + all.length);
    put(".present-speaker-title", all[k - 1][3]);
    put(".present-speaker-next", all[k] ? all[k][3] : "–");
    write(box.querySelector(".present-notes-text"), all[k - 1][4]);
    clock();
  }

  /* Two windows of one sequence: what one shows, the other follows. */
  function tell() {
    if (!channel || !page() || !now()) { return; }
    var black = stage().querySelector(".present-black");
    channel.postMessage({ deck: app().state().deck, slide: app().state().slide, black: !black.hidden });
  }

  function sync() {
    if (!app() || !window.dash_clientside || !window.dash_clientside.set_props) { return; }
    if (!page() || !stage() || !total()) { if (open) { end(); } return; }
    var k = now();
    if (app().state().speaker) { speak(k || 1); return; }
    if (!k && !printing) { if (open) { end(); } return; }
    if (printing) { paper(); return; }
    if (!open) { begin(); }
    show(k);
  }

  /* One slide per sheet: all are waited for, each picture is scaled to its sheet by its view box. */
  function paper() {
    if (prepare(1) || !Array.prototype.every.call(page().querySelectorAll(".slide-graph"), function (graph) { return graph.querySelector("svg.main-svg"); })) {
      return;
    }
    printing = false;
    setTimeout(function () { window.print(); }, 400);
  }

  function fit() {
    Array.prototype.forEach.call(document.querySelectorAll(".slide-graph svg.main-svg"), function (svg) {
      if (!svg.getAttribute("viewBox")) { svg.setAttribute("viewBox", "0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height")); }
    });
  }

  function unfit() {
    Array.prototype.forEach.call(document.querySelectorAll(".slide-graph svg.main-svg[viewBox]"), function (svg) { svg.removeAttribute("viewBox"); });
    document.documentElement.classList.remove("present-paper");
  }

  document.addEventListener("click", function (event) {
    if (!page()) { return; }
    var act = event.target.closest("[data-present-do]");
    if (act) { DOES[act.dataset.presentDo](); return; }
    var name = event.target.closest("[data-present]") && event.target.closest("[data-present]").dataset.present;
    var from = event.target.closest("[data-present-from]");
    if (name === "start" || from) {
      fullscreen(true);
      app().go({ slide: String(from ? Number(from.closest("[data-present-item]").dataset.presentItem) + 1 : 1) }, { push: true });
    }
    if (name === "window") {
      var query = new URLSearchParams(app().query());
      query.set("slide", app().state().slide || "1");
      query.set("speaker", "1");
      window.open("/?" + query.toString(), "parandalim-speaker", "width=900,height=640");
    }
    if (name === "print") {
      printing = true;
      document.documentElement.classList.add("present-paper");
      stage().hidden = false;
      stage().style.setProperty("--scale", "1");
      sync();
    }
  });

  /* A clicker sends keys; none of them may reach the page beneath. */
  window.addEventListener("keydown", function (event) {
    if (!page() || !app() || !now() || event.ctrlKey || event.metaKey || event.altKey) { return; }
    var on = event.target.closest && event.target.closest("button, a, input, textarea, .slide-twin, .present-notes");
    var inside = on && /^(ArrowDown|ArrowUp| |Enter|PageDown|PageUp)$/.test(event.key);
    var scrolls = inside && on.matches(".slide-twin, .present-notes") && on.scrollHeight > on.clientHeight;
    if (inside && (scrolls || (/^( |Enter)$/.test(event.key) && on.matches("button, a")))) { return; }
    var act = LETTERS[event.key];
    var step = event.key === " " && event.shiftKey ? -1 : AHEAD[event.key];
    if (event.key === "Escape") { leave(); }
    else if (event.key === "Home") { go(1); }
    else if (event.key === "End") { go(total()); }
    else if (step) { go(now() + step); }
    else if (act && !app().state().speaker) { DOES[act](); }
    else { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  /* The browser's own Esc leaves the full screen and sends no key. */
  document.addEventListener("fullscreenchange", function () {
    if (!document.fullscreenElement && open && !steering) { leave(); }
    steering = false;
  });
  if (channel) {
    channel.onmessage = function (event) {
      if (!page() || !app() || !now() || event.data.deck !== app().state().deck) { return; }
      if (stage()) { stage().querySelector(".present-black").hidden = !event.data.black; }
      if (event.data.slide && event.data.slide !== app().state().slide) { steering = true; app().go({ slide: event.data.slide }, {}); steering = false; }
    };
  }
  document.addEventListener("parandalim:state", function () { if (!steering) { tell(); } sync(); });
  window.addEventListener("resize", function () { if (open) { scale(); } });
  window.addEventListener("beforeprint", fit);
  window.addEventListener("afterprint", function () { unfit(); if (stage() && !now()) { stage().hidden = true; } });
  setInterval(clock, 1000);
  new MutationObserver(sync).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-present-items"] });
})();
