// The reader's modes, set before the first paint so that nothing jumps. They stay in this browser's
// storage and go nowhere else; a browser that forbids storage shows the plain page.
(function () {
  "use strict";

  var modes = { size: "large", contrast: "high" };
  var root = document.documentElement;
  root.classList.add("zw-scripted");
  Object.keys(modes).forEach(function (name) {
    try {
      if (localStorage.getItem("zhengwu-" + name) === modes[name]) {
        root.setAttribute("data-zw-" + name, modes[name]);
      }
    } catch (error) {
      // no storage
    }
  });
})();
