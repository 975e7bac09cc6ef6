/** Operator mistakes: collected with positions, never thrown. */

export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** Stable, kebab-case: `unknown-key`, `not-yet`, … */
  readonly code: string;
  readonly file: string;
  /** 1-based; 0 where the file as a whole is meant. */
  readonly line: number;
  /** 1-based; 0 where the line or the file as a whole is meant. */
  readonly col: number;
  readonly message: string;
  readonly hint?: string;
}

export interface Position {
  readonly file: string;
  readonly line: number;
  readonly col: number;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === "error");
}

/** In order of file (as first met), line, column; the same words at the same place are said once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const order = new Map<string, number>();
  for (const { file } of diagnostics) if (!order.has(file)) order.set(file, order.size);
  const seen = new Set<string>();
  return diagnostics
    .filter((d) => {
      const key = `${d.file}\0${d.line}\0${d.col}\0${d.message}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => order.get(a.file)! - order.get(b.file)! || a.line - b.line || a.col - b.col);
}

/** `file:line:col: error: message [code]`, and the hint on a line of its own. */
export function formatDiagnostic(d: Diagnostic): string {
  const place = d.line === 0 ? d.file : d.col === 0 ? `${d.file}:${d.line}` : `${d.file}:${d.line}:${d.col}`;
  const first = `${place}: ${d.severity}: ${d.message} [${d.code}]`;
  return d.hint === undefined ? first : `${first}\n    ${d.hint}`;
}
