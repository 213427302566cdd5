// What a page can do better with JavaScript. Everything works without it.
"use strict";

(function () {
  const say = JSON.parse(document.getElementById("script-words").textContent);

  function element(tag, words, attributes) {
    const made = document.createElement(tag);
    made.textContent = words || "";
    Object.entries(attributes || {}).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  }

  // --- One bar for what is not saved yet --------------------------------------------------
  function bar(words, label, act, link) {
    hideBar();
    const box = element("div", "", { class: "notsaved", role: "status", id: "notsaved" });
    box.append(element("span", words));
    if (link) box.append(element("a", say.signIn, { href: link, target: "_blank", rel: "noopener" }));
    const button = element("button", label, { type: "button", class: "btn small" });
    button.addEventListener("click", act);
    box.append(button);
    document.body.append(box);
  }

  function hideBar() {
    document.getElementById("notsaved")?.remove();
  }

  // --- Saving: the form stays until the server has said that it is saved --------------------
  const waits = [2, 4, 8, 15, 30];

  function bodyOf(form, submitter) {
    const body = new URLSearchParams();
    new FormData(form).forEach((value, name) => body.append(name, value));
    if (submitter?.name) body.append(submitter.name, submitter.value);
    return body;
  }

  async function send(form, address, body, attempt) {
    let answer;
    try {
      answer = await fetch(address, {
        method: "POST",
        body,
        headers: { "X-CareLog-Save": "1" },
        redirect: "manual",
        signal: AbortSignal.timeout ? AbortSignal.timeout(15000) : undefined,
      });
    } catch {
      return later(form, address, body, attempt);
    }
    if (answer.status >= 500) return later(form, address, body, attempt);
    if (answer.headers.get("X-CareLog-Again")) {
      return bar(say.signedOut, say.tryNow, () => refreshed(form, address, body), "/account/login/");
    }
    hideBar();
    const next = answer.headers.get("X-CareLog-Go");
    if (next) return location.assign(next);
    show(await answer.text());
  }

  function later(form, address, body, attempt) {
    const seconds = waits[Math.min(attempt, waits.length - 1)];
    const again = () => {
      clearTimeout(timer);
      send(form, address, body, attempt + 1);
    };
    const timer = setTimeout(again, seconds * 1000);
    bar(say.notSaved, say.tryNow, again);
  }

  // After signing in again the form's token is old; a fresh page holds the new one.
  async function refreshed(form, address, body) {
    try {
      const page = await fetch(location.href, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
      const token = fresh.querySelector("[name=csrfmiddlewaretoken]")?.value;
      if (token) body.set("csrfmiddlewaretoken", token);
    } catch {
      // No answer yet: send() below says so and keeps trying.
    }
    send(form, address, body, 0);
  }

  // A form with errors, or a conflict, comes back as a page: take over its content.
  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const main = page.querySelector("main");
    if (!main) return location.reload();
    document.title = page.title;
    document.querySelector("main").replaceWith(main);
    prepare(main);
    const first = main.querySelector(".errors, [role=alert], .is-invalid") || main;
    if (!first.hasAttribute("tabindex")) first.setAttribute("tabindex", "-1");
    first.focus();
    window.scrollTo({ top: 0 });
  }

  let sending = false;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-keep]") || event.defaultPrevented) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    const submitter = event.submitter;
    const address = submitter?.getAttribute("formaction") || form.getAttribute("action") || location.href;
    send(form, address, bodyOf(form, submitter), 0).finally(() => (sending = false));
  });

  // --- Small helps ------------------------------------------------------------------------
  function showButton(input) {
    const button = element("button", say.show, {
      type: "button",
      class: "btn small line",
      "aria-controls": input.id,
      "aria-pressed": "false",
    });
    button.addEventListener("click", () => {
      const hidden = input.type === "password";
      input.type = hidden ? "text" : "password";
      button.textContent = hidden ? say.hide : say.show;
      button.setAttribute("aria-pressed", String(hidden));
    });
    input.after(button);
  }

  function guessZone(select) {
    if (select.value) return;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if ([...select.options].some((option) => option.value === zone)) select.value = zone;
  }

  function prepare(root) {
    root.querySelectorAll("input[type=password]").forEach(showButton);
    root.querySelectorAll("select[data-guess-zone]").forEach(guessZone);
  }

  // --- A warning before the session lies still for too long ---------------------------------
  function watchIdle() {
    const seconds = Number(document.body.dataset.idleSeconds);
    if (!seconds || seconds > 86400) return;
    setTimeout(() => {
      bar(say.soonSignedOut, say.stay, async () => {
        const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
        const body = new URLSearchParams({ csrfmiddlewaretoken: token });
        await fetch(document.body.dataset.stillHere, { method: "POST", body });
        hideBar();
        watchIdle();
      });
    }, (seconds - 120) * 1000);
  }

  // A page shown again from memory may be of someone who has signed out since.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.body.dataset.idleSeconds) location.reload();
  });

  prepare(document);
  watchIdle();
  document.querySelector(".errors")?.focus();
})();
