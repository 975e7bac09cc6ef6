/** The commands as a page of the documentation. Pure. */
import { EXITS, FILES } from "./facts.ts";
import { everyPage, type OptionLine, type Page, usageOf } from "./pages.ts";

export function commandReference(root: Page): string {
  const commands = everyPage(root).filter((page) => page !== root && page.children.length === 0);
  return `# Commands

Generated from the commands themselves by \`npm run generate\`; \`migrate COMMAND --help\` says the same.

## Options of every command

${optionTable(root.options)}

${commands.map(commandSection).join("\n\n")}

## Exit codes

| code | meaning |
|---|---|
${EXITS.map(({ code, meaning }) => `| ${code} | ${meaning} |`).join("\n")}

## Files

| path | what |
|---|---|
${FILES.map(({ path, about }) => `| \`${path}\` | ${about} |`).join("\n")}
`;
}

function commandSection(page: Page): string {
  const args = page.args.filter(({ about }) => about !== "").map(({ name, about }) => `- \`${name}\`: ${about}`);
  return [
    `## ${page.path}`,
    `\`${usageOf(page)}\``,
    page.about === "" ? [] : `${page.about[0]!.toUpperCase()}${page.about.slice(1)}.`,
    args.length === 0 ? [] : args.join("\n"),
    page.options.length === 0 ? [] : optionTable(page.options),
  ]
    .flat()
    .join("\n\n");
}

function optionTable(options: readonly OptionLine[]): string {
  const rows = options.map(({ short, long, value, about }) => {
    const flags = [short, long].filter((flag) => flag !== null).join(", ");
    return `| \`${flags}${value === null ? "" : ` ${value}`}\` | ${about.replaceAll("|", "\\|")} |`;
  });
  return `| option | what it does |\n|---|---|\n${rows.join("\n")}`;
}
