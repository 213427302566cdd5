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
  let running = null; // the save that has no answer yet
  let next = null; // the last other press since then

  function bodyOf(form, submitter) {
    const body = new URLSearchParams();
    new FormData(form).forEach((value, name) => body.append(name, value));
    if (submitter?.name) body.append(submitter.name, submitter.value);
    return body;
  }

  // A proxy may answer in CareLog's place, whatever the status, and an answer may come in part.
  function isOurs(answer, page) {
    const isWhole = answer.status === 204 || /<main[^]*<\/html>\s*$/.test(page);
    return isWhole && answer.headers.has("X-CareLog");
  }

  function press(save) {
    if (!running) return send(save, 0);
    const isTheSame = save.address === running.address && String(save.body) === String(running.body);
    next = isTheSame ? null : save;
    running.again?.();
  }

  // The same form, sent to the same place later, says what the one without an answer is to say.
  function newest(save) {
    if (next?.form !== save.form || next.address !== save.address) return save;
    const newer = Object.assign(next, { leads: save.leads });
    next = null;
    return newer;
  }

  async function send(asked, attempt) {
    const save = (running = newest(asked));
    let answer, page;
    try {
      answer = await fetch(save.address, {
        method: "POST",
        body: save.body,
        headers: { "X-CareLog-Save": "1" },
        redirect: "manual",
        signal: AbortSignal.timeout ? AbortSignal.timeout(15000) : undefined,
      });
      page = await answer.text();
    } catch {
      return later(save, attempt);
    }
    if (answer.status >= 500 || !isOurs(answer, page)) return later(save, attempt);
    if (answer.headers.get("X-CareLog-Again")) {
      return wait(save, say.signedOut, () => refreshed(save), "/account/login/");
    }
    const leads = answer.headers.get("X-CareLog-Go");
    const pressed = next;
    running = next = null;
    if (pressed && (leads || pressed.form === save.form)) {
      // A changed answer leads where it leads; a press elsewhere must not hide what came of this one.
      pressed.leads = save.leads || (pressed.form === save.form ? null : leads);
      return send(pressed, 0);
    }
    hideBar();
    if (leads) return location.assign(save.leads || leads);
    show(page, save);
  }

  function wait(save, words, retry, link) {
    save.again = () => {
      save.again = null;
      retry();
    };
    bar(words, say.tryNow, () => save.again?.(), link);
  }

  function later(save, attempt) {
    const seconds = waits[Math.min(attempt, waits.length - 1)];
    const timer = setTimeout(() => save.again(), seconds * 1000);
    wait(save, say.notSaved, () => {
      clearTimeout(timer);
      send(save, attempt + 1);
    });
  }

  // After signing in again the form's token is old; a fresh page holds the new one.
  async function refreshed(asked) {
    const save = newest(asked);
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = await answer.text();
      const fresh = new DOMParser().parseFromString(page, "text/html");
      const token = fresh.querySelector("[name=csrfmiddlewaretoken]")?.value;
      if (token && isOurs(answer, page)) save.body.set("csrfmiddlewaretoken", token);
    } catch {
      // No answer yet: send() below says so and keeps trying.
    }
    send(save, 0);
  }

  // A form with errors, or a conflict, comes back as a page: take over its content.
  // A refusal does not: what was typed stays where it was typed, with the reason below.
  function show(html, save) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const main = page.querySelector("main");
    const reason = main.querySelector("[data-refused]")?.textContent;
    if (reason) return bar(`${say.refused} ${reason}`, say.tryNow, () => press(save));
    document.title = page.title;
    document.querySelector("main").replaceWith(main);
    prepare(main);
    const first = main.querySelector(".errors, [role=alert], [aria-invalid=true]") || main;
    if (!first.hasAttribute("tabindex")) first.setAttribute("tabindex", "-1");
    first.focus();
    window.scrollTo({ top: 0 });
  }

  // Beside a field: what keeps it from being saved, before anything is sent.
  function remark(field, words) {
    document.getElementById(`${field.id}_remark`)?.remove();
    if (!words) return;
    field.after(element("p", words, { class: "error", role: "alert", id: `${field.id}_remark` }));
  }

  // Nothing is cut: what is too long is said, as the server counts it.
  function countOf(field) {
    const more = [...field.value].length - field.dataset.most;
    remark(field, more > 0 ? say.tooMany.replace("{n}", more.toLocaleString("en")) : "");
  }

  document.addEventListener("input", (event) => {
    if (event.target.dataset.most) countOf(event.target);
    else if (event.target.type) remark(event.target, "");
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    // A date of which a part is missing would be sent as none at all.
    const halves = [...form.elements].filter((field) => field.validity?.badInput);
    halves.forEach((field) => remark(field, say.notWhole));
    halves[0]?.focus();
    if (halves.length) return event.preventDefault();
    if (!form.matches("form[data-keep]") || event.defaultPrevented) return;
    event.preventDefault();
    const submitter = event.submitter;
    const address = submitter?.getAttribute("formaction") || form.getAttribute("action") || location.href;
    press({ form, address, body: bodyOf(form, submitter) });
  });

  // --- Small helps ------------------------------------------------------------------------
  function guessZone(select) {
    if (select.value) return;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if ([...select.options].some((option) => option.value === zone)) select.value = zone;
  }

  // A link to hand over: Copy and Share stand there where the browser can do them.
  function passOn(box) {
    const input = box.querySelector("input");
    const acts = {
      copy: navigator.clipboard && (() => navigator.clipboard.writeText(input.value)),
      share: navigator.share && (() => navigator.share({ text: input.value })),
    };
    box.querySelectorAll("button").forEach((button) => {
      const act = acts[button.value];
      if (!act) return;
      button.parentElement.hidden = false;
      button.addEventListener("click", async () => {
        try {
          await act();
          box.querySelector("[role=status]").textContent = button.dataset.done || "";
        } catch {
          input.select(); // refused: it can still be copied by hand
        }
      });
    });
  }

  // On the drawing, too, one sees which place of its list the keyboard is on.
  function markPlace(event) {
    document.querySelector(".region.at")?.classList.remove("at");
    if (!event.target.matches(".body-list input:focus-visible")) return;
    document.querySelector(`.region[for="${event.target.id}"]`)?.classList.add("at");
  }
  document.addEventListener("focusin", markPlace);

  // The menu closes with Esc, and the keyboard is back where it was opened.
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  function prepare(root) {
    root.querySelectorAll("select[data-guess-zone]").forEach(guessZone);
    root.querySelectorAll("[data-pass-on]").forEach(passOn);
  }

  // --- A warning before the session lies still for too long ---------------------------------
  function watchIdle() {
    const seconds = Number(document.body.dataset.idleSeconds);
    if (!seconds || seconds > 86400) return;
    setTimeout(() => {
      bar(say.soonSignedOut, say.stay, async () => {
        const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
        const body = new URLSearchParams({ csrfmiddlewaretoken: token });
        const answer = await fetch(document.body.dataset.stillHere, { method: "POST", body }).catch(() => null);
        if (answer?.status !== 204 || !isOurs(answer)) return; // what it says still holds
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
