/** What a controller must know to speak for a switch: handed out once, kept on the host as its sha256 alone. */

/** Loaded with the first switch: it takes as long as a tenth of a whole step that arms none. */
const crypto = (): Promise<typeof import("node:crypto")> => import("node:crypto");

export async function newNonce(): Promise<string> {
  return (await crypto()).randomBytes(32).toString("base64url");
}

/** Lower-case hex. @param bytes of chance. */
export async function randomHex(bytes: number): Promise<string> {
  return (await crypto()).randomBytes(bytes).toString("hex");
}

/** sha256, lower-case hex. */
export async function digestOf(nonce: string): Promise<string> {
  return (await crypto()).createHash("sha256").update(nonce).digest("hex");
}

/** @param known digests, none or more. Takes the same time whichever it is. */
export async function isNonce(given: string, known: readonly string[]): Promise<boolean> {
  const { timingSafeEqual } = await crypto();
  const digest = Buffer.from(await digestOf(given), "hex");
  return known.filter((each) => timingSafeEqual(digest, Buffer.from(each, "hex"))).length > 0;
}
