import { type ResourceType, resource } from "../rule/relation";
import type { Context } from "../rule/rule";
import { UnknownValue } from "../stack/values";
import { builds } from "./build";
import { type Image, imagesIn } from "./find";
import { imagePlaces } from "./places";
import { type ImageReference, parseReference } from "./reference";

/** The shape that several services share; the others aren't typed, as the table of places knows them. */
interface Containers {
  template?: { containers?: { image?: string }[] };
}

const first = "gcp:cloudrunv2/service:Service";
/** The resources that may name images. Those of Cloud Run come first, as rules' cases are written for them. */
export const NamesImages: ResourceType<Containers> = resource<Containers>(
  first,
  ...new Set([...Object.keys(imagePlaces), ...Object.keys(builds)].filter((type) => type !== first)),
  "kubernetes:*",
);

/** What `judge` says of each image that a resource names, after the words that tell which it is. What isn't a reference is passed over. */
export function* eachImage(
  self: object,
  { resource }: Pick<Context, "resource">,
  judge: (image: ImageReference, found: Image) => string | false | undefined,
): Generator<string> {
  let first: UnknownValue | undefined;
  for (const image of imagesIn(resource.type, self, resource))
    try {
      const reference = parseReference(image.text);
      const problem = reference && judge(reference, image);
      if (problem) yield `${shown(image)} ${problem}`;
    } catch (error) {
      if (!(error instanceof UnknownValue)) throw error;
      first ??= error;
    }
  if (first) throw first;
}

/** A reference with the longest names and a digest is no longer. */
const longestShown = 512;

/** `` `template.containers[0].image` names `nginx`, which ``; a secret isn't shown, nor a text that is too long to be a reference. */
export const shown = ({ at, text, secret }: Image): string => `\`${at}\` names ${quoted(text, secret)}, which`;

export const quoted = (text: string, secret: boolean): string =>
  secret ? "a secret image" : text.length > longestShown ? `a text of ${text.length} characters` : `\`${text}\``;
