/** One word of a POSIX shell command, quoted so that nothing in it means anything. */
export function quote(word: string): string {
  return /^[A-Za-z0-9_./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

export function command(argv: readonly string[]): string {
  return argv.map(quote).join(" ");
}
