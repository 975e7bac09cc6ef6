/** Commands of Nagios (`define command`) and Icinga 2 (`object CheckCommand`) with -6: plugins that take it ask over IPv6 alone. Pure. */

export type Edited = { readonly text: string; readonly changed: readonly string[] } | { readonly cannot: string };

export function withDash6(text: string, commands: readonly string[]): Edited {
  let edited = text;
  const changed: string[] = [];
  for (const name of commands) {
    const next = inNagios(edited, name) ?? inIcinga(edited, name);
    if (next === null) return { cannot: `there is no command ${name}` };
    if (next !== edited) changed.push(name);
    edited = next;
  }
  return { text: edited, changed };
}

/** `command_line $USER1$/check_http -I $HOSTADDRESS$`: after the plugin. Null: not defined here. */
function inNagios(text: string, name: string): string | null {
  const blocks = [...text.matchAll(/define\s+command\s*\{[^}]*\}/g)];
  const block = blocks.find(([body]) => new RegExp(`^\\s*command_name\\s+${escaped(name)}\\s*$`, "m").test(body));
  if (block === undefined) return null;
  const after = block[0].replace(
    /^(\s*command_line\s+)(\S+)(.*)$/m,
    (_, key: string, plugin: string, rest: string) => `${key}${plugin}${dashed(rest)}`,
  );
  return text.slice(0, block.index) + after + text.slice(block.index + block[0].length);
}

/** `command = [ PluginDir + "/check_http" ]`: another word in the list. */
function inIcinga(text: string, name: string): string | null {
  const head = new RegExp(`object\\s+CheckCommand\\s+"${escaped(name)}"`).exec(text);
  if (head === null) return null;
  const list = /(command\s*=\s*\[)([^\]]*)(\])/g;
  list.lastIndex = head.index;
  const found = list.exec(text);
  if (found === null) return null;
  const [whole, open, words, close] = found as unknown as [string, string, string, string];
  if (/"(-6|--use-ipv6)"/.test(words)) return text;
  const six = words.includes('"-4"')
    ? words.replace('"-4"', '"-6"')
    : `${words.trimEnd()}, "-6"${/\s*$/.exec(words)![0]}`;
  return text.slice(0, found.index) + open + six + close + text.slice(found.index + whole.length);
}

function dashed(rest: string): string {
  if (/(^|\s)(-6|--use-ipv6)(\s|$)/.test(rest)) return rest;
  const four = /(^|\s)(-4|--use-ipv4)(?=\s|$)/;
  return four.test(rest) ? rest.replace(four, "$1-6") : ` -6${rest}`;
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
