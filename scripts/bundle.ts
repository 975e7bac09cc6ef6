/** `npm run bundle`: build the agent into dist/agent/ and print what a host would get. */
import { gzipSync } from "node:zlib";
import { agentBundle } from "../src/transport/agent-bundle.ts";

const bundle = await agentBundle();
for (const file of bundle.files) {
  console.log(`${file.name}  ${file.bytes.length} bytes, ${gzipSync(file.bytes).length} gzipped`);
}
console.log(bundle.sha256);
