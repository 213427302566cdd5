// Shows pages, {address: HTML} on its input, to html-validate, and prints what it finds wrong: each
// fault with the places where it is.
import { text } from "node:stream/consumers";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const rules = {
  // A label says of which field it is even where it holds it: some voice control reads only that.
  "no-redundant-for": "off",
  // A button without a type sends its form, as all of ours are meant to.
  "no-implicit-button-type": "off",
  // A named box that scrolls is a region for whoever reads by landmarks, and no part of an outline.
  "prefer-native-element": ["error", { exclude: ["region"] }],
};
const judge = new HtmlValidate(
  new StaticConfigLoader({ extends: ["html-validate:standard", "html-validate:a11y"], rules }),
);
const found = {};
for (const [address, page] of Object.entries(JSON.parse(await text(process.stdin)))) {
  const { results } = judge.validateStringSync(page, address);
  for (const { ruleId, message, line } of results.flatMap((result) => result.messages)) {
    (found[`${ruleId}: ${message}`] ??= []).push(`${address}:${line}`);
  }
}
console.log(JSON.stringify(found));
