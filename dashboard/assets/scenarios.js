/* Saved scenarios: the steward's forms send JSON and say the answer; the list is then drawn anew. */
(function () {
  "use strict";

  var TOKEN = "parandalim-steward";
  var LABEL = "parandalim-steward-label";
  var told = "";

  function app() { return window.parandalim; }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function field(form, name) { return form.elements[name] ? form.elements[name].value : ""; }
  function token(form) { return field(form, "token") || sessionStorage.getItem(TOKEN) || ""; }
  function label(form) { return field(form, "by") || sessionStorage.getItem(LABEL) || ""; }

  function say(form, text, wrong) {
    var answer = form.querySelector(".fund-answer");
    answer.textContent = text;
    answer.classList.toggle("fund-answer-wrong", !!wrong);
  }

  function redraw(form, answer) {
    told = answer.said;
    var saved = app().state().saved.split(".").filter(Boolean);
    var rest = saved.filter(function (number) { return form.dataset.fundScenario !== "delete" || number !== form.dataset.scenario; });
    if (rest.length !== saved.length) {
      app().go({ saved: rest.join(".") }, { push: false });
    } else {
      var store = app().page().dataset.fundStore;
      window.dash_clientside.set_props(store, { data: app().query() + "&again=" + Date.now() });
    }
  }

  function send(form) {
    var body = {
      action: form.dataset.fundScenario, scenario: form.dataset.scenario || "", name: field(form, "name"),
      query: app().query().slice(1), by: label(form), lang: app().state().lang,
    };
    var used = token(form);
    fetch("/fund/scenarios", {
      method: "POST", credentials: "same-origin", body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-Steward-Token": used },
    }).then(function (response) {
      return response.json().then(function (answer) {
        if (response.status === 401) { sessionStorage.removeItem(TOKEN); door(); }
        if (!response.ok) { say(form, answer.said, true); return; }
        sessionStorage.setItem(TOKEN, used);
        sessionStorage.setItem(LABEL, body.by);
        redraw(form, answer);
      });
    }).catch(function () { say(form, (document.querySelector("[data-failed]") || form).dataset.failed || "", true); });
  }

  /* The code is asked for once in a tab. */
  function door() {
    var known = !!sessionStorage.getItem(TOKEN);
    all("[data-fund-door]").forEach(function (part) {
      part.hidden = known;
      part.querySelectorAll("input").forEach(function (input) { input.required = !known; });
    });
  }

  document.addEventListener("submit", function (event) {
    if (!event.target.dataset.fundScenario) { return; }
    event.preventDefault();
    send(event.target);
  });

  new MutationObserver(function () {
    var form = document.querySelector('[data-fund-scenario="save"]:not([data-seen])');
    if (!form) { return; }
    form.dataset.seen = "1";
    door();
    if (told) { say(form, told, false); told = ""; }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
