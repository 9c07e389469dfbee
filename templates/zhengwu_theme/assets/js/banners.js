// Banners that a reader may put away stay away in this browser until their words change.
// Mandatory and emergency banners have no button; without script all of them stand.
(function () {
  "use strict";

  var prefix = "zhengwu-banner-";

  function away(key) {
    try {
      return localStorage.getItem(prefix + key) === "away";
    } catch (error) {
      return false;
    }
  }

  document.querySelectorAll("[data-zw-banner]").forEach(function (banner) {
    var key = banner.getAttribute("data-zw-banner");
    if (away(key)) {
      banner.remove();
      return;
    }
    banner.querySelector("[data-zw-dismiss]").addEventListener("click", function () {
      try {
        localStorage.setItem(prefix + key, "away");
      } catch (error) {
        // no storage: it is gone from this page only
      }
      banner.remove();
      // The focus stood on the button that is gone.
      var main = document.getElementById("main");
      if (main) {
        main.focus({ preventScroll: true });
      }
    });
  });

  document.querySelectorAll(".zw-banners").forEach(function (section) {
    if (!section.querySelector(".zw-banner")) {
      section.remove();
    }
  });
})();
