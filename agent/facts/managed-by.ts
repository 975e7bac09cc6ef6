/** Files that somebody else writes: an edit would be undone at their next run. Known by the header they leave, and cloud-init's by their names. */

const HEADERS: readonly (readonly [RegExp, string])[] = [
  [/\bpuppet\b/i, "Puppet"],
  [/\b(generated|managed|maintained|dropped off)\b.*\bchef\b|\bchef\b.*\b(generated|managed)\b/i, "Chef"],
  [/\bansible[ _-]?managed\b|\bmanaged by ansible\b|\bsystem_role:|\brole:network\b/i, "Ansible"],
  [/\b(managed|generated|maintained) by salt(stack)?\b|\bsalt managed\b/i, "Salt"],
  [/\b(managed|generated|maintained) by cfengine\b/i, "CFEngine"],
  [
    /generated from information provided by the datasource|\bcreated by cloud-init\b|\bcloud-init\b.*\b(generated|written)\b/i,
    "cloud-init",
  ],
];
const CLOUD_INIT_NAMES =
  /\/(50-cloud-init(\.ya?ml|\.cfg)?|10-cloud-init-[^/]+\.network|cloud-init-[^/]+\.nmconnection)$/;
/** A header stands at the top. */
const LINES = 15;

/** @returns who writes this file, null for nobody known. */
export function managedBy(path: string, text: string): string | null {
  if (CLOUD_INIT_NAMES.test(path)) return "cloud-init";
  const head = text
    .split("\n", LINES)
    .filter((line) => /^\s*[#;!]/.test(line))
    .join("\n");
  return HEADERS.find(([pattern]) => pattern.test(head))?.[1] ?? null;
}
