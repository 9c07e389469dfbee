// The buttons of a page: modes, print, copy; and Escape for the menu. Pages work without it.
(function () {
  "use strict";

  var modes = { size: "large", contrast: "high" };
  var root = document.documentElement;

  function remember(name, value) {
    try {
      if (value) {
        localStorage.setItem("zhengwu-" + name, value);
      } else {
        localStorage.removeItem("zhengwu-" + name);
      }
    } catch (error) {
      // no storage: the mode lasts for this page
    }
  }

  document.querySelectorAll("[data-zw-mode]").forEach(function (button) {
    var name = button.getAttribute("data-zw-mode");
    var attribute = "data-zw-" + name;
    button.setAttribute("aria-pressed", String(root.hasAttribute(attribute)));
    button.addEventListener("click", function () {
      var on = !root.hasAttribute(attribute);
      if (on) {
        root.setAttribute(attribute, modes[name]);
      } else {
        root.removeAttribute(attribute);
      }
      button.setAttribute("aria-pressed", String(on));
      remember(name, on ? modes[name] : "");
    });
  });

  document.querySelectorAll("[data-zw-print]").forEach(function (button) {
    button.addEventListener("click", function () {
      window.print();
    });
  });

  function address() {
    var canonical = document.querySelector('link[rel="canonical"]');
    return canonical ? canonical.href : location.href;
  }

  // Where the page is not served securely, browsers have no clipboard but the old command.
  function copyOld(text) {
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "zw-spoken";
    document.body.appendChild(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy refused"));
  }

  function copy(text) {
    return navigator.clipboard ? navigator.clipboard.writeText(text) : copyOld(text);
  }

  document.querySelectorAll("[data-zw-copy]").forEach(function (button) {
    var said = button.parentNode.querySelector('[role="status"]');
    button.addEventListener("click", function () {
      copy(address()).then(
        function () {
          said.textContent = "链接已复制";
        },
        function () {
          said.textContent = "没有复制成功，请从地址栏复制";
        }
      );
    });
  });

  document.querySelectorAll(".zw-menu").forEach(function (menu) {
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  });
})();
