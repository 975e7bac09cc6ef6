/** The commands as data, read off the parser itself, so that help, completion, man page and reference cannot differ. Pure. */
import type { Argument, Command, Option } from "commander";

export interface OptionLine {
  /** `-f`, or null. */
  readonly short: string | null;
  /** `--forks`; `--no-color` for what is switched off. */
  readonly long: string;
  /** `<n>`, or null for a switch. */
  readonly value: string | null;
  readonly about: string;
  readonly choices: readonly string[];
}

export interface ArgumentLine {
  readonly name: string;
  readonly about: string;
  readonly required: boolean;
  readonly variadic: boolean;
  readonly choices: readonly string[];
}

export interface Page {
  /** `migrate`, `txn`, `undo`. */
  readonly name: string;
  /** `migrate txn undo`. */
  readonly path: string;
  readonly about: string;
  readonly args: readonly ArgumentLine[];
  readonly options: readonly OptionLine[];
  readonly children: readonly Page[];
}

export function pagesOf(command: Command, above = ""): Page {
  const name = command.name();
  const path = above === "" ? name : `${above} ${name}`;
  return {
    name,
    path,
    about: command.description(),
    args: command.registeredArguments.map(argumentLine),
    options: command.options.filter((option) => !option.hidden).map(optionLine),
    children: command.commands.filter((child) => child.name() !== "help").map((child) => pagesOf(child, path)),
  };
}

/** The page itself and everything below, in order. */
export function everyPage(page: Page): readonly Page[] {
  return [page, ...page.children.flatMap(everyPage)];
}

/** `migrate apply [options] <plan>` */
export function usageOf(page: Page): string {
  const words = page.args.map(({ name, required, variadic }) => {
    const word = variadic ? `${name}...` : name;
    return required ? `<${word}>` : `[${word}]`;
  });
  const command = page.children.length > 0 ? ["<command>"] : [];
  return [page.path, ...(page.options.length > 0 ? ["[options]"] : []), ...command, ...words].join(" ");
}

function argumentLine(argument: Argument): ArgumentLine {
  return {
    name: argument.name(),
    about: argument.description,
    required: argument.required,
    variadic: argument.variadic,
    choices: argument.argChoices ?? [],
  };
}

function optionLine(option: Option): OptionLine {
  const value = /[<[][^>\]]+[>\]]$/.exec(option.flags)?.[0] ?? null;
  return {
    short: option.short ?? null,
    long: option.long ?? option.flags,
    value,
    about: option.description,
    choices: option.argChoices ?? [],
  };
}
