/* The address bar is the single truth. Controls change it; each part of the page is redrawn only when its slice changed. */
(function () {
  "use strict";

  var FIELDS = [
    "lang", "level", "layer", "date", "region", "markers", "view", "page", "compare", "weights", "mean", "blend",
    "against", "beside", "time", "sort", "find",
    "part", "kind", "q", "type", "area", "org", "donor", "standing", "audience", "item", "upto",
    "wave", "question", "group", "versus", "basis", "estimate",
    "fpart", "fqark", "fprogramme", "faudience", "fonly", "pins", "budget", "currency", "k", "minimum", "maximum", "floor",
    "findout", "rule", "without", "sites", "radius", "demand", "existing", "edits", "made", "told",
    "deck", "slide", "speaker",
  ];
  var SLICES = [
    ["lang", "page"],
    ["lang", "level", "layer", "date"],
    ["lang", "date", "markers"],
    ["lang", "level", "date"],
    ["lang", "level", "date", "region", "compare"],
    ["lang", "level", "layer", "date", "view"],
    ["lang", "level", "date", "weights", "mean", "blend"],
    ["lang", "date", "against", "region", "time"],
    ["lang", "level", "layer", "date", "against", "beside", "view"],
    ["lang", "date", "part", "kind", "q", "type", "area", "org", "donor", "standing", "audience", "item", "upto", "estimate"],
    ["lang", "level", "wave", "question", "group", "versus", "basis"],
    ["lang", "level", "date", "fpart", "fqark", "fprogramme", "faudience", "fonly", "pins", "budget", "currency", "k", "minimum", "maximum", "floor",
    "findout", "rule", "without", "sites", "radius", "demand", "existing", "edits"],
    ["lang", "level", "region", "deck"],
    ["lang", "date", "region"],
  ];
  // The pages that slices belong to; the others are the map's.
  var PAGE_OF = { 6: "method", 9: "directory", 10: "survey", 11: "fund", 12: "present", 13: "area" };
  var MAP = 1;
  var MARKS = 2;
  var PICTURE = ["level", "layer", "date"];
  var DISCRETE = { push: true };
  var state = null;
  var sliceKeys = null;
  var anchor = location.hash.slice(1);
  var waiting = null;
  var painted = false;

  function page() { return document.querySelector("[data-page]"); }
  function read(name) { return JSON.parse(page().dataset[name]); }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  function toQuery(fields) {
    var query = new URLSearchParams();
    FIELDS.forEach(function (field) { if (fields[field]) { query.set(field, fields[field]); } });
    return "?" + query.toString();
  }

  function fromQuery(search) {
    var fields = read("defaults");
    new URLSearchParams(search).forEach(function (value, field) { if (field in fields) { fields[field] = value; } });
    return fields;
  }

  function keyOf(slice) {
    if (slice === SLICES[0]) {
      var beside = { "": [state.weights, state.mean, state.blend], method: [state.level, state.date] }[state.page] || [];
      return [state.lang, state.page].concat(beside).join("|");
    }
    if ((PAGE_OF[SLICES.indexOf(slice)] || "") !== state.page) { return "hidden"; }
    if (slice === SLICES[MARKS] && !state.markers) { return "none"; }
    if (slice.indexOf("view") >= 0 && state.view !== (slice.indexOf("against") >= 0 ? "many" : "table")) { return "hidden"; }
    if (slice.indexOf("time") >= 0 && state.time !== "open") { return "hidden"; }
    return slice.map(function (field) { return state[field]; }).join("|");
  }

  function graph() { return document.querySelector("#" + page().dataset.graph + " .js-plotly-plot"); }

  /* The level whose areas are in the browser's figure at this moment: the server need not send them again. */
  function drawnLevel() {
    var drawn = graph() && graph().data && graph().data[Number(page().dataset.areasTrace)];
    return ["qark", "municipality"].find(function (level) {
      return drawn && drawn.geojson === page().getAttribute("data-url" + level);
    }) || "";
  }

  function current() {
    if (!state) {
      state = read("state");
      sliceKeys = SLICES.map(keyOf);
    }
    return state;
  }

  function place(regionId) {
    return read("places").find(function (entry) { return entry[0] === regionId; });
  }

  /* A choice may carry others with it, so that the whole always makes sense. */
  function settle(next, changes) {
    /* A chosen area is shown on the map, or on the area's own page where that is open. */
    if (changes.region && !("page" in changes) && next.page !== "area") { next.page = ""; }
    if (next.page !== "present") { next.deck = next.slide = next.speaker = ""; }
    if (!("upto" in changes) && !("item" in changes)) { next.upto = ""; }
    if ("region" in changes && !changes.compare) { next.compare = ""; }
    if (changes.region && !changes.level) {
      next.level = place(changes.region) ? place(changes.region)[1] : next.level;
    }
    if (changes.level === "qark" && next.region && place(next.region) && place(next.region)[1] !== "qark") {
      next.region = place(next.region)[2];
    }
    var item = document.querySelector('[data-set="' + CSS.escape("layer=" + next.layer) + '"]');
    var levels = item && item.parentElement.dataset.levels;
    if (levels && levels.split(" ").indexOf(next.level) < 0) { next.layer = read("defaults").layer; }
    var second = document.querySelector('[data-set="' + CSS.escape("layer=" + next.beside) + '"]');
    var known = second && second.parentElement.dataset.levels;
    if (known && known.split(" ").indexOf(next.level) < 0) { next.beside = ""; }
    return next;
  }

  function go(changes, how) {
    var next = settle(Object.assign({}, current(), changes), changes);
    var query = toQuery(next);
    if (query === toQuery(state)) { return; }
    if (how.push) { history.pushState(null, "", query); } else { history.replaceState(null, "", query); }
    adopt(next);
  }

  function adopt(next) {
    if (state && state.page !== next.page) { window.scrollTo(0, 0); }
    var before = state;
    state = next;
    paint(before);
    reflect();
    window.dash_clientside.set_props(page().dataset.urlStore, { data: toQuery(state) });
  }

  /* The picture changes at once, before anything is asked of the server; its words follow. */
  function paint(before) {
    painted = window.parandalimPicture.show();
    if (painted && before && PICTURE.some(function (field) { return state[field] !== before[field]; })) { page().dataset.words = "late"; }
  }

  /* Show at once which control is on; the server then only sends what the choice means. */
  function reflect() {
    var root = page();
    document.documentElement.lang = state.lang;
    ["level", "view", "region", "time"].forEach(function (field) { root.dataset[field] = state[field]; });
    var usual = read("defaults");
    all("[data-set]").forEach(function (link) {
      var changes = new URLSearchParams(link.dataset.set);
      var on = true;
      changes.forEach(function (value, field) { on = on && (state[field] || usual[field]) === value && (value !== "" || ["page", "mean", "blend", "group", "basis", "part", "fpart", "fqark", "estimate"].indexOf(field) >= 0); });
      if (on) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
    all("[data-toggle]").forEach(function (button) {
      var parts = button.dataset.toggle.split("=");
      button.setAttribute("aria-pressed", String(state[parts[0]].split(".").indexOf(parts[1]) >= 0));
    });
    all("[data-levels]").forEach(function (item) {
      item.hidden = item.dataset.levels.split(" ").indexOf(state.level) < 0;
    });
    reflectDate();
    outline();
    document.dispatchEvent(new CustomEvent("parandalim:state"));
  }

  function days() { return document.querySelector("[data-days]").dataset.days.split(" "); }

  function reflectDate() {
    if (!document.querySelector("[data-days]")) { return; }
    var known = days();
    var index = known.findIndex(function (day) { return day >= state.date; });
    window.dash_clientside.set_props(page().dataset.dateInput, { value: index < 0 ? known.length - 1 : index });
  }

  /* The chosen area's outline is drawn here: choosing an area should not send the map again. */
  function outline() {
    if (!graph() || !window.Plotly || !graph().data) { return; }
    var entry = state.region && place(state.region);
    var url = entry && page().getAttribute("data-url" + entry[1]);
    var drawn = graph().data[Number(page().dataset.chosenTrace)];
    if (drawn && drawn.locations[0] === (state.region || "-")) { return; }
    var change = { locations: [[state.region || "-"]] };
    if (url) { change.geojson = [url]; }
    window.Plotly.restyle(graph(), change, [Number(page().dataset.chosenTrace)]);
  }

  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").trim();
  }

  function search(text) {
    var wanted = fold(text);
    if (!wanted) { return; }
    var places = read("places");
    var exact = places.filter(function (entry) { return fold(entry[3]) === wanted; });
    var starts = places.filter(function (entry) { return fold(entry[3]).indexOf(wanted) === 0; });
    var holds = places.filter(function (entry) { return fold(entry[3]).indexOf(wanted) >= 0; });
    var found = exact[0] || preferred(starts) || preferred(holds);
    if (found) {
      go({ region: found[0], level: found[1] }, DISCRETE);
    } else {
      say(document.querySelector("[data-none]").dataset.none);
    }
  }

  function preferred(entries) {
    return entries.find(function (entry) { return entry[1] === current().level; }) || entries[0];
  }

  function say(text) { document.getElementById(page().dataset.live).textContent = text; }

  function onClick(event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    var target = event.target.closest("[data-set], [data-toggle], [data-reset]");
    if (!target || !page()) { return; }
    event.preventDefault();
    if (target.dataset.reset) {
      go(Object.assign(read("defaults"), { lang: current().lang }), DISCRETE);
    } else if (target.dataset.toggle) {
      toggle(target.dataset.toggle.split("="));
    } else {
      anchor = target.dataset.anchor || "";
      go(Object.fromEntries(new URLSearchParams(target.dataset.set)), DISCRETE);
    }
  }

  /* The weights that differ from the published ones, as the sliders stand. */
  function weigh() {
    var changed = [];
    all("[data-weight]").forEach(function (holder) {
      var slider = holder.querySelector("input");
      if (slider.value !== holder.dataset.usual) { changed.push(holder.dataset.weight + "-" + slider.value); }
    });
    go({ weights: changed.join(".") }, DISCRETE);
  }

  /* What the server is still reckoning is asked for again until it is there. */
  function again() {
    var stores = new Set(all("[data-again]").map(function (part) { return part.dataset.again; }));
    stores.forEach(function (store) { window.dash_clientside.set_props(store, { data: toQuery(current()) + "&again=" + Date.now() }); });
    waiting = stores.size ? setTimeout(again, 1500) : null;
  }

  /* Long texts come as one piece (layouts/frozen.py). */
  function thaw() {
    all("[data-html]").forEach(function (holder) {
      if (holder.thawed === holder.dataset.html) { return; }
      holder.thawed = holder.dataset.html;
      holder.innerHTML = holder.thawed;
    });
  }

  function arrive() {
    thaw();
    var wanted = anchor && document.getElementById(anchor);
    if (wanted) { anchor = ""; wanted.scrollIntoView(); }
    if (!waiting && document.querySelector("[data-again]")) { waiting = setTimeout(again, 1200); }
  }

  function toggle(parts) {
    var values = current()[parts[0]].split(".").filter(Boolean);
    var at = values.indexOf(parts[1]);
    if (at >= 0) { values.splice(at, 1); } else { values.push(parts[1]); }
    var change = {};
    change[parts[0]] = values.sort().reverse().join(".");
    go(change, DISCRETE);
  }

  function onChange(event) {
    if (!page()) { return; }
    if (event.target.closest("[data-weight]")) { weigh(); }
    if (event.target.id === page().dataset.dateInput) { go({ date: days()[Number(event.target.value)] }, DISCRETE); }
    if (event.target.id === page().dataset.searchInput) { search(event.target.value); }
  }

  function onInput(event) {
    if (!page()) { return; }
    if (event.target.id === page().dataset.dateInput) { nameMonth(event.target); }
    /* A name picked from the list arrives as one input event that equals an entry. */
    if (event.target.id === page().dataset.searchInput) {
      var picked = read("places").some(function (entry) { return entry[3] === event.target.value; });
      if (picked) { search(event.target.value); }
    }
  }

  function nameMonth(slider) {
    var day = days()[Number(slider.value)];
    var months = document.querySelector("[data-months]").dataset.months.split(" ");
    var text = months[Number(day.slice(5, 7)) - 1] + " " + day.slice(0, 4);
    slider.setAttribute("aria-valuetext", text);
    slider.title = text;
  }

  function onKey(event) {
    if (!page()) { return; }
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    var box = document.getElementById(page().dataset.searchInput);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      box.focus();
    } else if (event.key === "Escape" && current().region && current().page !== "area") {
      go({ region: "" }, DISCRETE);
    } else if (event.key === "Enter" && document.activeElement === box) {
      search(box.value);
    }
  }

  /* What the other scripts build on: the address stays the only truth. */
  window.parandalim = {
    page: page, read: read, state: current, go: go, graph: graph, say: say, place: place, days: days, nameMonth: nameMonth,
    drawnLevel: drawnLevel, query: function () { return toQuery(current()); },
  };

  /* A new page brings its title. On a small screen the map comes first: lists and layers wait in a closed drawer. */
  new MutationObserver(function () {
    arrive();
    if (page() && document.title !== page().dataset.title) { document.title = page().dataset.title; }
    var drawer = document.querySelector(".drawer[open]:not([data-seen])");
    if (!drawer) { return; }
    drawer.dataset.seen = "1";
    if (window.matchMedia("(max-width: 900px)").matches) { drawer.open = false; }
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-html"] });

  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("input", onInput);
  document.addEventListener("keydown", onKey);
  window.addEventListener("popstate", function () { if (page()) { current(); adopt(fromQuery(location.search)); } });

  /* Which parts must be redrawn: their slice of the address, or nothing. On arrival the page itself, whole. */
  function slices() {
    var same = window.dash_clientside.no_update;
    if (!page()) { return [location.search || "?"].concat(Array(SLICES.length - 1).fill(same)); }
    var query = toQuery(current());
    var keys = SLICES.map(keyOf);
    var answer = keys.map(function (key, index) {
      var hidden = key === "hidden";
      if (key === sliceKeys[index] || hidden) { return same; }
      return index !== MAP ? query : query + (painted ? "&painted=1" : "&drawn=" + drawnLevel());
    });
    sliceKeys = keys;
    /* A new page brings all of its parts with it. */
    return answer[0] === same ? answer : [query].concat(Array(SLICES.length - 1).fill(same));
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.parandalim = {
    /* The table's script is fetched when the table is opened, and only then. */
    route: function () {
      var table = page() ? current().view === "table" : /[?&]view=table/.test(location.search);
      var answer = slices();
      return table ? window.parandalimGrid().then(function () { return answer; }, function () { return answer; }) : answer;
    },
    click: function (clicked) {
      var same = window.dash_clientside.no_update;
      var point = clicked && clicked.points && clicked.points[0];
      if (!point) { return same; }
      var marker = point.lat !== undefined && point.location === undefined;
      go({ region: marker ? point.customdata : point.location }, DISCRETE);
      return same;
    },
  };
})();
