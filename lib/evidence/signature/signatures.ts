import { type Bundle, bundleFromJSON } from "@sigstore/bundle";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import { toTrustMaterial } from "@sigstore/verify";
import { kindOf } from "../../source/kind";
import { InputError } from "../../source/source";
import { filesIn, readDocuments, readText, told } from "../files";
import { Node } from "../node";
import { once } from "../once";
import { convert, isCosigns } from "./cosign";

/** A signature, and the digests of the images that it is of. Nothing of it is verified yet. */
export interface Signature {
  readonly file: string;
  readonly digests: readonly string[];
  readonly bundle: Bundle;
  /** What is signed, where the bundle doesn't have it. */
  readonly artifact?: Buffer;
}

export interface Signatures {
  readonly signatures: readonly Signature[];
  /** Whom to trust, where the folder says so. */
  readonly trustedRoots: readonly TrustedRoot[];
}

/**
 * The signatures in a folder, or in documents of one's own.
 * @throws InputError for a folder that isn't there, and for a file in it that is neither a signature nor a key nor a trusted root
 */
export const signaturesIn = (source: string | readonly unknown[]): Signatures =>
  typeof source === "string" ? inFolder(source) : joined(source.map((document, i) => read(new Node(document), `signatures[${i}]`)));

const inFolder = once((folder) =>
  joined(
    filesIn(folder)
      .filter((file) => !isKey(file))
      .flatMap((file) => readDocuments(file).documents.map((document) => read(document, file))),
  ),
);

/**
 * The trusted roots in a file.
 * @throws InputError
 */
export const trustedRootsIn = once((file): readonly TrustedRoot[] => {
  const { trustedRoots } = joined(readDocuments(file).documents.map((document) => read(document, file)));
  if (!trustedRoots.length) throw new InputError(`${file}: it isn't a trusted root of Sigstore`);
  return trustedRoots;
});

const isKey = (file: string): boolean => /\.(?:pub|pem|key|crt)$/.test(file) && readText(file).includes("-----BEGIN ");

const joined = (parts: readonly (Signature | TrustedRoot)[]): Signatures => ({
  signatures: parts.filter((part) => "bundle" in part),
  trustedRoots: parts.filter((part): part is TrustedRoot => !("bundle" in part)),
});

function read(document: Node, file: string): Signature | TrustedRoot {
  return told(file, () => {
    const mediaType = String(document.peek("mediaType") ?? "");
    if (mediaType.startsWith("application/vnd.dev.sigstore.trustedroot")) return readAs("a trusted root of Sigstore", () => rootOf(document));
    if (isCosigns(document)) {
      const { bundle, payload } = readAs("a signature by cosign", () => convert(document));
      return { file, digests: digestsSigned(payload), bundle: readAs("a signature by cosign", () => bundleFromJSON(bundle)), artifact: payload };
    }
    if (!mediaType.startsWith("application/vnd.dev.sigstore.bundle"))
      throw new InputError(`it is neither a Sigstore bundle nor what \`cosign download signature\` prints; it seems to be ${kindOf(document.value)}`);
    const bundle = readAs("a Sigstore bundle", () => bundleFromJSON(document.value));
    if (bundle.content.$case !== "dsseEnvelope") throw new InputError("it is a signature of a file (`cosign sign-blob`), not of an image");
    return { file, digests: digestsStated(bundle.content.dsseEnvelope), bundle };
  });
}

/** A root whose keys and certificates can be read. */
function rootOf(document: Node): TrustedRoot {
  const root = TrustedRoot.fromJSON(document.value);
  toTrustMaterial(root);
  return root;
}

/** Whatever the libraries make of a damaged document, it is one. */
function readAs<T>(kind: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`it isn't ${kind}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Statements that vouch for an image; others only tell something of it. */
const vouching = ["https://sigstore.dev/cosign/sign/v1", "https://slsa.dev/provenance/v0.2", "https://slsa.dev/provenance/v1"];

/** The digests that an in-toto statement vouches for. */
function digestsStated({ payloadType, payload }: { payloadType: string; payload: Buffer }): string[] {
  if (payloadType !== "application/vnd.in-toto+json") throw new InputError(`it signs \`${payloadType}\`, not a statement of in-toto`);
  const statement = parsed(payload);
  if (!vouching.includes(statement.at("predicateType").required)) return [];
  return statement.at("subject").list.flatMap((subject) => {
    const digest = subject.at("digest", "sha256").text;
    return digest === undefined ? [] : `sha256:${digest}`;
  });
}

/** The digest in the text that cosign's second version signs. */
const digestsSigned = (payload: Buffer): string[] => [parsed(payload).at("critical", "image", "docker-manifest-digest").required];

const parsed = (payload: Buffer): Node => new Node(readAs("a signature of an image", () => JSON.parse(payload.toString())));
