import type { Stack } from "../stack/stack";

/** A stack to judge, and where it came from. */
export interface Source {
  /** The path as the user gave it; `-` for standard input. */
  readonly source: string;
  /** Where a program's files are, from the current directory; only known of a program. */
  readonly folder?: string;
  readonly project: string;
  readonly stack: string;
  readonly resources: Stack;
  /** What couldn't be read or judged, a line each; the rest is. */
  readonly warnings: readonly string[];
}

/** An input that can't be judged; the message names the file and the place. The user's mistake, never ours. */
export class InputError extends Error {}

export interface SourceOptions {
  /** The stack whose configuration a program gets. */
  readonly stack?: string;
  /** How long a program may run, in milliseconds. */
  readonly timeout?: number;
  /** Gets what a program prints. */
  readonly onOutput?: (text: string) => void;
  /** What `-` stands for; the process's own by default. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}
