/* The sequence as it is composed: pins of every page are kept in this browser; the present page keeps it in its address. */
(function () {
  "use strict";

  var KEPT = "parandalim-sequence";
  var MOST = 20;
  var LEFT_OUT = ["lang", "deck", "slide", "speaker", "data", "then"];
  var focus = "";
  var busy = false;
  var arrived = false;

  function app() { return window.parandalim; }
  function page() { return document.querySelector('[data-page="present"]'); }
  function pin() { return document.querySelector('[data-present="pin"]'); }

  function kept() {
    try {
      var found = JSON.parse(localStorage.getItem(KEPT) || "[]");
      return Array.isArray(found) ? found.filter(function (item) { return Array.isArray(item) && item.length === 3; }) : [];
    } catch (error) { return []; }
  }

  function keep(items) {
    try { localStorage.setItem(KEPT, JSON.stringify(items)); } catch (error) { return; }
  }

  function shown() {
    var holder = document.querySelector("[data-present-items]");
    return holder ? JSON.parse(holder.dataset.presentItems).map(function (item) { return item.slice(0, 3); }) : [];
  }

  function view() {
    var query = new URLSearchParams(app().query());
    LEFT_OUT.forEach(function (field) { query.delete(field); });
    return "?" + query.toString();
  }

  function post(address, body) {
    body.lang = app().state().lang;
    return fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })
      .then(function (answer) { return answer.json(); });
  }

  function problems(list) {
    var box = document.querySelector("[data-present-problems]");
    if (!box) { return; }
    box.replaceChildren.apply(box, list.map(function (text) {
      var made = document.createElement("p");
      made.textContent = text;
      return made;
    }));
  }

  /* The server writes the code of a link and says what is wrong; the address is the truth, this browser keeps a copy. */
  function take(address, body, own, how) {
    if (busy) { return; }
    busy = true;
    post(address, body).then(function (answer) {
      busy = false;
      if (answer.problems) { problems(answer.problems); return; }
      problems([]);
      if (own) { keep(answer.items); }
      if (page()) { app().go({ deck: answer.code }, how); }
    }).catch(function () {
      busy = false;
      problems([page() ? page().dataset.presentFailed : ""]);
    });
  }

  function edit(items) {
    if (!items.length) { fresh(); return; }
    take("/present/pack", { items: items }, true, { push: true });
  }

  function fresh() {
    keep([]);
    arrived = true;
    app().go({ deck: "" }, { push: true });
  }

  function move(button) {
    var items = shown(), at = Number(button.closest("[data-present-item]").dataset.presentItem);
    var how = button.dataset.presentMove, to = how === "up" ? at - 1 : at + 1;
    var item = items.splice(at, 1)[0];
    if (how !== "remove") { items.splice(to, 0, item); }
    focus = how === "remove" ? Math.min(at, items.length - 1) + "|remove" : to + "|" + how;
    edit(items);
  }

  function typed(field) {
    var items = shown(), at = Number(field.closest("[data-present-item]").dataset.presentItem);
    var notes = field.tagName === "TEXTAREA";
    var text = field.value.trim();
    var value = notes && text === field.dataset.presentUsual.trim() ? "" : text;
    if (items[at][notes ? 2 : 1] === value) { return; }
    items[at][notes ? 2 : 1] = value;
    edit(items);
  }

  function toggle() {
    var items = kept(), query = view();
    var at = items.findIndex(function (item) { return item[0] === query; });
    if (at < 0 && items.length >= MOST) { app().say(pin().dataset.full.replace("{n}", MOST)); return; }
    if (at < 0) { items.push([query, "", ""]); } else { items.splice(at, 1); }
    keep(items);
    reflect();
    app().say(pin().dataset[at < 0 ? "done" : "undone"].replace("{n}", items.length));
  }

  function reflect() {
    var button = pin();
    if (!button || !app().page()) { return; }
    var items = kept(), query = view();
    var on = items.some(function (item) { return item[0] === query; });
    var text = button.dataset[on ? "out" : "in"], count = items.length ? String(items.length) : "";
    if (button.getAttribute("aria-pressed") !== String(on)) { button.setAttribute("aria-pressed", String(on)); }
    if (button.firstElementChild.textContent !== text) { button.firstElementChild.textContent = text; }
    if (button.lastElementChild.textContent !== count) { button.lastElementChild.textContent = count; }
  }

  /* Who comes without a sequence gets the one kept in this browser, else the usual one; a link always says which. */
  function arrive() {
    if (!page()) { arrived = false; return; }
    if (arrived || !document.querySelector("[data-present-items]")) { return; }
    arrived = true;
    if (app().state().deck) { return; }
    var items = kept().length ? kept() : shown();
    take("/present/pack", { items: items }, false, {});
  }

  function settle() {
    if (!focus || busy) { return; }
    var parts = focus.split("|");
    var item = document.querySelector('[data-present-item="' + parts[0] + '"]');
    var button = item && (item.querySelector('[data-present-move="' + parts[1] + '"]:not([disabled])') || item.querySelector("[data-present-move]:not([disabled])"));
    if (button && !button.closest("[data-stale]")) { button.focus(); }
  }

  document.addEventListener("click", function (event) {
    if (!app() || !app().page()) { return; }
    var button = event.target.closest("[data-present-move], [data-present]");
    if (!button) { return; }
    if (button.dataset.presentMove) { move(button); }
    if (button.dataset.present === "pin") { toggle(); }
    if (button.dataset.present === "fresh") { fresh(); }
    if (button.dataset.present === "copy" && !navigator.clipboard) { problems([location.href]); return; }
    if (button.dataset.present === "copy") {
      navigator.clipboard.writeText(location.href).then(function () { app().say(page().dataset.presentCopied); button.dataset.done = "1"; }, function () {});
    }
  });
  document.addEventListener("change", function (event) {
    if (!page()) { return; }
    if (event.target.closest("[data-present-item]")) { typed(event.target); return; }
    if (event.target.id !== page().dataset.presentFile || !event.target.files.length) { return; }
    event.target.files[0].text().then(function (text) { take("/present/read", { text: text }, true, { push: true }); });
    event.target.value = "";
  });
  document.addEventListener("focusin", function (event) { if (!event.target.closest("[data-present-move]")) { focus = ""; } });
  document.addEventListener("parandalim:state", reflect);
  new MutationObserver(function () {
    if (!app()) { return; }
    reflect();
    arrive();
    settle();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
