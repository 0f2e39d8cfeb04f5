import { basename, isAbsolute, join, relative, sep } from "node:path";
import type { Exempted } from "../decide/exemptions";
import type { Finding } from "../decide/finding";
import type { StackReport } from "./report";
import { printable } from "./style";

/** A stack's findings with their positions from the current directory, where code hosts and editors find the files. */
export const located = ({ folder = "", findings }: StackReport): readonly Finding[] =>
  findings.map((finding) => {
    const { position } = finding;
    return position
      ? { ...finding, position: { ...position, file: fromHere(isAbsolute(position.file) ? position.file : join(folder, position.file)) } }
      : finding;
  });

/** The file to name for a finding that has no position: the program's own, or what the stack was read from. */
export const fallbackFile = ({ folder, source }: StackReport): string =>
  folder !== undefined || source === "-" ? fromHere(join(folder ?? "", "Pulumi.yaml")) : fromHere(source);

/** A path from the current directory, with `/`; of one that was given in full and is outside of it, only the name. */
export function fromHere(path: string): string {
  if (!isAbsolute(path)) return slashed(path);
  const here = relative(".", path);
  return slashed(here.startsWith("..") || isAbsolute(here) ? basename(path) : here);
}

const slashed = (path: string): string => path.replaceAll(sep, "/");

/** A stack's name for people. */
export const stackName = ({ source, project, stack }: StackReport): string => printable([project, stack].filter(Boolean).join("/") || source);

/** A resource as people call it: `Bucket site`. */
export const resourceName = ({ type, name }: Finding): string => printable(`${type.split(":").at(-1)} ${name}`);

/** What is wrong, and why it counts although it was exempted. */
export const said = ({ message, note }: Finding): string => (note ? `${message}. ${note}` : message);

/** `It's our website; Web team, until 2027-01-31, OPS-12 (settings, stackward.yaml:12)` */
export const whyExempted = ({ reason, owner, expires, ticket, origin, place }: Exempted): string => {
  const more = [owner, expires && `until ${expires}`, ticket].filter(Boolean).join(", ");
  return printable(`${reason}${more && `; ${more}`} (${origin}, ${place})`);
};

/** `index.ts:4`, if it is known where the program makes the resource. */
export const lineOf = ({ position }: Finding): string | undefined => position && printable(`${position.file}:${position.line}`);
