import type { Copy, From, Instruction, ModifiableInstruction, PropertyInstruction } from "dockerfile-ast";
import { expand } from "./expand";

/** An image that a Dockerfile builds on or copies from. */
export interface BaseImage {
  /** Undefined where what stands for it in the file isn't known yet. */
  readonly image?: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Values for `ARG`; that of one which isn't known yet is `undefined`. */
export type BuildArguments = Pick<ReadonlyMap<string, string | undefined>, "has" | "get">;

/** Set by the builder for each platform, where a file declares them or not. */
const platform = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT|OSVERSION)$/;
/** Stands for what differs from one platform to the other, and is in no name. */
const anyText = "\u0000";

/**
 * The images from elsewhere that a Dockerfile names: not `scratch`, none of its own stages, nothing that `contexts` replaces by something that is no image.
 * @returns undefined for a text that is no Dockerfile
 */
export function baseImagesIn(text: string, given: BuildArguments, contexts: ReadonlyMap<string, string>): BaseImage[] | undefined {
  // It isn't needed where nothing is built, and takes longer to load than all else.
  const { DockerfileParser } = require("dockerfile-ast") as typeof import("dockerfile-ast");
  const file = DockerfileParser.parse(text);
  const values = new Map<string, string | undefined>();
  const valueOf = (name: string): string | undefined => (platform.test(name) && !given.has(name) ? anyText : values.has(name) ? values.get(name) : "");
  const stages: string[] = [];
  const found: BaseImage[] = [];
  const add = (name: string | undefined, instruction: Instruction): void => {
    if (name !== undefined && (isStage(name, stages) || name === "scratch")) return;
    const context = name === undefined ? undefined : contexts.get(name);
    if (context !== undefined && !context.startsWith(imageContext)) return;
    const image = context?.slice(imageContext.length) ?? name;
    found.push({ image: image?.includes(anyText) ? undefined : image, line: instruction.getRange().start.line + 1 });
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
      stages.push(from.getBuildStage()?.toLowerCase() ?? "");
    } else if (keyword === "COPY" || keyword === "RUN") for (const name of sourcesOf(instruction as Copy)) add(name, instruction);
  }
  return stages.length ? found : undefined;
}

const imageContext = "docker-image://";

/** What `COPY --from` and `RUN --mount=from=` name. */
function* sourcesOf(instruction: ModifiableInstruction): Generator<string> {
  for (const flag of instruction.getFlags()) {
    const source = flag.getName() === "from" ? flag.getValue() : flag.getName() === "mount" ? flag.getOption("from")?.getValue() : undefined;
    if (source) yield source;
  }
}

/** Whether a name is that of an earlier stage, or its number. */
function isStage(name: string, stages: readonly string[]): boolean {
  const wanted = name.toLowerCase();
  if (/^\d+$/.test(name)) return Number(name) < stages.length;
  if (!name.includes(anyText)) return stages.includes(wanted);
  const [start = "", ...rest] = wanted.split(anyText);
  return stages.some((stage) => stage.startsWith(start) && stage.endsWith(rest.at(-1)!));
}
