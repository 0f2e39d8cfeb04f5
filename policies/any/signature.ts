import { findingsOfImages } from "../../lib/evidence/images";
import { NamesImages } from "../../lib/image/judge";
import { option, path, rule, unknown } from "../../lib/rule";

/** Loaded where the rule is in force. */
const evidence = () => require("../../lib/evidence/signature") as typeof import("../../lib/evidence/signature");

const runs = (image: string) => ({ template: { containers: [{ image }] } });
const digestOf = (letter: string) => letter.repeat(64);
const signed = `registry.example.com/app@sha256:${digestOf("a")}`;
const forged = `registry.example.com/app@sha256:${digestOf("b")}`;

const caseKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE6I5eYawwboOY0hUIKXtWHIWDo6MOQRfZFhvSUs7gwl2s/fag516KoEcfyh5JLRUM3jxMj4+94pdd2sikRLDu3Q==
-----END PUBLIC KEY-----`;
/** By that key, of the image with the first digest. */
const sig = "MEUCIQCO9ch47nhmDoTQ0Qf8KG4RIFa7X3FDkzpv0dtEPdwfIwIgJnmIYAzLHROYdasSyx57R7+cRuHUycjt+9fAg4z3gws=";
const bundleOf = (letter: string) => {
  const subject = [{ digest: { sha256: digestOf(letter) } }];
  const statement = { _type: "https://in-toto.io/Statement/v1", subject, predicateType: "https://sigstore.dev/cosign/sign/v1", predicate: {} };
  const payload = Buffer.from(JSON.stringify(statement)).toString("base64");
  return {
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    verificationMaterial: { publicKey: { hint: "" }, tlogEntries: [] },
    dsseEnvelope: { payload, payloadType: "application/vnd.in-toto+json", signatures: [{ sig, keyid: "" }] },
  };
};

const text = (description: string) => option.Optional(option.String({ minLength: 1, description }));

export const imageSigned = rule(NamesImages, {
  id: "any-signature-image-signed",
  title: "Each image that runs has a signature that verifies",
  severity: "high",
  family: "supply-chain",
  preset: "strict",
  why: "Whoever can push to the registry, or stand between it and the cluster, can run code of their own under the image's name.",
  fix: "Deploy the image by its digest, sign it with `cosign sign` where it is built, and put the signature's bundle into the folder.",
  see: "https://docs.sigstore.dev/cosign/signing/signing_with_containers/",
  options: {
    signatures: path(
      option.Union([option.String({ minLength: 1 }), option.Array(option.Unknown())], {
        description: "the folder with Sigstore bundles or what `cosign download signature` prints, or these documents; the rule is in force where it is given",
      }),
    ),
    key: path(text("the public key that signs, in PEM, or its file")),
    issuer: text("the identity provider of who signs, such as `https://token.actions.githubusercontent.com`"),
    subject: text("the identity of who signs, as certificates name it; `*` stands for any text"),
    trustedRoot: path(text("the file with Sigstore's trusted root, or your own; by default the one among the signatures")),
  },
  caseOptions: { signatures: [bundleOf("a"), bundleOf("b")], key: caseKey },
  pass: [runs(signed), {}],
  fail: [runs(forged), runs(`registry.example.com/other@sha256:${digestOf("c")}`), runs("registry.example.com/app:1.0"), runs("No Image")],
  unknown: [{ template: unknown }, runs(unknown)],
  prepare: (options) => void evidence().judgeSignatures(options),
  check: (self, context) => findingsOfImages(self, context, () => evidence().judgeSignatures(context.options)),
});
