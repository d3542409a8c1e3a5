/* The table's files hold what it lists now: its search and the open area are chosen here, after the links were drawn. */
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-files] a");
    if (!link || !window.parandalim.page()) { return; }
    var address = new URL(link.href);
    var state = window.parandalim.state();
    var field = address.pathname === "/download/area.xlsx" ? "region" : "find";
    if (state[field]) { address.searchParams.set(field, state[field]); } else { address.searchParams.delete(field); }
    link.href = address.pathname + address.search;
  });
})();
