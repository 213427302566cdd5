// Opens a SMART Health Link with an implementation that is not ours and prints what it found.
// node open_link.mjs LINK [PASSCODE] [LONGEST FILE TO EMBED]
import { SHLViewer } from "kill-the-clipboard";

const [shlinkURI, passcode, longest] = process.argv.slice(2);
try {
  const viewer = new SHLViewer({ shlinkURI });
  const { fhirResources } = await viewer.resolveSHL({
    recipient: "The day clinic",
    ...(passcode ? { passcode } : {}),
    ...(longest ? { embeddedLengthMax: Number(longest) } : {}),
  });
  const { label, isLongTerm, requiresPasscode } = viewer.shl;
  console.log(JSON.stringify({ label, isLongTerm, requiresPasscode, fhirResources }));
} catch (error) {
  console.log(JSON.stringify({ error: error.code ?? error.constructor.name }));
}
