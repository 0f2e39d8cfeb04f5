import { createHash } from "node:crypto";
import type { Node } from "../node";

/** What `cosign download signature` prints of a signature, in the form that Sigstore has for all of them, and the text that is signed. */
export interface Converted {
  readonly bundle: object;
  readonly payload: Buffer;
}

/** Whether a document is one that `cosign download signature` prints. */
export const isCosigns = (document: Node): boolean => document.has("Base64Signature") && document.has("Payload");

/** @throws InputError */
export function convert(document: Node): Converted {
  const payload = Buffer.from(document.at("Payload").required, "base64");
  const certificate = document.at("Cert", "Raw").text;
  const chain = document.at("Chain").list.map((each) => each.at("Raw").required);
  const timestamp = document.at("RFC3161Timestamp", "SignedRFC3161Timestamp").text;
  const bundle = {
    mediaType: "application/vnd.dev.sigstore.bundle+json;version=0.1",
    verificationMaterial: {
      ...(certificate === undefined
        ? { publicKey: { hint: "" } }
        : { x509CertificateChain: { certificates: [certificate, ...chain].map((rawBytes) => ({ rawBytes })) } }),
      tlogEntries: document.has("Bundle") ? [entryOf(document.at("Bundle"))] : [],
      ...(timestamp !== undefined && { timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: timestamp }] } }),
    },
    messageSignature: {
      messageDigest: { algorithm: "SHA2_256", digest: createHash("sha256").update(payload).digest("base64") },
      signature: document.at("Base64Signature").required,
    },
  };
  return { bundle, payload };
}

/** An entry of the transparency log Rekor. */
function entryOf(rekor: Node): object {
  const entry = rekor.at("Payload");
  const body = entry.at("body").required;
  return {
    logIndex: String(entry.at("logIndex").number ?? 0),
    logId: { keyId: Buffer.from(entry.at("logID").required, "hex").toString("base64") },
    kindVersion: kindOf(body),
    integratedTime: String(entry.at("integratedTime").number ?? 0),
    inclusionPromise: { signedEntryTimestamp: rekor.at("SignedEntryTimestamp").required },
    canonicalizedBody: body,
  };
}

function kindOf(body: string): { kind: string; version: string } {
  const { kind, apiVersion } = JSON.parse(Buffer.from(body, "base64").toString()) ?? {};
  return { kind: String(kind), version: String(apiVersion) };
}
