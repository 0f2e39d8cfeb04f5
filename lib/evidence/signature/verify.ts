import { createPublicKey, type KeyObject } from "node:crypto";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import { toSignedEntity, toTrustMaterial, Verifier } from "@sigstore/verify";
import { InputError } from "../../source/source";
import { readText, told } from "../files";
import type { Signature } from "./signatures";

/** Who may sign. */
export interface Signer {
  /** A public key in PEM, or the file that has it. */
  readonly key?: string;
  /** The identity provider and the identity of Sigstore's certificates; `*` in the subject stands for any text. */
  readonly issuer?: string;
  readonly subject?: string;
}

/** Says why a signature isn't one by the signers; undefined if it is. */
export type Verify = (signature: Signature) => string | undefined;

/**
 * What verifies signatures by a key, or by an identity that a trusted root's authorities have certified.
 * @throws InputError
 */
export function verification({ key, issuer, subject }: Signer, trustedRoots: readonly TrustedRoot[]): Verify {
  const ways: Verify[] = [];
  if (key !== undefined) ways.push(byKey(publicKey(key), trustedRoots));
  if (issuer !== undefined && subject !== undefined) {
    if (!trustedRoots.length) throw new InputError("an identity is trusted by a trusted root, and there is none: give `trustedRoot`");
    ways.push(...trustedRoots.map((root) => byIdentity(issuer, subject, root)));
  }
  if (!ways.length) throw new InputError("who may sign isn't said: give `key`, or `issuer` and `subject`");
  return (signature) => {
    const problems = ways.map((verify) => verify(signature));
    return problems.includes(undefined) ? undefined : problems[0];
  };
}

function publicKey(key: string): KeyObject {
  const [file, pem] = key.includes("-----BEGIN ") ? ["`key`", key] : [key, readText(key)];
  return told(file, () => {
    try {
      return createPublicKey(pem);
    } catch {
      throw new InputError("it isn't a public key in PEM");
    }
  });
}

const noRoot = TrustedRoot.fromJSON({});

/** With a trusted root the log's entries must be right where there are any; a key needs none. */
function byKey(key: KeyObject, [root = noRoot]: readonly TrustedRoot[]): Verify {
  const material = toTrustMaterial(root, () => ({ publicKey: key, validFor: () => true }));
  const verifier = new Verifier(material, { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 });
  return ({ bundle, artifact }) => {
    if (bundle.verificationMaterial.content.$case !== "publicKey") return "it has a certificate, and isn't by the key";
    return problemIn(() => {
      const entity = toSignedEntity(bundle, artifact);
      verifier.verify(root === noRoot ? { ...entity, tlogEntries: [], timestamps: [] } : entity);
    });
  };
}

/** The logs that the trusted root has must have the signature and its certificate. */
function byIdentity(issuer: string, subject: string, root: TrustedRoot): Verify {
  const verifier = new Verifier(toTrustMaterial(root), {
    ctlogThreshold: Math.min(1, root.ctlogs.length),
    tlogThreshold: Math.min(1, root.tlogs.length),
    timestampThreshold: 1,
  });
  return ({ bundle, artifact }) => {
    if (bundle.verificationMaterial.content.$case === "publicKey") return "it is by a key, and has no certificate";
    return problemIn(() => {
      const entity = toSignedEntity(bundle, artifact);
      // A log's entry without its promise has a time that nobody has signed.
      const timestamps = entity.timestamps.filter((each) => each.$case !== "transparency-log" || each.tlogEntry.inclusionPromise);
      const { identity } = verifier.verify({ ...entity, timestamps });
      const { subjectAlternativeName = "", extensions } = identity ?? {};
      if (extensions?.issuer !== issuer || !fits(subject, subjectAlternativeName))
        throw new Error(`it is by \`${subjectAlternativeName}\`, whom \`${extensions?.issuer}\` knows`);
    });
  };
}

const fits = (wanted: string, given: string): boolean =>
  new RegExp(
    `^${wanted
      .split("*")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
    "s",
  ).test(given);

/** Whatever a signature is wrong in, it doesn't verify. */
function problemIn(verify: () => void): string | undefined {
  try {
    verify();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
