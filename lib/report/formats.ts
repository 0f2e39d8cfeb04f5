import { json } from "./json";
import type { Format } from "./report";
import { text } from "./text";

export type FormatName = "text" | "json";

/** The forms of a report, by the names that `--format` knows. */
export const formats: Readonly<Record<FormatName, Format>> = { text, json };
