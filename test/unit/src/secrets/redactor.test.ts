import { describe, expect, it } from "vitest";
import { REDACTED, Redactor } from "../../../../src/secrets/redactor.ts";

function knowing(...values: string[]): Redactor {
  const redactor = new Redactor();
  for (const value of values) redactor.learn(value);
  return redactor;
}

const SECRET = 'p@ss "w0rd\\/+';

describe("a secret it was told", () => {
  it.each([
    ["as it is", SECRET],
    ["in JSON", JSON.stringify({ x: SECRET })],
    ["in JSON within JSON", JSON.stringify({ y: JSON.stringify({ x: SECRET }) })],
    ["in a URL", `https://example.test/?q=${encodeURIComponent(SECRET)}`],
    ["in base64", Buffer.from(SECRET).toString("base64")],
    ["more than once", `${SECRET} and ${SECRET}`],
  ])("is taken out %s", (_, text) => {
    const redactor = knowing(SECRET, "unrelated.$^");
    const clean = redactor.text(text);
    expect(clean).toContain(REDACTED);
    expect(clean).not.toContain("w0rd");
  });

  it("is taken out whole where another is its beginning", () => {
    expect(knowing("hunter", "hunter22").text("it is hunter22.")).toBe(`it is ${REDACTED}.`);
  });

  it("of several lines is taken out line by line", () => {
    const key = "-----BEGIN KEY-----\nAAAAAAAAAAAAAAAAAAAA\nBBBB\n-----END KEY-----";
    expect(knowing(key).known("x AAAAAAAAAAAAAAAAAAAA y")).toBe(`x ${REDACTED} y`);
  });

  it("that is a URL is known by its path, its query and its password, and not by its host", () => {
    const redactor = knowing("https://me:s3cr3t@hooks.example.test/services/T0/B1/xyzzy?sig=abcdefgh");
    expect(redactor.text("POST /services/T0/B1/xyzzy?sig=abcdefgh")).toBe(`POST ${REDACTED}`);
    expect(redactor.text("password s3cr3t")).toBe(`password ${REDACTED}`);
    expect(redactor.text("connect to hooks.example.test failed")).toBe("connect to hooks.example.test failed");
  });

  it("is taken out of keys and values, however deep", () => {
    const clean = knowing("sesame").deep({ "open sesame": [{ because: ["it said sesame"] }], count: 1, none: null });
    expect(clean).toEqual({ [`open ${REDACTED}`]: [{ because: [`it said ${REDACTED}`] }], count: 1, none: null });
  });

  it("of fewer than four characters is part of too many words", () => {
    expect(knowing("db1", "").text("db1 is up")).toBe("db1 is up");
  });
});

describe("what looks like a secret", () => {
  const redactor = new Redactor();
  it.each([
    ["postgres://app:s3cr3t@db.example/x", `postgres://app:${REDACTED}@db.example/x`],
    ["Authorization: Bearer abc.def", `Authorization: Bearer ${REDACTED}`],
    ["PGPASSWORD=s3cr3t psql", `PGPASSWORD=s3cr3t psql`.replace("s3cr3t", REDACTED)],
    ["db_password: 's3cr3t'", `db_password: '${REDACTED}'`],
    ["?api_key=s3cr3t&x=1", `?api_key=${REDACTED}&x=1`],
    ['{"token":"s3cr3t"}', `{"token":"${REDACTED}"}`],
    [
      "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----",
      `-----BEGIN PRIVATE KEY----- ${REDACTED}`,
    ],
  ])("%j is redacted", (text, clean) => expect(redactor.text(text)).toBe(clean));

  it.each([
    "http://[2001:db8::1]:8080/healthz",
    "sudo asks for a password",
    "tokens: 3 of them",
    "64:ff9b::/96",
    "ssh://git@host/x",
  ])("%j is left alone", (text) => expect(redactor.text(text)).toBe(text));

  it("a value that stands apart from its name", () => {
    expect(redactor.deep({ db: { password: "x", user: "y" } })).toEqual({ db: { password: REDACTED, user: "y" } });
  });
});

describe("what only says where a secret is", () => {
  it.each(["password: {env: NAME}", 'password: {"file":"/etc/pw"}', "become: {method: sudo, password: {cmd: [pass]}}"])(
    "is left: %s",
    (text) => expect(new Redactor().text(text)).toBe(text),
  );
});
