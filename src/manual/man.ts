/** migrate(1) as roff for `man`. Pure. */
import { type ExitLine, FILES } from "./facts.ts";
import { everyPage, type OptionLine, type Page, usageOf } from "./pages.ts";

export function manPage(root: Page, exits: readonly ExitLine[], version: string): string {
  const commands = everyPage(root).filter((page) => page !== root && page.children.length === 0);
  return [
    `.TH MIGRATE 1 "" "migrate ${roff(version)}" "User Commands"`,
    `.SH NAME\nmigrate \\- ${roff(root.about.replace(/\.$/, ""))}`,
    ".SH SYNOPSIS\n.B migrate\n[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]",
    `.SH OPTIONS\n${root.options.map(optionText).join("\n")}`,
    `.SH COMMANDS\n${commands.map(commandText).join("\n")}`,
    `.SH EXIT STATUS\n${exits.map(({ code, meaning }) => `.TP\n.B ${code}\n${roff(meaning)}`).join("\n")}`,
    `.SH FILES\n${FILES.map(({ path, about }) => `.TP\n.I ${roff(path)}\n${roff(about)}`).join("\n")}`,
    "",
  ].join("\n");
}

function commandText(page: Page): string {
  const args = page.args.filter(({ about }) => about !== "");
  return [
    `.SS "${roff(usageOf(page))}"\n${roff(sentence(page.about))}`,
    ...args.map(({ name, about }) => `.TP\n.I ${roff(name)}\n${roff(about)}`),
    ...page.options.map(optionText),
  ].join("\n");
}

function optionText({ short, long, value, about }: OptionLine): string {
  const flags = [short, long].filter((flag) => flag !== null).join(", ");
  return `.TP\n.B ${roff(flags)}${value === null ? "" : ` ${roff(value)}`}\n${roff(about)}`;
}

function sentence(text: string): string {
  return text === "" ? "" : `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

/** A backslash, a hyphen that is one, and a dot or quote at the start of a line mean something to roff. */
function roff(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^([.'])/gm, "\\&$1");
}
