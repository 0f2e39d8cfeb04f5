import { closeSync, openSync, readSync } from "node:fs";
import { readDocuments, told } from "../evidence/files";
import type { Node } from "../evidence/node";
import { kindOf } from "../source/kind";
import { InputError } from "../source/source";
import { properties } from "./names";
import type { UsedPart } from "./part";

/** Whether a file seems to be a CycloneDX document, by its beginning. */
export function isBom(file: string): boolean {
  const beginning = Buffer.alloc(4096);
  try {
    const descriptor = openSync(file, "r");
    const length = readSync(descriptor, beginning);
    closeSync(descriptor);
    return /"bomFormat"\s*:\s*"CycloneDX"/.test(beginning.toString("utf8", 0, length));
  } catch {
    return false;
  }
}

/**
 * The parts in a bill of materials, of ours or another's, as CycloneDX in JSON.
 * @throws InputError
 */
export function readBom(file: string): readonly UsedPart[] {
  const { documents } = readDocuments(file);
  return told(file, () => {
    const [document] = documents;
    if (document?.peek("bomFormat") !== "CycloneDX")
      throw new InputError(`it isn't a bill of materials (\`stackward bom\`); it seems to be ${kindOf(document?.value)}`);
    return document.at("components").list.map(partOf);
  });
}

function partOf(component: Node): UsedPart {
  const values = (name: string) =>
    component.at("properties").list.flatMap((property) => (property.at("name").text === name ? (property.at("value").text ?? []) : []));
  const hash = component.at("hashes").list.find((each) => each.at("alg").text === "SHA-256");
  const [kind = component.at("type").required] = values(properties.kind);
  return {
    kind,
    name: [component.at("group").text, component.at("name").required].filter(Boolean).join("/"),
    version: component.at("version").text,
    digest: hash && `sha256:${hash.at("content").required}`,
    usedBy: values(properties.usedBy),
  };
}
