// Keys, filters and a reading mark. Every page works without this.
(function () {
  "use strict";
  var awaited = null;

  function items() {
    return Array.prototype.filter.call(document.querySelectorAll("[data-item]"), function (one) {
      return one.offsetParent !== null;
    });
  }
  function current() {
    var focused = document.activeElement && document.activeElement.closest("[data-item]");
    return focused || document.querySelector("[data-item].current");
  }
  // The first link of an item takes the focus, so that what a key did can be seen and gone on from.
  function go(to) {
    if (!to) return;
    document.querySelectorAll("[data-item].current").forEach(function (one) {
      one.classList.remove("current");
    });
    to.classList.add("current");
    var target = to.matches("a") ? to : to.querySelector("a.open") || to.querySelector("a");
    if (target) target.focus();
    to.scrollIntoView({ block: "nearest" });
  }
  function step(by) {
    var all = items();
    var at = all.indexOf(current());
    go(at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  }
  function follow(selector) {
    var one = current();
    var link = one && (one.matches(selector) ? one : one.querySelector(selector));
    link = link || document.querySelector("main " + selector);
    if (link) link.click();
  }
  function correct() {
    var summary = document.querySelector("[data-correct]");
    if (summary) {
      summary.parentElement.open = true;
      summary.focus();
      return;
    }
    // A list: the page of the item has the form.
    var one = current();
    var link = one && (one.matches("a") ? one : one.querySelector("a.open"));
    if (link) location.href = link.href.split("#")[0] + "#correct";
  }
  function today() {
    var line = document.getElementById("today");
    if (!line) return;
    line.scrollIntoView({ block: "center" });
    var next = line.nextElementSibling || line.previousElementSibling;
    if (next && next.matches("[data-item]")) go(next);
  }
  // Whether single letters are keys: the reader's choice, kept in this browser.
  var off = false;
  try { off = localStorage.getItem("keys") === "off"; } catch (none) { /* no storage: on */ }
  function help() {
    var keys = document.getElementById("keys");
    if (keys && !keys.open) keys.showModal();
  }
  document.querySelectorAll("[data-keys]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", help);
  });
  var choice = document.getElementById("keys-on");
  if (choice) {
    choice.checked = !off;
    choice.addEventListener("change", function () {
      off = !choice.checked;
      try { localStorage.setItem("keys", off ? "off" : "on"); } catch (full) { /* for this page */ }
    });
  }
  var keys = {
    j: function () { step(1); },
    k: function () { step(-1); },
    o: function () { follow("a.open"); },
    e: function () { follow("a.evidence"); },
    c: correct,
    t: today,
    "/": function () {
      var box = document.getElementById("q");
      if (box) { box.focus(); box.select(); } else { location.href = "/search"; }
    },
    "?": help
  };

  function writes(target) {
    return target.closest && target.closest("input, textarea, select, [contenteditable]");
  }
  document.addEventListener("keydown", function (event) {
    // While kana are being composed, a key is part of a word.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (off || writes(event.target) || document.querySelector("dialog[open]")) return;
    if (awaited) {
      clearTimeout(awaited);
      awaited = null;
      var place = document.querySelector("[data-go='" + event.key.replace(/[^a-z]/g, "") + "']");
      if (place) { event.preventDefault(); place.click(); return; }
    }
    if (event.key === "g") {
      awaited = setTimeout(function () { awaited = null; }, 1500);
    } else if (Object.prototype.hasOwnProperty.call(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // Filters by status: a box unchecked hides what stands so.
  // What an address asks for has been left out already, and is asked for again by the form.
  document.querySelectorAll("[data-filter]").forEach(function (box) {
    if (/[?&]status=/.test(location.search)) return;
    box.querySelector("button").hidden = true;
    var boxes = box.querySelectorAll("input[type=checkbox]");
    var before = [];
    try { before = (sessionStorage.getItem("filter") || "").split(" "); } catch (none) { /* all */ }
    boxes.forEach(function (one) { one.checked = before.indexOf(one.value) < 0; });
    function apply() {
      var hidden = [];
      boxes.forEach(function (one) { if (!one.checked) hidden.push(one.value); });
      try { sessionStorage.setItem("filter", hidden.join(" ")); } catch (full) { /* for this page */ }
      document.querySelectorAll("#timeline [data-status][data-marks]").forEach(function (one) {
        one.classList.toggle("off", hidden.indexOf(one.getAttribute("data-status")) >= 0);
      });
    }
    box.addEventListener("change", apply);
    apply();
  });

  // Where one was reading: kept per page, shown when one comes back.
  var place = "read:" + location.pathname;
  document.addEventListener("focusin", function (event) {
    var one = event.target.closest && event.target.closest("[data-item][id]");
    if (one) try { localStorage.setItem(place, one.id); } catch (full) { /* then not */ }
  });
  try {
    var known = !location.hash && localStorage.getItem(place);
    var last = known && document.getElementById(known);
    if (last) last.classList.add("current");
  } catch (none) { /* no storage, no mark */ }

  // A part that an address names is opened.
  function reveal() {
    var part = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    var folded = part && part.closest("details");
    if (folded) folded.open = true;
    if (part && part.matches("details")) part.open = true;
  }
  window.addEventListener("hashchange", reveal);
  reveal();
})();
