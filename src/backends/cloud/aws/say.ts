/** What a look finds beside the differences. */
export interface Say {
  readonly refused: string[];
  readonly because: string[];
}
