import { imagesIn } from "../../lib/image";
import { toResource } from "../../lib/stack/stack";
import { UnknownValue } from "../../lib/stack/values";

/** The images of a resource as `at: text`, and at last where one isn't known yet. */
export function found(type: string, inputs: object, folder?: string): string[] {
  const resource = toResource({ urn: `urn:pulumi:dev::shop::${type}::app`, type, inputs: inputs as Record<string, unknown>, folder });
  const lines: string[] = [];
  try {
    for (const { at, text, use, partial, secret } of imagesIn(resource.type, resource.inputs, resource))
      lines.push(`${at}: ${text}${use === "run" ? "" : ` (${use})`}${partial ? " (partial)" : ""}${secret ? " (secret)" : ""}`);
  } catch (error) {
    if (!(error instanceof UnknownValue)) throw error;
    lines.push(error.message);
  }
  return lines;
}
