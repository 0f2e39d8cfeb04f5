import { csv } from "./csv";
import { github } from "./github";
import { html } from "./html";
import { json } from "./json";
import { junit } from "./junit";
import { markdown } from "./markdown";
import type { Format } from "./report";
import { sarif } from "./sarif";
import { text } from "./text";

export type FormatName = "text" | "json" | "sarif" | "junit" | "markdown" | "github" | "csv" | "html";

/** The forms of a report, by the names that `--format` knows. */
export const formats: Readonly<Record<FormatName, Format>> = { text, json, sarif, junit, markdown, github, csv, html };
