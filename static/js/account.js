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

  document.querySelectorAll("input[type=password]").forEach(showButton);
})();
