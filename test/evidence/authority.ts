import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const integer = (value: number) => der(0x02, Buffer.from([value]));
const utf8 = (text: string) => der(0x0c, Buffer.from(text));
const bits = (content: Uint8Array) => der(0x03, Buffer.from([0]), content);
const octets = (content: Uint8Array) => der(0x04, content);
const time = (date: Date) => der(0x18, Buffer.from(`${date.toISOString().replace(/\D/g, "").slice(0, 14)}Z`));
function oid(text: string): Buffer {
  const [first = 0, second = 0, ...others] = text.split(".").map(Number);
  const base128 = (value: number): number[] => (value < 128 ? [value] : [...base128(value >> 7).map((byte) => byte | 128), value & 127]);
  return der(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
}
const name = (text: string) => sequence(der(0x31, sequence(oid("2.5.4.3"), utf8(text))));
const extension = (id: string, value: Uint8Array) => sequence(oid(id), octets(value));
const spki = (key: KeyObject): Buffer => key.export({ type: "spki", format: "der" });
const ecdsa = sequence(oid("1.2.840.10045.4.3.2"));
const keys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
const json = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64");

/** A certificate with these extensions, for an hour from `from`. */
function certificate(subject: string, issuer: string, key: KeyObject, by: KeyObject, from: Date, ...extensions: Uint8Array[]): Buffer {
  const until = new Date(from.getTime() + 60 * 60 * 1000);
  const tbs = sequence(
    der(0xa0, integer(2)),
    integer(1),
    ecdsa,
    name(issuer),
    sequence(time(from), time(until)),
    name(subject),
    spki(key),
    der(0xa3, sequence(...extensions)),
  );
  return sequence(tbs, ecdsa, bits(sign("sha256", tbs, by)));
}

export const inToto = "application/vnd.in-toto+json";

export const statementOf = (digest: string, predicateType = "https://sigstore.dev/cosign/sign/v1") =>
  Buffer.from(
    JSON.stringify({
      _type: "https://in-toto.io/Statement/v1",
      subject: [{ digest: { sha256: digest.replace("sha256:", "") } }],
      predicateType,
      predicate: {},
    }),
  );

const encoded = (payload: Buffer) => Buffer.from(`DSSEv1 ${inToto.length} ${inToto} ${payload.length} ${payload}`);

const envelopeOf = (payload: Buffer, sig: string) => ({ payload: payload.toString("base64"), payloadType: inToto, signatures: [{ sig, keyid: "" }] });

/** A key that signs by itself. */
export class Signatory {
  private readonly pair = keys();
  readonly pem = this.pair.publicKey.export({ type: "spki", format: "pem" }).toString();

  bundle(payload: Buffer): object {
    const sig = sign("sha256", encoded(payload), this.pair.privateKey).toString("base64");
    return {
      mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
      verificationMaterial: { publicKey: { hint: "" }, tlogEntries: [] },
      dsseEnvelope: envelopeOf(payload, sig),
    };
  }

  /** As `cosign download signature` prints it. */
  cosigns(digest: string): object {
    const payload = Buffer.from(
      JSON.stringify({
        critical: { identity: { "docker-reference": "" }, image: { "docker-manifest-digest": digest }, type: "cosign container image signature" },
        optional: null,
      }),
    );
    const signature = sign("sha256", payload, this.pair.privateKey).toString("base64");
    return { Base64Signature: signature, Payload: payload.toString("base64"), Cert: null, Chain: null, Bundle: null, RFC3161Timestamp: null };
  }
}

/** An authority that certifies identities for an hour, and a log of what they sign. */
export class Authority {
  private readonly root = keys();
  private readonly log = keys();
  private readonly started = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000);
  private readonly logId = createHash("sha256").update(spki(this.log.publicKey)).digest();

  get trustedRoot(): object {
    const own = certificate(
      "authority",
      "authority",
      this.root.publicKey,
      this.root.privateKey,
      this.started,
      extension("2.5.29.19", sequence(der(0x01, Buffer.from([255])))),
    );
    const validFor = { start: new Date(0).toISOString() };
    return {
      mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
      tlogs: [
        {
          baseUrl: "https://rekor.example.com",
          hashAlgorithm: "SHA2_256",
          publicKey: { rawBytes: spki(this.log.publicKey).toString("base64"), keyDetails: "PKIX_ECDSA_P256_SHA_256", validFor },
          logId: { keyId: this.logId.toString("base64") },
        },
      ],
      certificateAuthorities: [
        { subject: {}, uri: "https://fulcio.example.com", certChain: { certificates: [{ rawBytes: own.toString("base64") }] }, validFor },
      ],
      ctlogs: [],
      timestampAuthorities: [],
    };
  }

  /** A bundle by an identity; `late` is logged when its certificate has expired. */
  bundle(payload: Buffer, { issuer, subject, late = false }: { issuer: string; subject: string; late?: boolean }): any {
    const pair = keys();
    const leaf = certificate(
      "",
      "authority",
      pair.publicKey,
      this.root.privateKey,
      this.started,
      extension("2.5.29.17", sequence(der(0x86, Buffer.from(subject)))),
      extension("1.3.6.1.4.1.57264.1.8", utf8(issuer)),
    );
    const signature = sign("sha256", encoded(payload), pair.privateKey).toString("base64");
    const integratedTime = Math.floor(this.started.getTime() / 1000) + (late ? 7200 : 30);
    const body = json({
      apiVersion: "0.0.1",
      kind: "dsse",
      spec: { payloadHash: { algorithm: "sha256", value: createHash("sha256").update(payload).digest("hex") }, signatures: [{ signature, verifier: "" }] },
    });
    const promised = Buffer.from(JSON.stringify({ body, integratedTime, logID: this.logId.toString("hex"), logIndex: 7 }));
    return {
      mediaType: "application/vnd.dev.sigstore.bundle+json;version=0.1",
      verificationMaterial: {
        x509CertificateChain: { certificates: [{ rawBytes: leaf.toString("base64") }] },
        tlogEntries: [
          {
            logIndex: "7",
            logId: { keyId: this.logId.toString("base64") },
            kindVersion: { kind: "dsse", version: "0.0.1" },
            integratedTime: String(integratedTime),
            inclusionPromise: { signedEntryTimestamp: sign("sha256", promised, this.log.privateKey).toString("base64") },
            canonicalizedBody: body,
          },
        ],
      },
      dsseEnvelope: envelopeOf(payload, signature),
    };
  }

  /** The same bundle in the third version, whose entry is proved to be in a log that has no other. */
  proved({ verificationMaterial, ...bundle }: any): any {
    const [entry] = verificationMaterial.tlogEntries;
    const rootHash = createHash("sha256")
      .update(Buffer.from([0]))
      .update(Buffer.from(entry.canonicalizedBody, "base64"))
      .digest("base64");
    const note = `rekor.example.com\n1\n${rootHash}\n`;
    const signature = Buffer.concat([this.logId.subarray(0, 4), sign("sha256", Buffer.from(note), this.log.privateKey)]).toString("base64");
    const checkpoint = { envelope: `${note}\n\u2014 rekor.example.com ${signature}\n` };
    return {
      ...bundle,
      mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
      verificationMaterial: {
        certificate: verificationMaterial.x509CertificateChain.certificates[0],
        tlogEntries: [{ ...entry, inclusionProof: { logIndex: "0", rootHash, treeSize: "1", hashes: [], checkpoint } }],
      },
    };
  }
}
