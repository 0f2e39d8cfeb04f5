import { now } from "../../clock";
import { type ImageReference, parseReference } from "../../image/reference";
import { kindOf } from "../../source/kind";
import { InputError } from "../../source/source";
import { filesIn, readDocuments, told } from "../files";
import { Node } from "../node";
import { once } from "../once";
import { formats } from "./formats";
import type { Vulnerability } from "./scan";

/** A scan, and which image it is of. */
export interface ScanResult {
  readonly file: string;
  /** The format's name, which stands for the scanner. */
  readonly format: string;
  readonly images: readonly ImageReference[];
  readonly digests: ReadonlySet<string>;
  readonly scannedAt: Date;
  readonly vulnerabilities: readonly Vulnerability[];
}

/** Scanners' results, found by the image. */
export class ScanResults {
  constructor(private readonly results: readonly ScanResult[]) {}

  /** The newest result of each format. */
  of(image: ImageReference): readonly ScanResult[] {
    const newest = new Map<string, ScanResult>();
    for (const result of this.results) {
      const other = newest.get(result.format);
      if (isOf(result, image) && !(other && other.scannedAt > result.scannedAt)) newest.set(result.format, result);
    }
    return [...newest.values()];
  }
}

/** By digest where both have one, else by name and tag. */
function isOf({ images, digests }: ScanResult, { registry, repository, tag, digest }: ImageReference): boolean {
  if (digest !== undefined && digests.size) return digests.has(digest);
  if (digest !== undefined && tag === undefined) return false;
  const wanted = tag ?? "latest";
  return images.some((other) => other.registry === registry && other.repository === repository && tagOf(other) === wanted);
}

const tagOf = ({ tag, digest }: ImageReference): string | undefined => tag ?? (digest === undefined ? "latest" : undefined);

/**
 * The results in a folder, whose files are in any of the formats, or in documents of one's own.
 * @throws InputError for a folder that isn't there, and for a file in it that can't be read as a result
 */
export function scanResults(source: string | readonly unknown[]): ScanResults {
  if (typeof source === "string") return inFolder(source);
  return new ScanResults(source.flatMap((document, i) => told(`results[${i}]`, () => resultsOf(new Node(document), `results[${i}]`, now()))));
}

const inFolder = once((folder) => {
  const results = filesIn(folder).flatMap((file) => {
    const { documents, modified } = readDocuments(file);
    return told(file, () => documents.flatMap((document) => resultsOf(document, file, modified)));
  });
  return new ScanResults(results);
});

function resultsOf(document: Node, file: string, modified: Date): ScanResult[] {
  const format = formats.find((each) => each.is(document));
  if (!format) throw new InputError(`it isn't a scanner's result in a format that can be read; it seems to be ${kindOf(document.value)}`);
  const scans = format.read(document);
  if (!scans.length) throw new InputError(`it seems to be ${format.name}, but no scan is in it`);
  return scans.map(({ images, digests = [], scannedAt, vulnerabilities }) => {
    const references = images.flatMap((image) => parseReference(image) ?? []);
    const all = new Set([...digests, ...references.flatMap(({ digest }) => digest ?? [])]);
    if (!references.length && !all.size) throw new InputError(`it seems to be ${format.name}, but doesn't tell which image was scanned`);
    return { file, format: format.name, images: references, digests: all, scannedAt: scannedAt ?? earlier(modified, now()), vulnerabilities };
  });
}

/** A file's time may be ahead of the clock; it claims nothing. */
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
