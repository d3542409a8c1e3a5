/* A choice on the survey page draws its controls anew: the keyboard stays where it was. */
(function () {
  "use strict";

  var last = null;

  function chosen(target) { return target.closest && target.closest(".survey-main [data-set]"); }

  document.addEventListener("focusin", function (event) {
    var link = chosen(event.target);
    last = link ? link.dataset.set : null;
  });
  document.addEventListener("pointerdown", function (event) { if (!chosen(event.target)) { last = null; } });
  new MutationObserver(function () {
    if (last === null || document.activeElement !== document.body) { return; }
    var link = document.querySelector('.survey-main [data-set="' + CSS.escape(last) + '"]');
    if (link) { link.focus({ preventScroll: true }); }
  }).observe(document.documentElement, { childList: true, subtree: true });

  /* The steward's button: the code goes as a header, is kept for this tab once it was right, and the page is read anew. */
  var TOKEN = "parandalim-steward", SHORTLY = 3000;

  function send(form) {
    var answer = form.querySelector(".survey-button-said"), button = form.querySelector("button");
    var code = form.elements.token.value || sessionStorage.getItem(TOKEN) || "";
    var failed = function (told) { answer.textContent = told; button.disabled = false; };
    button.disabled = true;
    answer.textContent = form.dataset.wait;
    fetch("/survey/example", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-Steward-Token": code },
      body: JSON.stringify({ action: form.dataset.example, lang: form.dataset.lang }),
    }).then(function (response) {
      return response.json().then(function (told) {
        if (!response.ok) { sessionStorage.removeItem(TOKEN); failed(told.said); return; }
        sessionStorage.setItem(TOKEN, code);
        answer.textContent = told.said;
        setTimeout(function () { location.reload(); }, SHORTLY);
      });
    }).catch(function () { failed(form.dataset.failed); });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target.closest("form[data-example]");
    if (form) { event.preventDefault(); send(form); }
  });
})();
