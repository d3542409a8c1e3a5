/* The table's files hold what it lists now: its search is typed here, after the links were drawn. */
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-files] a");
    if (!link || !window.parandalim.page()) { return; }
    var address = new URL(link.href);
    var asked = window.parandalim.state().find;
    if (address.pathname === "/download/area.xlsx") { return; }
    if (asked) { address.searchParams.set("find", asked); } else { address.searchParams.delete("find"); }
    link.href = address.toString();
  });
})();
