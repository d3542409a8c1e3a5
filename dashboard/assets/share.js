/* The share control: the address of the whole view with the mark of its data, a short link where a steward may make one, and the
   code of a frame. Where a page has no clipboard (plain http), the text is selected to be copied by hand. */
(function () {
  "use strict";

  var TOKEN = "parandalim-steward";

  function app() { return window.parandalim; }
  function open() { return document.querySelector("details[data-share][open]"); }
  function facts() { return document.querySelector(".share-facts").dataset; }
  function inside(selector) { return open().querySelector(selector); }
  function field(name) { return inside('[name="share-' + name + '"]'); }

  /* What is shown now, on the data that it is shown with: an old link that was not decided about becomes one of today. */
  function query() {
    var asked = new URLSearchParams(app().query());
    asked.set("data", facts().shareMark);
    if (facts().shareThen) { asked.set("then", "1"); } else { asked.delete("then"); }
    return "?" + asked.toString();
  }

  function frame() {
    var made = document.createElement("iframe");
    var asked = new URLSearchParams(query());
    ["page", "view", "sort", "find", "time"].forEach(function (name) { asked.delete(name); });
    var title = document.querySelector(".map-title");
    made.setAttribute("src", location.origin + "/embed/map?" + asked.toString());
    made.setAttribute("title", Array.prototype.map.call(title.children, function (part) { return part.textContent; }).join(", "));
    made.setAttribute("loading", "lazy");
    made.setAttribute("width", "100%");
    made.setAttribute("height", "620");
    made.setAttribute("style", "border:0");
    return made.outerHTML;
  }

  function fill() {
    var onMap = Boolean(document.querySelector(".page .map-title")) && app().page().dataset.page === "map";
    field("link").value = location.origin + "/" + query();
    inside("[data-share-form]").hidden = !facts().shareSteward;
    inside("[data-share-frame]").hidden = !onMap;
    if (onMap) { field("frame").value = frame(); }
    field("short").value = "";
    field("short").closest(".share-line").hidden = true;
    tell("");
  }

  function tell(text) {
    inside("[data-share-status]").textContent = text;
    if (text) { app().say(text); }
  }

  function copy(name) {
    var text = field(name);
    var said = open().dataset;
    function byHand() {
      text.focus();
      text.select();
      var done = false;
      try { done = document.execCommand("copy"); } catch (refused) { done = false; }
      tell(done ? said.shareCopied : said.shareSelect);
    }
    if (!navigator.clipboard || !navigator.clipboard.writeText) { byHand(); return; }
    navigator.clipboard.writeText(text.value).then(function () { if (open()) { tell(said.shareCopied); } }, byHand);
  }

  function shorten() {
    var door = inside("[data-share-door]");
    var given = door.querySelector("input").value || sessionStorage.getItem(TOKEN) || "";
    if (!given) {
      door.hidden = false;
      door.querySelector("input").focus();
      return;
    }
    fetch("/s", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-Steward-Token": given },
      body: JSON.stringify({ query: query(), lang: app().state().lang }),
    }).then(function (response) {
      return response.json().then(function (told) { made(response, told, given); });
    }).catch(function () { if (open()) { tell(open().dataset.shareFailed); } });
  }

  function made(response, told, given) {
    if (response.status === 401) { sessionStorage.removeItem(TOKEN); }
    if (!open()) { return; }
    var door = inside("[data-share-door]");
    if (response.ok) {
      sessionStorage.setItem(TOKEN, given);
      door.querySelector("input").value = "";
      door.hidden = true;
      field("short").value = location.origin + told.path;
      field("short").closest(".share-line").hidden = false;
    } else if (response.status === 401) {
      door.hidden = false;
    }
    tell(told.said);
  }

  function close(back) {
    var box = open();
    if (!box) { return; }
    box.open = false;
    if (back) { box.querySelector("summary").focus(); }
  }

  document.addEventListener("toggle", function (event) {
    if (event.target.dataset && event.target.dataset.share && event.target.open) { fill(); }
  }, true);

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-share-copy]");
    if (button && open()) { copy(button.dataset.shareCopy); }
    if (open() && !open().contains(event.target)) { close(false); }
  });

  document.addEventListener("submit", function (event) {
    if (!event.target.dataset.shareForm) { return; }
    event.preventDefault();
    shorten();
  });

  document.addEventListener("focusin", function (event) {
    if (event.target.readOnly && event.target.closest("[data-share]")) { event.target.select(); }
    if (open() && !open().contains(event.target)) { close(false); }
  });

  /* Esc closes this first; only then does it mean anything to the page. Typing here is nobody else's business. */
  document.addEventListener("keydown", function (event) {
    if (!open()) { return; }
    if (event.key === "Escape") {
      event.stopImmediatePropagation();
      close(true);
    }
  }, true);
  document.addEventListener("change", function (event) {
    if (event.target.closest("[data-share]")) { event.stopImmediatePropagation(); }
  }, true);

  /* The view goes on while the box is open. */
  document.addEventListener("parandalim:state", function () { if (open()) { fill(); } });
})();
