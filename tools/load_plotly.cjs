// Loads a built plotly.js with just enough of a browser around it, and says which version and traces it holds.
"use strict";
const fs = require("fs");
const vm = require("vm");

const anything = () => new Proxy(function () {}, {
  get: (target, key) => (key === Symbol.toPrimitive ? () => "" : key === "length" ? 0 : anything()),
  apply: () => anything(),
  construct: () => anything(),
  set: () => true,
});
const page = {
  document: anything(), navigator: { userAgent: "node" }, location: { href: "" }, getComputedStyle: anything(),
  matchMedia: () => ({}), addEventListener() {}, setTimeout, clearTimeout, requestAnimationFrame: setTimeout, queueMicrotask,
  URL: { createObjectURL: () => "" }, Blob: function () {}, performance: { now: () => 0 }, TextEncoder, TextDecoder, console,
  DOMParser: function () { this.parseFromString = anything(); }, XMLSerializer: function () {},
  Element: function () {}, CSSStyleDeclaration: function () {},
};
page.window = page;
page.self = page;
page.Element.prototype = { setAttribute() {}, setAttributeNS() {} };
page.CSSStyleDeclaration.prototype = { setProperty() {} };
vm.createContext(page);
vm.runInContext(fs.readFileSync(process.argv[2], "utf8"), page);
console.log(JSON.stringify({ version: page.Plotly.version, traces: Object.keys(page.Plotly.PlotSchema.get().traces).sort() }));
