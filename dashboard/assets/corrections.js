/* Confirm and correct: the small forms send JSON and write the answer below themselves; the steward's page lists and decides. */
(function () {
  "use strict";

  var TOKEN = "parandalim-steward";
  var LABEL = "parandalim-steward-label";

  function app() { return window.parandalim; }
  function language() { return document.documentElement.lang || "sq"; }
  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    if (className) { made.className = className; }
    return made;
  }

  function post(path, body, headers) {
    return fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: Object.assign({ "Content-Type": "application/json" }, headers || {}),
      body: JSON.stringify(body),
    }).then(function (response) {
      return response.json().then(function (told) { return { ok: response.ok, told: told }; });
    });
  }

  /* The places that can be chosen are on the page already. */
  function fillPlaces(select) {
    var level = select.dataset.fillPlaces;
    select.removeAttribute("data-fill-places");
    app().read("places").forEach(function (place) {
      if (level !== "all" && place[1] !== level) { return; }
      var option = element("option", place[3]);
      option.value = place[0];
      select.append(option);
    });
  }

  function fieldsOf(form) {
    var fields = JSON.parse(form.dataset.fixed);
    form.querySelectorAll("[name]").forEach(function (input) {
      if (input.dataset.many) {
        fields[input.name] = fields[input.name] || [];
        if (input.checked) { fields[input.name].push(input.value); }
      } else if (input.value) {
        fields[input.name] = input.value;
      }
    });
    return fields;
  }

  function labelOf(form, field) {
    var input = form.querySelector('[name="' + CSS.escape(field) + '"]');
    var label = input && !input.dataset.many && input.closest("label");
    return label ? label.firstChild.textContent.trim() + ": " : "";
  }

  function send(form) {
    var answer = form.querySelector(".corrections-answer");
    var button = form.querySelector("button[type=submit]");
    button.disabled = true;
    answer.textContent = "";
    post("/corrections/propose", { kind: form.dataset.correct, fields: fieldsOf(form), lang: language() }).then(function (result) {
      var refused = (result.told.refused || []).map(function (one) { return labelOf(form, one.field) + one.said; });
      answer.textContent = [result.told.said].concat(refused).join(" ");
      answer.classList.toggle("corrections-wrong", !result.ok);
      button.disabled = result.ok;
    }).catch(function () {
      answer.textContent = form.dataset.failed;
      answer.classList.add("corrections-wrong");
      button.disabled = false;
    });
  }

  function queue() { return document.querySelector("[data-queue]"); }
  function said(name) { return JSON.parse(queue().dataset.said)[name]; }
  function headers() { return { "X-Steward-Token": sessionStorage.getItem(TOKEN) || "" }; }

  function load(told) {
    fetch("/corrections/queue?lang=" + language(), { headers: headers(), credentials: "same-origin" }).then(function (response) {
      return response.json().then(function (answer) {
        if (!response.ok) { sessionStorage.removeItem(TOKEN); }
        show(response.ok ? answer.rows : null, response.ok ? told : answer.said);
      });
    }).catch(function () { show(null, said("failed")); });
  }

  function show(rows, told) {
    var parts = [];
    if (told) { parts.push(element("p", told, "corrections-told")); }
    if (rows) {
      var again = element("button", said("reload"), "corrections-leave");
      again.type = "button";
      again.addEventListener("click", function () { load(); });
      parts.push(again);
      if (!rows.length) { parts.push(element("p", said("empty"))); }
      rows.forEach(function (row) { parts.push(drawn(row)); });
    }
    queue().replaceChildren.apply(queue(), parts);
  }

  function drawn(row) {
    var article = element("article", "", "corrections-item corrections-" + row.state);
    article.append(element("p", row.proposal + " · " + row.state_said, "corrections-state"));
    article.append(element("h2", row.about ? row.title + ": " + row.about : row.title));
    var facts = element("dl", "", "corrections-facts");
    row.facts.forEach(function (pair) { facts.append(element("dt", pair[0]), element("dd", pair[1])); });
    article.append(facts);
    var steps = element("ul", "", "corrections-steps");
    row.steps.forEach(function (step) { steps.append(element("li", step)); });
    article.append(steps);
    var actions = element("p", "", "corrections-actions");
    row.actions.forEach(function (action) {
      var button = element("button", said(action), "corrections-do corrections-do-" + action);
      button.type = "button";
      button.addEventListener("click", function () {
        if (action === "reject") { askWhy(article, row); } else { decide(row.proposal, action, ""); }
      });
      actions.append(button);
    });
    if (row.address) {
      var card = element("a", said("about"));
      card.href = row.address;
      actions.append(card);
    }
    article.append(actions);
    return article;
  }

  function askWhy(article, row) {
    if (article.querySelector("form")) { return; }
    var form = element("form", "", "corrections-form");
    var label = element("label", said("reason"), "corrections-field");
    var input = element("input");
    input.type = "text";
    input.required = true;
    input.maxLength = 280;
    label.append(input);
    var button = element("button", said("reject"), "corrections-send");
    var cancel = element("button", said("cancel"), "corrections-leave");
    cancel.type = "button";
    cancel.addEventListener("click", function () { form.remove(); });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      decide(row.proposal, "reject", input.value);
    });
    form.append(label, element("p", said("reason_ask"), "directory-small"), button, cancel);
    article.append(form);
    input.focus();
  }

  function decide(proposal, action, reason) {
    var body = { proposal: proposal, action: action, reason: reason, by: sessionStorage.getItem(LABEL) || "", lang: language() };
    post("/corrections/decide", body, headers()).then(function (result) {
      var refused = (result.told.refused || []).map(function (one) { return one.said; });
      load([result.told.said].concat(refused).join(" "));
    }).catch(function () { show(null, said("failed")); });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.correct) {
      event.preventDefault();
      send(form);
    } else if (form.dataset.door) {
      event.preventDefault();
      sessionStorage.setItem(TOKEN, form.elements.token.value);
      sessionStorage.setItem(LABEL, form.elements.by.value);
      form.elements.token.value = "";
      load();
    }
  });

  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-leave]")) { return; }
    sessionStorage.removeItem(TOKEN);
    queue().replaceChildren();
  });

  /* Typing into a form must not search, close or move anything else on the page. */
  document.addEventListener("change", function (event) {
    if (event.target.closest("form[data-correct]")) { event.stopImmediatePropagation(); }
  }, true);

  new MutationObserver(function () {
    document.querySelectorAll("select[data-fill-places]").forEach(fillPlaces);
    var list = document.querySelector("[data-queue]:not([data-seen])");
    if (list) {
      list.dataset.seen = "1";
      if (sessionStorage.getItem(TOKEN)) { load(); }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
