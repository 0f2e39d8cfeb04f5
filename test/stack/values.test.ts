import assert from "node:assert/strict";
import { secret, unknown } from "../../lib/rule";
import { decode, MalformedValue } from "../../lib/stack/decode";
import { Asset, hasUnknown, isSecretKey, join, Reference, UnknownValue, view } from "../../lib/stack/values";

const signature = "4dabf18193072939515e22adb298388d";
const decoded = (value: unknown, secrets = new Set<string>()): any => decode(value, secrets).value;

describe("decoding values", () => {
  it("returns a value with nothing special in it as it is", () => {
    const value = { a: [1, "x", { b: true, c: 2 }] };
    assert.equal(decoded(value), value);
    assert.equal(view(value), value);
  });
  it("leaves out an argument or element that is null", () => {
    assert.deepEqual(decoded({ a: null, b: { c: null, d: 1 }, e: [null, 2] }), { b: { d: 1 }, e: [2] });
  });
  it("never changes what it was given", () => {
    const value = Object.freeze({ a: Object.freeze([secret("x")]) });
    assert.deepEqual(decoded(value), { a: ["x"] });
  });
  for (const [type, id] of Object.entries({
    string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    asset: "030794c1-ac77-496b-92df-f27374a8bd58",
    archive: "e48ece36-62e2-4504-bad9-02848725956a",
    object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  }))
    it(`reads the sentinel of an unknown ${type}`, () => assert.equal(decoded({ a: id }).a, unknown));
  it("takes a text with an unknown part for unknown", () => assert.equal(decoded({ a: `arn:aws:s3:::${unknown}/*` }).a, unknown));
  it("keeps a JSON document with an unknown part", () => {
    const text = JSON.stringify({ Resource: unknown });
    assert.equal(decoded({ a: text }).a, text);
  });
  it("reads a secret, marks it and remembers its text", () => {
    const secrets = new Set<string>();
    const value = decoded({ password: secret("hunter2"), inner: secret({ token: "abc" }), plain: "x" }, secrets);
    assert.deepEqual(value, { password: "hunter2", inner: { token: "abc" }, plain: "x" });
    assert.ok(isSecretKey(value, "password") && isSecretKey(value, "inner") && isSecretKey(value.inner, "token"));
    assert.ok(!isSecretKey(value, "plain"));
    assert.deepEqual([...secrets], ["hunter2", "abc"]);
  });
  it("reads a state's secrets: ciphertext is unknown, plaintext is JSON", () => {
    const wire = (rest: object) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", ...rest });
    const value = decoded({ a: wire({ ciphertext: "v1:xyz" }), b: wire({ plaintext: '{"k":[1]}' }), c: "[secret]" });
    assert.deepEqual(value, { a: unknown, b: { k: [1] }, c: unknown });
    assert.ok(["a", "b", "c"].every((key) => isSecretKey(value, key)));
    assert.throws(
      () => decoded({ a: { b: wire({ plaintext: "{" }) } }),
      (error: MalformedValue) => error.path === "a.b",
    );
  });
  it("reads output values", () => {
    const output = (rest: object) => ({ [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...rest });
    const value = decoded({ a: output({ value: 1 }), b: output({ value: "x", secret: true }), c: output({ secret: true }) });
    assert.deepEqual(value, { a: 1, b: "x", c: unknown });
    assert.ok(!isSecretKey(value, "a") && isSecretKey(value, "b") && isSecretKey(value, "c"));
  });
  it("reads assets, archives and resource references", () => {
    const value = decoded({
      text: { [signature]: "c44067f5952c0a294b673a41bacd8c17", text: "" },
      zip: { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", assets: { "a.txt": { [signature]: "c44067f5952c0a294b673a41bacd8c17", path: "a.txt" } } },
      known: { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x", id: "i-1" },
      planned: { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:y", id: "" },
    });
    assert.deepEqual(value, {
      text: new Asset("asset", "", undefined, undefined),
      zip: new Asset("archive", undefined, undefined, undefined, { "a.txt": new Asset("asset", undefined, "a.txt", undefined) }),
      known: new Reference("urn:x", "i-1"),
      planned: new Reference("urn:y", undefined),
    });
  });
  it("refuses a signature that it doesn't know and a nesting without end, naming the place", () => {
    assert.throws(
      () => decoded({ a: [{ [signature]: "nobody" }] }),
      (error: MalformedValue) => error.path === "a[0]",
    );
    let deep: unknown = "x";
    for (let i = 0; i < 100_000; i++) deep = { d: deep };
    assert.throws(() => decoded(deep), MalformedValue);
  });
});

describe("a view", () => {
  const seen = view(
    decoded({
      known: 1,
      open: unknown,
      list: [
        { a: unknown, b: 1 },
        { a: 2, b: 2 },
      ],
      names: [unknown, "x"],
    }),
  );
  const readsUnknown = (read: () => unknown, path: string) => assert.throws(read, (error: unknown) => error instanceof UnknownValue && error.property === path);
  it("reads what is known", () => assert.equal(seen.known + seen.list[0].b, 2));
  it("throws at what isn't, naming it", () => {
    readsUnknown(() => seen.open, "open");
    readsUnknown(() => seen.list[0].a, "list[0].a");
    readsUnknown(() => JSON.stringify(seen.names), "names[0]");
    readsUnknown(() => ({ ...seen }), "open");
  });
  it("looks past unknown elements", () => {
    assert.equal(
      seen.list.some((e: any) => e.a === 2),
      true,
    );
    assert.equal(seen.names.includes("x"), true);
    assert.equal(seen.list.find((e: any) => e.a === 2).b, 2);
    assert.equal(
      seen.list.every((e: any) => e.a === 3),
      false,
    );
    readsUnknown(() => seen.names.includes("y"), "names[0]");
    readsUnknown(() => seen.list.every((e: any) => e.a === 2), "list[0].a");
  });
  it("is the same object each time", () => assert.equal(seen.list, seen.list));
});

describe("joined records", () => {
  it("keep unknown and secret marks of the part that counts", () => {
    const joined = join(decoded({ a: secret("x"), b: secret("y"), c: unknown }), { a: "plain" });
    assert.ok(!isSecretKey(joined, "a") && isSecretKey(joined, "b") && hasUnknown(joined));
  });
});
