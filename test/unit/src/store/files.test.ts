import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { fileStore } from "../../../../src/store/files.ts";
import { storeContract } from "../../../contract/store.ts";

const home = mkdtempSync(join(tmpdir(), "migrate-store-"));
afterAll(() => rmSync(home, { recursive: true }));

describe("files", () => storeContract(async () => fileStore(home)));
