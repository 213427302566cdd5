// The pages of an account: passwords and passkeys.
"use strict";

(function () {
  const say = JSON.parse(document.getElementById("script-words").textContent);

  function element(tag, words, attributes) {
    const made = document.createElement(tag);
    made.textContent = words;
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  }

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

  // The passkey has a form of its own; the question about the device is asked once, in the other.
  document.getElementById("mfa_login")?.addEventListener("formdata", (event) => {
    if (document.getElementById("id_remember")?.checked) event.formData.set("remember", "on");
  });

  // A new passkey's form is sent by allauth's script, once the device has said yes; Enter is its button.
  document.getElementById("mfa_webauthn_add")?.addEventListener("click", (event) => event.preventDefault());

  // --- Why a passkey cannot work ------------------------------------------------------------
  const buttons = "#passkey_login, #mfa_webauthn_add, #mfa_webauthn_authenticate, #mfa_webauthn_reauthenticate";
  const isNumbers = /^[\d.]+$|^\[/.test(location.hostname);

  function tell(words) {
    document.getElementById("passkey_why")?.remove();
    document.querySelector(buttons)?.after(element("p", words, { class: "error", role: "alert", id: "passkey_why" }));
  }

  // Before allauth's script hears of the press.
  document.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest?.(buttons)) return;
      document.getElementById("passkey_why")?.remove();
      if (window.PublicKeyCredential && !isNumbers) return;
      event.preventDefault();
      event.stopPropagation();
      tell(isNumbers ? say.keyNoName : say.keyNoWay);
    },
    true,
  );

  // Cancelled, too late, or no answer: allauth's script tells nobody but us.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    tell(say.keyNotUsed);
  });

  document.querySelectorAll("input[type=password]").forEach(showButton);
})();
