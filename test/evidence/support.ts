import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { judge, Resources, toResource } from "../../lib";
import type { RuleSetting } from "../../lib/decide/settings";

const folders: string[] = [];

/** A new folder with these files; objects are written as JSON. */
export function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), "stackward-evidence-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
  }
  return folder;
}

export const removeFolders = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
};

/** What a rule says of a Cloud Run service that runs these images: `outcome: message`, without the words that name the place. */
export function saidOf(rule: string, setting: RuleSetting, ...images: unknown[]): string[] {
  const type = "gcp:cloudrunv2/service:Service";
  const inputs = { template: { containers: images.map((image) => ({ image })) } };
  const stack = new Resources([toResource({ urn: `urn:pulumi:dev::shop::${type}::app`, type, inputs })]);
  return judge(stack, { only: [rule], rules: { [rule]: setting } }).map(({ outcome, message }) => `${outcome}: ${message.replace(/^`\S+` names /, "")}`);
}

export const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`;
