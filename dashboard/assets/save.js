/* Save picture: a link carries the view that is shown at the moment it is followed. Esc, or a click elsewhere, closes the menu. */
(function () {
  "use strict";

  function close(except) {
    document.querySelectorAll(".save[open]").forEach(function (menu) {
      if (menu !== except) { menu.open = false; }
    });
  }

  document.addEventListener("click", function (event) {
    var menu = event.target.closest(".save");
    var link = event.target.closest("[data-save]");
    close(menu);
    if (!link) { return; }
    var query = window.parandalim.query();
    link.href = link.pathname + query + (query ? "&" : "?") + "scale=" + link.dataset.save;
    menu.open = false;
  }, true);

  document.addEventListener("keydown", function (event) {
    var open = document.querySelector(".save[open]");
    if (event.key !== "Escape" || !open) { return; }
    open.open = false;
    open.querySelector("summary").focus();
    event.stopPropagation();
  }, true);
})();
