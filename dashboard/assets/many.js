/* Small maps: plain shapes from the geometry that the browser keeps, each filled with the colour that the server says. */
(function () {
  "use strict";

  var SVG = "http://www.w3.org/2000/svg";
  var PADDING = 16;
  var USUAL = 200;
  var kept = {};

  function north(lat) { return Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * (180 / Math.PI); }

  function ringsOf(geometry) {
    return geometry.type === "Polygon" ? geometry.coordinates : [].concat.apply([], geometry.coordinates);
  }

  function boundsOf(collection) {
    var west = 180, east = -180, south = 90, top = -90;
    collection.features.forEach(function (feature) {
      ringsOf(feature.geometry).forEach(function (ring) {
        ring.forEach(function (point) {
          west = Math.min(west, point[0]); east = Math.max(east, point[0]);
          south = Math.min(south, north(point[1])); top = Math.max(top, north(point[1]));
        });
      });
    });
    return { west: west, top: top, wide: east - west, high: top - south };
  }

  /* Drawn in the very pixels of its place: a hatch made for the large map would shrink to a paler colour, which is another class. */
  function shapesOf(collection, place) {
    var bounds = boundsOf(collection);
    var room = Math.min(place.clientWidth - PADDING, ((place.clientHeight - PADDING) * bounds.wide) / bounds.high);
    var scale = (room > 0 ? room : USUAL) / bounds.wide;
    var paths = collection.features.map(function (feature) {
      var drawn = ringsOf(feature.geometry).map(function (ring) {
        return "M" + ring.map(function (point) {
          return ((point[0] - bounds.west) * scale).toFixed(1) + "," + ((bounds.top - north(point[1])) * scale).toFixed(1);
        }).join("L") + "Z";
      }).join("");
      return [feature.id, drawn];
    });
    return { box: "-2 -2 " + Math.ceil(bounds.wide * scale + 4) + " " + Math.ceil(bounds.high * scale + 4), paths: paths };
  }

  function load(url) {
    kept[url] = kept[url] || fetch(url).then(function (answer) { return answer.json(); });
    return kept[url];
  }

  function rgb(colour) {
    return "rgb(" + [1, 3, 5].map(function (at) { return parseInt(colour.slice(at, at + 2), 16); }).join(", ") + ")";
  }

  /* Who points at an area is told its name. */
  function named(regionId) {
    var title = document.createElementNS(SVG, "title");
    var place = window.parandalim.place(regionId);
    title.textContent = place ? place[3] : "";
    return title;
  }

  function draw(place, shapes) {
    var fills = {};
    place.dataset.fills.split(" ").forEach(function (part) { fills[part.split("#")[0]] = rgb("#" + part.split("#")[1]); });
    var svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", shapes.box);
    /* The class under which the style sheet turns a gap's colour into its pattern. */
    svg.setAttribute("class", "choroplethlayer");
    svg.setAttribute("aria-hidden", "true");
    shapes.paths.forEach(function (entry) {
      var path = document.createElementNS(SVG, "path");
      path.setAttribute("d", entry[1]);
      path.setAttribute("fill", fills[entry[0]] || "none");
      path.appendChild(named(entry[0]));
      svg.appendChild(path);
    });
    /* Where the class is not settled the same shape lies over it, which the style sheet turns into a hatch. */
    shapes.paths.forEach(function (entry) {
      if (place.dataset.hatched.split(" ").indexOf(entry[0]) < 0) { return; }
      var over = document.createElementNS(SVG, "path");
      over.setAttribute("d", entry[1]);
      over.setAttribute("fill", "rgb(1, 2, 3)");
      over.setAttribute("class", "hatched");
      svg.appendChild(over);
    });
    place.replaceChildren(svg);
  }

  function drawAll() {
    Array.prototype.forEach.call(document.querySelectorAll("[data-fills]"), function (place) {
      var wanted = [place.dataset.geometry, place.dataset.fills, place.dataset.hatched].join("|");
      if (place.dataset.drawn === wanted) { return; }
      place.dataset.drawn = wanted;
      load(place.dataset.geometry).then(function (collection) { draw(place, shapesOf(collection, place)); });
    });
  }

  new MutationObserver(drawAll).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-fills", "data-hatched", "data-geometry"] });
})();
