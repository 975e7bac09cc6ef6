/** Completion for bash, zsh and fish. Pure. */
import { everyPage, type Page } from "./pages.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

export function completionScript(shell: Shell, root: Page): string {
  return { bash, zsh, fish }[shell](root);
}

/** Where runs are kept, as the store looks for them. */
const RUNS = `\${MIGRATE_STATE:-\${XDG_STATE_HOME:-$HOME/.local/state}/migrate}/runs`;

function wordsOf(page: Page): readonly string[] {
  return [
    ...page.children.map(({ name }) => name),
    ...page.options.flatMap(({ short, long }) => (short === null ? [long] : [short, long])),
    ...page.args.flatMap(({ choices }) => choices),
  ];
}

function takesRun(page: Page): boolean {
  return page.args.some(({ name }) => name === "run");
}

/** The longest command path among the words so far decides; files complete wherever nothing else does. */
function bash(root: Page): string {
  const cases = everyPage(root).map((page) => {
    const words = [...wordsOf(page), ...(page === root ? [] : root.options.map(({ long }) => long))].join(" ");
    const runs = takesRun(page) ? ` last $(ls "${RUNS}" 2>/dev/null)` : "";
    return `    "${page.path}") words="${words}${runs}" ;;`;
  });
  const paths = everyPage(root)
    .filter((page) => page !== root)
    .map(({ path }) => `"${path}"`);
  return `# bash completion for migrate. Load it with: source <(migrate completion bash)
_migrate() {
  local current=\${COMP_WORDS[COMP_CWORD]} path=migrate words= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
      ${paths.join("|")}) path="$path $word" ;;
    esac
  done
  case $path in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -o bashdefault -F _migrate migrate
`;
}

function zsh(root: Page): string {
  const cases = everyPage(root).map((page) => {
    const entries = [
      ...page.children.map(({ name, about }) => `${name}:${about}`),
      ...[...page.options, ...(page === root ? [] : root.options)].map(({ long, about }) => `${long}:${about}`),
      ...page.args.flatMap(({ choices }) => choices),
    ].map((entry) => `'${entry.replaceAll("'", "'\\''")}'`);
    const runs = takesRun(page) ? ` last \${(f)"$(ls "${RUNS}" 2>/dev/null)"}` : "";
    return `    '${page.path}') entries=(${entries.join(" ")}${runs}) ;;`;
  });
  const paths = everyPage(root)
    .filter((page) => page !== root)
    .map(({ path }) => `'${path}'`);
  return `#compdef migrate
# zsh completion for migrate. Load it with: source <(migrate completion zsh)
_migrate() {
  local path_so_far=migrate word
  local -a entries
  for word in "\${words[@]:1:$((CURRENT - 2))}"; do
    case "$path_so_far $word" in
      ${paths.join("|")}) path_so_far="$path_so_far $word" ;;
    esac
  done
  case $path_so_far in
${cases.join("\n")}
  esac
  _describe 'migrate' entries
  _files
}
compdef _migrate migrate
`;
}

function fish(root: Page): string {
  const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const lines = everyPage(root).flatMap((page) => {
    const names = page.path.split(" ").slice(1);
    const siblings = page.children.map(({ name }) => name).join(" ");
    const seen = names.map((name) => `__fish_seen_subcommand_from ${name}`).join("; and ");
    const here =
      names.length === 0
        ? "__fish_use_subcommand"
        : page.children.length === 0
          ? seen
          : `${seen}; and not __fish_seen_subcommand_from ${siblings}`;
    const condition = `-n ${quote(here)}`;
    return [
      ...page.children.map(({ name, about }) => `complete -c migrate ${condition} -a ${name} -d ${quote(about)}`),
      ...page.options.map(({ short, long, value, about }) => {
        const flags = `${short === null ? "" : ` -s ${short.slice(1)}`} -l ${long.slice(2)}${value === null ? "" : " -r"}`;
        return `complete -c migrate${page === root ? "" : ` -n ${quote(seen)}`}${flags} -d ${quote(about)}`;
      }),
      ...page.args
        .flatMap(({ choices }) => choices)
        .map((choice) => `complete -c migrate ${condition} -a ${quote(choice)}`),
      ...(takesRun(page)
        ? [`complete -c migrate ${condition} -a ${quote(`last (ls "${fishRuns}" 2>/dev/null)`)}`]
        : []),
    ];
  });
  return `# fish completion for migrate. Load it with: migrate completion fish | source\n${lines.join("\n")}\n`;
}

const fishRuns =
  "(set -q MIGRATE_STATE; and echo $MIGRATE_STATE; or echo (set -q XDG_STATE_HOME; and echo $XDG_STATE_HOME; or echo $HOME/.local/state)/migrate)/runs";
