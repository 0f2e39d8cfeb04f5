import { isRecord } from "../stack/values";
import { Collector } from "./collect";
import type { Json } from "./json";
import type { Source } from "./source";
import { isManaged } from "./state";

const vanishing = new Set(["delete", "delete-replaced", "discard", "discard-replaced", "read-discard", "remove-pending-replace"]);
const keysOfEmptyPreview = ["changeSummary", "diagnostics", "duration"];

/** A stack as `pulumi preview --json` foresees it; undefined if the document isn't one. */
export function readPreview(source: string, { document, elements }: Json): Source | undefined {
  if (!isRecord(document)) return undefined;
  const isPreview = Array.isArray(document.steps) || (!("steps" in document) && keysOfEmptyPreview.some((key) => key in document));
  if (!isPreview) return undefined;
  const collector = new Collector(source);
  let index = 0;
  for (const step of elements((document.steps ?? []) as unknown[])) addStep(collector, step, `steps[${index++}]`);
  for (const diagnostic of Array.isArray(document.diagnostics) ? document.diagnostics : []) addDiagnostic(collector, diagnostic);
  return collector.finish();
}

/** A stack as the engine's events describe it, one JSON document a line; undefined if the documents aren't events. */
export function readEvents(source: string, events: readonly unknown[]): Source | undefined {
  if (!events.every((event) => isRecord(event) && "sequence" in event)) return undefined;
  const collector = new Collector(source);
  for (const [index, event] of (events as Record<string, unknown>[]).entries()) {
    const step = event.resourcePreEvent ?? event.resOutputsEvent;
    const metadata = isRecord(step) ? step.metadata : undefined;
    if (isRecord(metadata)) addStep(collector, { ...metadata, newState: metadata.new, oldState: metadata.old }, `line ${index + 1}`);
    if (isRecord(event.diagnosticEvent)) addDiagnostic(collector, event.diagnosticEvent);
  }
  return collector.finish();
}

function addStep(collector: Collector, step: unknown, place: string): void {
  const { op, urn, newState, oldState } = isRecord(step) ? step : {};
  if (op === "delete" && typeof urn === "string") collector.remove(urn);
  if (vanishing.has(op as string)) return;
  const state = newState ?? oldState;
  if (!isRecord(state)) collector.warn(`${place}: this step has no \`newState\``);
  else if (isManaged(state)) collector.add({ urn, ...state }, `${place}.newState`);
}

/** Where a preview failed, the stack isn't all that the program describes. */
function addDiagnostic(collector: Collector, diagnostic: unknown): void {
  if (isRecord(diagnostic) && diagnostic.severity === "error") collector.warn(`the preview failed: ${String(diagnostic.message).trim().split("\n")[0]}`);
}
