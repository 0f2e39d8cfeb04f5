import { type ImageReference, imagesIn, parseReference } from "../image";
import { shown } from "../image/judge";
import type { Context } from "../rule/rule";
import { InputError } from "../source/source";
import { UnknownValue } from "../stack/values";

/** What is wrong with an image, as a fragment that follows its name, or nothing. The image is undefined where its name can't be one. */
export type JudgeImage = (image: ImageReference | undefined) => string | undefined;

/**
 * What is wrong with the images that a resource runs. `evidence` is read where there is one to judge; where it can't be read, nothing is proved.
 * @throws UnknownValue after the last image, if there may be more that aren't known yet
 */
export function* findingsOfImages(self: object, { resource }: Pick<Context, "resource">, evidence: () => JudgeImage): Generator<string> {
  let unknownAt: string | undefined;
  for (const image of imagesIn(resource.type, self, resource)) {
    if (image.use !== "run") continue;
    const reference = parseReference(image.text);
    if (image.partial && reference && !reference.tag && !reference.digest) {
      unknownAt ??= image.at;
      continue;
    }
    const problem = problemOf(reference, evidence);
    if (problem) yield `${shown(image)} ${problem}`;
  }
  if (unknownAt !== undefined) throw new UnknownValue(unknownAt);
}

function problemOf(image: ImageReference | undefined, evidence: () => JudgeImage): string | undefined {
  try {
    return evidence()(image);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `can't be judged: ${error.message}`;
  }
}
