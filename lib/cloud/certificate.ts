import { X509Certificate } from "node:crypto";

/** How many bits the RSA key of a certificate in PEM has; undefined for another kind of key, or text. */
export function rsaBits(pem: string): number | undefined {
  try {
    return new X509Certificate(pem).publicKey.asymmetricKeyDetails?.modulusLength;
  } catch {
    return undefined;
  }
}
