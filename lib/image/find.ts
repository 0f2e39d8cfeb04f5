import { json } from "../cloud/json";
import type { Resource } from "../stack/stack";
import { inside, isRecord, isSecretKey, raw, UnknownValue, unknown } from "../stack/values";
import { baseImagesOf, isBuild } from "./build";
import { programFolder } from "./folder";
import { imagesOfContainers, imagesOfValues, isCustomKind, joined, release, workloadPlaces } from "./kubernetes";
import { type ImagePlace, type ImageUse, imagePlaces } from "./places";

/** An image that a resource names. */
export interface Image {
  /** As written; see `parseReference`. */
  readonly text: string;
  /** Where in the inputs: `containerDefinitions[0].image`. */
  readonly at: string;
  readonly use: ImageUse;
  /** Whether what isn't written is decided elsewhere: a chart has tags of its own. */
  readonly partial: boolean;
  /** Whether the text is part of a Pulumi secret, and so must not be printed. */
  readonly secret: boolean;
}

/** A text where an image is named; `unknown` where it isn't known yet. */
export interface FoundText {
  readonly text: string;
  readonly at: string;
  readonly secret: boolean;
  readonly partial?: boolean;
  /** Why it isn't known, where that isn't because nothing is deployed yet. */
  readonly reason?: string;
}

/**
 * The images that a resource of this (canonical) type names. `resource` tells where its program's Dockerfiles are.
 * @throws UnknownValue after the last one, if there may be more that aren't known yet
 */
export function* imagesIn(type: string, args: object, resource?: Pick<Resource, "urn" | "folder">): Generator<Image> {
  let first: UnknownValue | undefined;
  for (const { text, at, use, secret, partial = false, reason } of textsIn(type, raw(args), resource))
    if (text === unknown) first ??= new UnknownValue(at, reason);
    else yield { text, at, use, partial, secret };
  if (first) throw first;
}

type Found = FoundText & { readonly use: ImageUse };

function* textsIn(type: string, args: object, resource: Pick<Resource, "urn" | "folder"> | undefined): Generator<Found> {
  const places = imagePlaces[type] ?? workloadPlaces(type);
  const folder = () => programFolder(resource);
  if (isBuild(type, args)) yield* used("base", baseImagesOf(type, args, folder));
  else if (places) for (const place of places) yield* textsAt(place, args);
  else if (type === release) yield* used("run", imagesOfValues((args as Record<string, unknown>).values, "values"));
  else if (isCustomKind(type)) yield* used("run", imagesOfContainers(args));
}

function* used(use: ImageUse, texts: Iterable<FoundText>): Generator<Found> {
  for (const text of texts) yield { ...text, use };
}

function* textsAt({ path, use, read }: ImagePlace, args: object): Generator<Found> {
  for (const { value, at, secret } of valuesAt(args, path, "", false)) {
    const written = isRecord(value) ? joined(value) : typeof value === "string" ? value : undefined;
    const text = written === undefined || written === unknown || !read ? written : read(written);
    if (text) yield { text, at, secret, use };
  }
}

interface FoundValue {
  readonly value: unknown;
  readonly at: string;
  readonly secret: boolean;
}

/** What is at a place's path, unknown values on the way included. */
function* valuesAt(value: unknown, path: readonly string[], at: string, secret: boolean): Generator<FoundValue> {
  if (value === undefined || value === null) return;
  if (value === unknown) yield { value, at, secret };
  else if (Array.isArray(value))
    for (const [i, element] of value.entries()) yield* valuesAt(element, path, inside(at, String(i)), secret || isSecretKey(value, i));
  else if (!path.length) yield { value, at, secret };
  else if (typeof value === "string") yield* valuesAt(inDocument(value), path, at, secret);
  else if (isRecord(value)) {
    const key = keyOf(value, path[0]!);
    yield* valuesAt(value[key], path.slice(1), inside(at, key), secret || isSecretKey(value, key));
  }
}

/** The value in a JSON text; a text that holds none has no images in it. */
const inDocument = (text: string): unknown => {
  const document = raw(json(text));
  return typeof document === "string" ? undefined : document;
};

/** Documents for the APIs are read with names in any case: `Image` is `image`. */
const keyOf = (value: object, key: string): string =>
  key in value ? key : (Object.keys(value).find((other) => other.toLowerCase() === key.toLowerCase()) ?? key);
