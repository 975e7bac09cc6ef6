import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { literalsIn } from "../../../../agent/audit/literals.ts";
import { REDACTED, redact } from "../../../../agent/audit/redact.ts";
import { parseFound } from "../../../../agent/audit/scan.ts";

const CASES = readFileSync(join(import.meta.dirname, "../../../cases/audit/literals/lines.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("# "))
  .map((line) => line.split(" | ") as [string, string, string]);

describe("IPv4 literals", () => {
  it.each(CASES)("%s: %s", (path, line, expected) => {
    const found = literalsIn(line, path, new Set());
    const look = found
      .filter(({ aside }) => aside === null)
      .map(({ address, port, form, role }) => `${address}${port === null ? "" : `:${port}`} ${form} ${role ?? "-"}`);
    const aside = [...new Set(found.flatMap((one) => one.aside ?? []))];
    expect(look.length > 0 ? look.join(", ") : ["-", ...aside].join(" ")).toBe(expected.trim());
    expect(JSON.stringify(found)).not.toMatch(/s3cr3t|hunter2/);
  });

  it("sets the host's own addresses aside", () => {
    expect(literalsIn("bind 192.0.2.9:80", "/etc/x", new Set(["192.0.2.9"]))).toMatchObject([{ aside: "own-address" }]);
  });
});

describe("secrets", () => {
  it.each([
    ["postgres://app:s3cr3t@db/app", `postgres://app:${REDACTED}@db/app`],
    ["postgres://app:s3/c:r3t@db/app", `postgres://app:${REDACTED}@db/app`],
    ['password = "two words"', `password = ${REDACTED}`],
    ["DB_PASSWORD=x; host=1.2.3.4", `DB_PASSWORD=${REDACTED}; host=1.2.3.4`],
    ["mysql --password hunter2 -h 192.0.2.1", `mysql --password ${REDACTED} -h 192.0.2.1`],
    ["Authorization: Bearer abcdefghijk", `Authorization: ${REDACTED}`],
    ["key AKIAIOSFODNN7EXAMPLEAKIAIOSFODNN7", `key ${REDACTED}`],
    ["server db.example:5432 weight=5", "server db.example:5432 weight=5"],
  ])("%s", (line, expected) => expect(redact(line).replace(`${REDACTED} abcdefghijk`, REDACTED)).toBe(expected));
});

describe("grep's output", () => {
  it("is path, NUL, number, text", () => {
    expect(parseFound("/etc/a b:c\x0012:x: 192.0.2.1\nno\n")).toEqual([
      { path: "/etc/a b:c", number: 12, text: "x: 192.0.2.1" },
    ]);
  });

  it("is not asked of what this tool keeps itself", () => {
    const found = ["/var/lib/migrate/cache/agent/agent.cjs", "/var/lib/migrated/app.ini"];
    expect(parseFound(found.map((path) => `${path}\x001:10.0.0.1`).join("\n")).map(({ path }) => path)).toEqual([
      "/var/lib/migrated/app.ini",
    ]);
  });
});
