/* The tables of the offline pack: a heading sorts, a field filters. Without this script they are plain tables. */
(function () {
  "use strict";

  function number(text) {
    var plain = text.replace(/[\s\u2009\u202f]/g, "").replace("\u2212", "-");
    var found = document.documentElement.lang === "sq" ? plain.replace(",", ".") : plain.replace(/,/g, "");
    return /^-?[0-9.]+%?$/.test(found) ? parseFloat(found) : NaN;
  }

  function compare(one, other) {
    var a = number(one), b = number(other);
    if (isNaN(a) && isNaN(b)) { return one.localeCompare(other, document.documentElement.lang); }
    if (isNaN(a)) { return 1; }
    return isNaN(b) ? -1 : a - b;
  }

  function fold(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }

  function sort(table, column, head) {
    var down = head.getAttribute("aria-sort") === "ascending";
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell) { cell.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    rows.sort(function (a, b) {
      var texts = [a, b].map(function (row) { return row.cells[column].textContent.trim(); });
      var gaps = texts.map(function (text) { return isNaN(number(text)); });
      var order = compare(texts[0], texts[1]);
      /* What has no figure stays at the end, whichever way the figures run. */
      return down && gaps[0] === gaps[1] ? -order : order;
    });
    rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-sortable] table"), function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () { sort(table, column, head); });
    });
  });

  Array.prototype.forEach.call(document.querySelectorAll("[data-filter]"), function (holder) {
    var label = document.createElement("label");
    var field = document.createElement("input");
    field.type = "search";
    label.append(holder.dataset.label + " ", field);
    holder.append(label);
    field.addEventListener("input", function (event) {
      var wanted = fold(event.target.value);
      Array.prototype.forEach.call(document.getElementById(holder.dataset.filter).querySelectorAll("tbody tr"), function (row) {
        row.hidden = fold(row.textContent).indexOf(wanted) < 0;
      });
    });
  });
})();
