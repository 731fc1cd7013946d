// Holds the SARIF that `enact check` prints against the published schema of SARIF 2.1.0, over every example of a wrong document
// and the sample papers: so every check that there is has a finding in it.
//
//   node sarif.mjs --program FILE

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const program = process.argv[process.argv.indexOf("--program") + 1];

const published = join(dirname(require.resolve("@microsoft/jest-sarif")), "schemas", "sarif-2.1.0-rtm.5.json");
const ajv = new Ajv({ schemaId: "auto", allErrors: true, logger: false, unknownFormats: "ignore" });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const valid = ajv.compile(JSON.parse(readFileSync(published, "utf8")));

const folder = (name, fits) => readdirSync(join(root, "golden", name)).filter(fits).map((file) => join("golden", name, file));
const files = [
  ...folder("checks", (file) => file.endsWith("-wrong.txt")),
  ...folder("papers", (file) => file.endsWith(".txt")),
];
const ran = spawnSync(program, ["check", ...files, "--format", "sarif"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
if (ran.status === 2 || ran.status === null) {
  console.error(ran.stderr);
  process.exit(1);
}
const log = JSON.parse(ran.stdout);
const results = log.runs[0].results.length;
if (results < files.length / 2) {
  console.error(`only ${results} findings in ${files.length} files`);
  process.exit(1);
}
if (!valid(log)) {
  for (const error of valid.errors.slice(0, 20)) console.error(`${error.dataPath} ${error.message}`);
  process.exit(1);
}
console.log(`SARIF: ${results} findings in ${files.length} files fit the published schema`);
