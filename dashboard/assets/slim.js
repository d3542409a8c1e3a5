/* Where the page names a slim build of plotly.js (plotly_file.py), Dash's graph gets that one, and never the whole one as well. */
(function () {
  "use strict";

  var named = document.querySelector("meta[name=plotly]");
  if (!named) { return; }
  Object.defineProperty(window, "_dashPlotlyJSURL", { get: function () { return named.content; }, set: function () {} });
})();
