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
})();
