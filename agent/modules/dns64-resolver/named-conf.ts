/** BIND's configuration, read only as far as its `options` block. Everything else stays as it is. Pure. */

/** A statement of the block, from its first word to past its semicolon. */
interface Statement {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

interface Options {
  /** Just past the opening brace, and at the closing one. */
  readonly from: number;
  readonly to: number;
  readonly statements: readonly Statement[];
}

const SET_ASIDE = "// migrate: ";

/** Files that others are included from, as written. */
export function includesOf(text: string): string[] {
  return statementsIn(text, 0, text.length).flatMap(({ word, from, to }) => {
    const path = /^include\s+"([^"]+)"/.exec(text.slice(from, to))?.[1];
    return word === "include" && path !== undefined ? [path] : [];
  });
}

/** The `options` block of this very file. */
export function optionsOf(text: string): Options | null {
  const found = statementsIn(text, 0, text.length).find(({ word }) => word === "options");
  if (found === undefined) return null;
  const blank = blanked(text);
  const from = blank.indexOf("{", found.from) + 1;
  const to = blank.lastIndexOf("}", found.to);
  return { from, to, statements: statementsIn(text, from, to) };
}

/** Words the block has statements for. */
export function optionWords(text: string): string[] {
  return (optionsOf(text)?.statements ?? []).map(({ word }) => word);
}

/**
 * Put an include at the end of the block and set statements aside that it decides: each of their lines becomes a comment.
 * @returns null where such a statement shares a line with something else.
 */
export function withInclude(text: string, path: string, decided: readonly string[]): string | null {
  const options = optionsOf(text);
  if (options === null)
    return `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}options {\n\tinclude "${path}";\n};\n`;
  const include = `include "${path}";`;
  const has = options.statements.some(({ from, to }) => text.slice(from, to) === include);
  let result = text;
  if (!has) {
    const before = result.slice(0, options.to);
    result = `${before}${before.endsWith("\n") ? "" : "\n"}\t${include}\n${result.slice(options.to)}`;
  }
  for (const { from, to } of [...options.statements].filter(({ word }) => decided.includes(word)).reverse()) {
    const begin = result.lastIndexOf("\n", from - 1) + 1;
    const end = result.indexOf("\n", to);
    if (end < 0 || result.slice(begin, from).trim() !== "" || !/^\s*(\/\/.*|#.*)?$/.test(result.slice(to, end)))
      return null;
    const lines = result.slice(begin, end).split("\n");
    result = `${result.slice(0, begin)}${lines.map((line) => `${SET_ASIDE}${line}`).join("\n")}${result.slice(end)}`;
  }
  return result;
}

/** Statements between two places that lie in no inner block. */
function statementsIn(text: string, from: number, to: number): Statement[] {
  const blank = blanked(text);
  const statements: Statement[] = [];
  let depth = 0;
  let start = -1;
  for (let at = from; at < to; at++) {
    const character = blank[at]!;
    if (start < 0 && !/\s/.test(character)) start = at;
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    if (character !== ";" || depth > 0 || start < 0) continue;
    statements.push({ word: /^[\w-]+/.exec(text.slice(start))?.[0] ?? "", from: start, to: at + 1 });
    start = -1;
  }
  return statements;
}

/** The same length, with comments and what stands in quotation marks made of spaces and dots. */
function blanked(text: string): string {
  return text.replace(/"[^"]*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*|#[^\n]*/g, (part) =>
    part.replace(/[^\n]/g, part.startsWith('"') ? "." : " "),
  );
}
