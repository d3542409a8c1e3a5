/* Plotly fetches a world outline from another host before it draws any geo plot, even one that shows none of it.
   Empty outlines, put in place beforehand, spare the request. */
(function () {
  "use strict";
  var empty = { type: "GeometryCollection", geometries: [] };
  var names = ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"];
  var objects = {};
  names.forEach(function (name) { objects[name] = empty; });
  var topology = { type: "Topology", arcs: [], objects: objects };
  window.PlotlyGeoAssets = { topojson: { world_110m: topology, world_50m: topology } };
})();
