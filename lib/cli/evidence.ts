import type { Settings } from "../decide/decide";

/** The short form of the options of the rules that want evidence of images. */
export interface EvidenceFlags {
  readonly scanResults?: string;
  readonly signatures?: string;
  /** A file, or `<issuer>=<subject>`. */
  readonly signer?: string;
}

/** What the flags set. */
export function evidenceOptions({ scanResults: results, signatures, signer }: EvidenceFlags): Settings["options"] {
  const [, issuer, subject] = /^(https:\/\/[^=]+)=(.+)$/.exec(signer ?? "") ?? [];
  return {
    ...(results !== undefined && { "any-scan-image-present": { results }, "any-scan-image-vulnerability": { results } }),
    ...(signatures !== undefined && { "any-signature-image-signed": { signatures, ...(issuer ? { issuer, subject } : signer && { key: signer }) } }),
  };
}
