import type { JudgeImage } from "../images";
import { signaturesIn, trustedRootsIn } from "./signatures";
import { type Signer, verification } from "./verify";

/** Where signatures are, and whose they must be. */
export interface SignatureOptions extends Signer {
  /** A folder, or documents. */
  readonly signatures: string | readonly unknown[];
  /** A file; where it isn't given, those in the folder count. */
  readonly trustedRoot?: string;
}

/**
 * Tells of an image without a signature that verifies.
 * @throws InputError
 */
export function judgeSignatures({ signatures: source, trustedRoot, ...signer }: SignatureOptions): JudgeImage {
  const { signatures, trustedRoots } = signaturesIn(source);
  const verify = verification(signer, trustedRoot === undefined ? trustedRoots : trustedRootsIn(trustedRoot));
  return (image) => {
    if (!image?.digest) return "isn't named by its digest, so no signature can be its own";
    const own = signatures.filter(({ digests }) => digests.includes(image.digest!));
    if (!own.length) return "has no signature";
    const problems = own.map((signature) => ({ file: signature.file, problem: verify(signature) }));
    if (problems.some(({ problem }) => problem === undefined)) return undefined;
    return `has no signature that verifies: ${problems.map(({ file, problem }) => `${file}: ${problem}`).join("; ")}`;
  };
}
