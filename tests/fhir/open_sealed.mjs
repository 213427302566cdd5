// Opens the files of a health link, {key, files} on its input, within the limits that two versions
// of jose have by default, and prints how long each is inflated.
import { text } from "node:stream/consumers";
import { base64url, compactDecrypt } from "jose";
import { compactDecrypt as decryptBefore } from "jose-v4";

const { key, files } = JSON.parse(await text(process.stdin));
const found = [];
for (const sealed of files) {
  for (const decrypt of [compactDecrypt, decryptBefore]) {
    found.push((await decrypt(sealed, base64url.decode(key))).plaintext.length);
  }
}
console.log(JSON.stringify(found));
