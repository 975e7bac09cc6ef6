// Generated from schemas/ by `npm run generate`. Do not edit.

/**
 * What --settings names: options of every command, for whoever would type them each time. The command line wins, then MIGRATE_*, then these.
 */
export interface SettingsFile {
  /**
   * Format version.
   */
  settings: 1;
  /**
   * Inventory instead of the plan's; relative paths from the folder of these settings.
   *
   * @minItems 1
   */
  inventory?: [string, ...string[]];
  /**
   * How many hosts are worked on at a time.
   */
  forks?: number;
  /**
   * NDJSON on standard output.
   */
  json?: boolean;
  /**
   * false: no colours.
   */
  color?: boolean;
  /**
   * false: never ask.
   */
  input?: boolean;
  /**
   * Only what failed and how it ended.
   */
  quiet?: boolean;
  /**
   * As many as -v on the command line.
   */
  verbose?: number;
  /**
   * Where runs are kept; a relative path from the folder of these settings.
   */
  state?: string;
  /**
   * A PostgreSQL that several machines share.
   */
  store?: string;
}
