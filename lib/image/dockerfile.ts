import type { From, Instruction, ModifiableInstruction, PropertyInstruction } from "dockerfile-ast";
import { expand } from "./expand";

/** An image that a Dockerfile builds on or copies from. */
export interface BaseImage {
  /** Undefined where what stands for it in the file isn't known yet. */
  readonly image?: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A Dockerfile as far as it is judged. */
export interface Dockerfile {
  /** The images from elsewhere that it names: not `scratch`, none of its own stages, nothing that a named context replaces by something that is no image. */
  readonly images: readonly BaseImage[];
  /** The steps that leave the builder's sandbox, with the flag by which they do. */
  readonly unconfined: readonly { readonly flag: string; readonly line: number }[];
}

/** Texts by name; one that isn't known yet is `undefined`. */
export type NamedValues = Pick<ReadonlyMap<string, string | undefined>, "has" | "get">;

/** Set by the builder for each platform, where a file declares them or not. */
const platform = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT|OSVERSION)$/;
/** Stands for what differs from one platform to the other, and is in no name. */
const anyText = "\u0000";

/**
 * @param given values for `ARG`
 * @param contexts what named contexts stand for
 * @returns undefined for a text that is no Dockerfile
 */
export function readDockerfile(text: string, given: NamedValues, contexts: NamedValues): Dockerfile | undefined {
  // It isn't needed where nothing is built, and takes longer to load than all else.
  const { DockerfileParser } = require("dockerfile-ast") as typeof import("dockerfile-ast");
  const file = DockerfileParser.parse(text);
  const values = new Map<string, string | undefined>();
  const valueOf = (name: string): string | undefined => (platform.test(name) && !given.has(name) ? anyText : values.has(name) ? values.get(name) : "");
  const stages: string[] = [];
  const images: BaseImage[] = [];
  const unconfined: { flag: string; line: number }[] = [];
  const add = (name: string | undefined, instruction: Instruction): void => {
    if (name !== undefined && (isStage(name, stages) || name === "scratch")) return;
    const image = name !== undefined && contexts.has(name) ? contexts.get(name) : name && imageContext + name;
    if (image && !image.startsWith(imageContext)) return;
    images.push({ image: image?.includes(anyText) ? undefined : image?.slice(imageContext.length), line: lineOf(instruction) });
  };
  for (const instruction of file.getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === "ARG" && !stages.length)
      for (const property of (instruction as PropertyInstruction).getProperties()) {
        const name = property.getName();
        values.set(name, given.has(name) ? given.get(name) : expand(property.getValue() ?? "", valueOf));
      }
    else if (keyword === "FROM") {
      const from = instruction as From;
      add(expand(from.getImage() ?? "", valueOf), from);
      stages.push(from.getBuildStage()?.toLowerCase() ?? anyText);
    } else if (keyword === "COPY" || keyword === "RUN")
      for (const flag of (instruction as ModifiableInstruction).getFlags()) {
        const source = flag.getName() === "from" ? flag.getValue() : flag.getName() === "mount" ? flag.getOption("from")?.getValue() : undefined;
        if (source) add(source, instruction);
        const written = `--${flag.getName()}=${flag.getValue()}`;
        if (leavingFlags.has(written)) unconfined.push({ flag: written, line: lineOf(instruction) });
      }
  }
  return stages.length ? { images, unconfined } : undefined;
}

const leavingFlags = new Set(["--security=insecure", "--network=host"]);
const lineOf = (instruction: Instruction): number => instruction.getRange().start.line + 1;

const imageContext = "docker-image://";

/** Whether a name is that of an earlier stage, or its number. */
function isStage(name: string, stages: readonly string[]): boolean {
  const wanted = name.toLowerCase();
  if (/^\d+$/.test(name)) return Number(name) < stages.length;
  if (!name.includes(anyText)) return stages.includes(wanted);
  const [start = "", ...rest] = wanted.split(anyText);
  return stages.some((stage) => stage.startsWith(start) && stage.endsWith(rest.at(-1)!));
}
