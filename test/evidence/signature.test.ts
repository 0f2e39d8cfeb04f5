import assert from "node:assert/strict";
import { join } from "node:path";
import { Authority, Signatory, statementOf } from "./authority";
import { digestOf, folderOf, removeFolders, saidOf } from "./support";

const digest = digestOf("a");
const image = `registry.example.com/shop/app@${digest}`;
const issuer = "https://token.actions.githubusercontent.com";
const subject = "https://github.com/acme/shop/.github/workflows/release.yml@refs/heads/main";

const said = (signatures: unknown, who: object, named: string = image) => saidOf("any-signature-image-signed", { signatures, ...who }, named).join();

describe("signatures", () => {
  const by = new Signatory();
  const other = new Signatory();
  const authority = new Authority();
  const bundle = by.bundle(statementOf(digest));
  after(removeFolders);

  describe("by a key", () => {
    const key = by.pem;
    it("verify", () => assert.equal(said(folderOf({ "app.sigstore.json": bundle }), { key }), ""));
    it("verify by a key in a file, which may stand beside them", () => {
      const folder = folderOf({ "app.sigstore.json": bundle, "cosign.pub": by.pem });
      assert.equal(said(folder, { key: join(folder, "cosign.pub") }), "");
    });
    it("verify as cosign's second version has them, and one a line", () => {
      const lines = [by.cosigns(digestOf("b")), by.cosigns(digest)].map((each) => `${JSON.stringify(each)}\n`).join("");
      assert.equal(said(folderOf({ "app.jsonl": lines }), { key }), "");
    });
    it("verify where one of several does", () => assert.equal(said([other.bundle(statementOf(digest)), bundle], { key }), ""));
    it("verify a provenance", () => assert.equal(said([by.bundle(statementOf(digest, "https://slsa.dev/provenance/v1"))], { key }), ""));
    it("don't verify by another key", () =>
      assert.match(said([bundle], { key: other.pem }), /^fail: .*has no signature that verifies: signatures\[0\]: signature verification failed$/));
    it("don't verify cosign's by another key", () => assert.match(said([by.cosigns(digest)], { key: other.pem }), /signature verification failed$/));
    it("don't verify what isn't signed", () => {
      const forged = { ...bundle, dsseEnvelope: { ...(bundle as any).dsseEnvelope, payload: statementOf(digestOf("b")).toString("base64") } };
      assert.match(said([forged], { key }, `app@${digestOf("b")}`), /signature verification failed$/);
    });
    it("are none by an identity", () => assert.match(said([bundle, authority.trustedRoot], { issuer, subject }), /it is by a key, and has no certificate$/));
  });

  describe("by an identity", () => {
    const keyless = authority.bundle(statementOf(digest), { issuer, subject });
    const root = authority.trustedRoot;
    it("verify by a trusted root among them", () => assert.equal(said(folderOf({ "a.json": keyless, "trusted_root.json": root }), { issuer, subject }), ""));
    it("verify by a trusted root elsewhere", () => {
      const trustedRoot = join(folderOf({ "root.json": root }), "root.json");
      assert.equal(said([keyless], { issuer, subject, trustedRoot }), "");
    });
    it("verify by a part of the subject", () => assert.equal(said([keyless, root], { issuer, subject: "https://github.com/acme/shop/*@refs/heads/main" }), ""));
    it("verify where either a key or an identity may sign", () => assert.equal(said([keyless, root], { key: by.pem, issuer, subject }), ""));
    for (const [who, wrong] of [
      ["another subject", { issuer, subject: "https://github.com/acme/other/*" }],
      ["a subject that the own only begins with", { issuer, subject: "https://github.com/acme/shop" }],
      ["a subject whose dots are any letter", { issuer, subject: subject.replace("github.com", "githubXcom") }],
      ["another issuer", { issuer: "https://accounts.example.com", subject }],
    ] as const)
      it(`don't verify by ${who}`, () =>
        assert.match(said([keyless, root], wrong), /it is by `https:\/\/github\.com\/acme\/shop\/.*`, whom `https:\/\/token\.actions\S+` knows$/));
    it("don't verify by another authority", () =>
      assert.match(said([keyless, new Authority().trustedRoot], { issuer, subject }), /fail: .*has no signature that verifies/));
    it("don't verify where the certificate had expired", () =>
      assert.match(
        said([authority.bundle(statementOf(digest), { issuer, subject, late: true }), root], { issuer, subject }),
        /has no signature that verifies/,
      ));
    it("verify in the third version of bundles", () => assert.equal(said([authority.proved(keyless), root], { issuer, subject }), ""));
    it("don't verify where the log has signed no time", () => {
      const proved = authority.proved(keyless);
      const { inclusionPromise, ...entry } = proved.verificationMaterial.tlogEntries[0];
      const untimed = { ...proved, verificationMaterial: { ...proved.verificationMaterial, tlogEntries: [entry] } };
      assert.match(said([untimed, root], { issuer, subject }), /has no signature that verifies: signatures\[0\]: expected 1 timestamps, got 0$/);
    });
    it("don't verify without a log", () => {
      const unlogged = { ...keyless, verificationMaterial: { ...keyless.verificationMaterial, tlogEntries: [] } };
      assert.match(said([unlogged, root], { issuer, subject }), /has no signature that verifies/);
    });
    it("are none by a key", () => assert.match(said([keyless], { key: by.pem }), /it has a certificate, and isn't by the key$/));
    it("need a trusted root", () =>
      assert.match(said([keyless], { issuer, subject }), /can't be judged: an identity is trusted by a trusted root, and there is none/));
  });

  describe("are an image's own", () => {
    const key = by.pem;
    it("by its digest", () => assert.match(said([bundle], { key }, `registry.example.com/shop/app@${digestOf("c")}`), /which has no signature$/));
    it("which it must be named by", () =>
      assert.match(said([bundle], { key }, "registry.example.com/shop/app:1.0"), /isn't named by its digest, so no signature can be its own$/));
    it("where they vouch for it, not where they list what is in it", () =>
      assert.match(said([by.bundle(statementOf(digest, "https://cyclonedx.org/bom"))], { key }), /which has no signature$/));
  });

  describe("that can't be read prove nothing", () => {
    const key = by.pem;
    const damaged: Record<string, [content: unknown, wanted: RegExp]> = {
      "a file of another kind": [
        { name: "x", version: "1", dependencies: {} },
        /it is neither a Sigstore bundle nor what `cosign download signature` prints; it seems to be a package\.json$/,
      ],
      "a bundle without a signature": [{ ...bundle, dsseEnvelope: undefined }, /it isn't a Sigstore bundle: /],
      "a bundle without material": [{ ...bundle, verificationMaterial: 5 }, /it isn't a Sigstore bundle: /],
      "a signature of a file": [
        { ...bundle, dsseEnvelope: undefined, messageSignature: { messageDigest: { algorithm: "SHA2_256", digest: "AAAA" }, signature: "AAAA" } },
        /it is a signature of a file \(`cosign sign-blob`\), not of an image$/,
      ],
      "a payload that isn't JSON": [{ ...bundle, dsseEnvelope: { ...(bundle as any).dsseEnvelope, payload: "AAAA" } }, /it isn't a signature of an image: /],
      "cosign's with a log's entry that is none": [
        { ...by.cosigns(digest), Bundle: { Payload: { body: "AAAA", logID: "00" } } },
        /it isn't a signature by cosign: /,
      ],
      "a trusted root with a damaged key": [
        { mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1", tlogs: [{ publicKey: { rawBytes: "AAAA" } }] },
        /it isn't a trusted root of Sigstore: /,
      ],
      "a file that is cut off": [JSON.stringify(bundle).slice(0, 100), /it isn't JSON: /],
    };
    for (const [name, [content, wanted]] of Object.entries(damaged))
      it(name, () =>
        assert.match(said(folderOf({ "a.json": bundle, "b.json": content }), { key }), new RegExp(`can't be judged: .*b\\.json: ${wanted.source}`)),
      );
    it("nor does a key that is none", () =>
      assert.match(said([bundle], { key: join(folderOf({ "cosign.pub": "no key" }), "cosign.pub") }), /cosign\.pub: it isn't a public key in PEM$/));
    it("nor nobody who may sign", () => assert.match(said([bundle], {}), /who may sign isn't said: give `key`, or `issuer` and `subject`$/));
    it("nor half an identity", () => assert.match(said([bundle], { issuer }), /who may sign isn't said/));
    it("nor a folder that isn't there", () => assert.match(said("/nowhere/signatures", { key }), /there is no such file or folder$/));
  });
});
