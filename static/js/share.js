// Pages that open by a link. Without JavaScript the link is pasted into its field.
"use strict";

(function () {
  const place = document.querySelector("[data-link]");

  // What stands after the # never reaches the server by itself: it waits here for a press.
  function take() {
    const code = location.hash.slice(1);
    if (!place || !code) return;
    place.querySelector("input").value = code;
    place.hidden = true;
    // Out of the address, so that it is not copied, bookmarked or read over a shoulder.
    history.replaceState(null, "", location.pathname);
    document.querySelector("[name=passcode]").focus();
  }

  // A page shown again from memory may have been closed, or its link ended.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && !place) location.reload();
  });
  window.addEventListener("hashchange", take);
  take();
})();
